#include "TrayIcon.h"

#include <items/Overview.h>

#include <QTextDocument>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

TrayIcon::TrayIcon(Backend &backend, Overview &overview, FolderTableModel &folders, QObject *parent)
    : QObject(parent)
    , m_overview(overview)
    , m_menu(backend, overview, folders)
{
    connect(&m_host, &TrayHost::appeared, this, &TrayIcon::create);
    connect(&m_host, &TrayHost::timedOut, this, &TrayIcon::unavailable);
    connect(&m_overview, &Overview::changed, this, &TrayIcon::update);
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::start(std::chrono::milliseconds patience)
{
    m_host.wait(patience);
}

void TrayIcon::setStyle(IconStyle style)
{
    m_style = style;
    m_shown.reset();
    update(m_overview.state());
}

void TrayIcon::showMessage(const QString &title, const QString &text)
{
    if (m_icon)
        m_icon->showMessage(title, text, appIcon());
}

void TrayIcon::create()
{
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setObjectName(u"vectray"_s);
    m_icon->setContextMenu(&m_menu);
    m_menu.populate();
    update(m_overview.state());
    connect(m_icon.get(), &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT toggleRequested();
                else if (reason == QSystemTrayIcon::MiddleClick)
                    Q_EMIT searchRequested();
            });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &TrayIcon::messageClicked);
    m_icon->show();
}

void TrayIcon::update(const AppState &state)
{
    if (!m_icon)
        return;
    if (m_shown != state.condition) { // pixmaps go over D-Bus: only when they are different
        m_icon->setIcon(trayIcon(state.condition, m_style));
        m_shown = state.condition;
    }
    // Panels show a tool tip as rich text if it looks like that.
    const QString tip = u"Vectray – "_s + state.headline + u'\n' + state.detail;
    m_icon->setToolTip(Qt::mightBeRichText(tip) ? tip.toHtmlEscaped() : tip);
}

} // namespace vectray
