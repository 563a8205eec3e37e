#include "StatusBanner.h"

#include "HelpMenu.h"
#include "Icons.h"

#include <items/Backend.h>
#include <items/FolderWords.h>
#include <items/Overview.h>

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

StatusBanner::StatusBanner(Backend &backend, Overview &overview, QWidget *parent)
    : QFrame(parent)
    , m_backend(backend)
    , m_overview(overview)
    , m_icon(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_pause(new QToolButton(this))
    , m_help(new HelpMenu(this))
    , m_said(new QTimer(this))
{
    QFont big = font();
    big.setPointSizeF(big.pointSizeF() * 1.2);
    big.setWeight(QFont::DemiBold);
    m_headline->setFont(big);
    m_headline->setObjectName(u"headline"_s);
    m_detail->setObjectName(u"detail"_s);
    for (QLabel *label : {m_headline, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    makePause();
    auto *settings = new QToolButton(this);
    settings->setText(tr("Se&ttings…"));
    settings->setAutoRaise(true);
    connect(settings, &QToolButton::clicked, this, &StatusBanner::settingsRequested);

    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_headline);
    words->addWidget(m_detail);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_icon);
    layout->addLayout(words, 1);
    layout->addWidget(m_pause);
    layout->addWidget(settings);
    layout->addWidget(makeMore());

    m_said->setSingleShot(true);
    m_said->setInterval(6s);
    connect(m_said, &QTimer::timeout, this, [this] { update(m_overview.state()); });
    connect(&m_overview, &Overview::changed, this, &StatusBanner::update);
    update(m_overview.state());
}

void StatusBanner::makePause()
{
    m_pause->setObjectName(u"pause"_s);
    m_pause->setAutoRaise(true);
    auto *menu = new QMenu(m_pause);
    menu->addAction(tr("For &30 minutes"), this, [this] { pauseFor(30min); });
    menu->addAction(tr("For &2 hours"), this, [this] { pauseFor(2h); });
    menu->addAction(tr("For &8 hours"), this, [this] { pauseFor(8h); });
    menu->addAction(tr("&Until I resume"), this, [this] { m_backend.pauseAll({}); });
    m_pause->setMenu(menu);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_overview.program().paused)
            m_backend.resumeAll();
        else
            m_pause->showMenu();
    });
}

QToolButton *StatusBanner::makeMore()
{
    auto *more = new QToolButton(this);
    more->setText(tr("&More"));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addMenu(m_help);
    menu->addAction(tr("&Quit"), this, &StatusBanner::quitRequested);
    more->setMenu(menu);
    return more;
}

void StatusBanner::say(const QString &sentence)
{
    m_detail->setText(sentence);
    m_said->start();
}

void StatusBanner::update(const AppState &state)
{
    m_icon->setPixmap(trayIcon(state.condition).pixmap(32));
    m_headline->setText(state.headline);
    if (!m_said->isActive())
        m_detail->setText(state.detail);

    const bool paused = m_overview.program().paused;
    const bool isCopying = m_overview.program().isCopying;
    m_pause->setEnabled(!isCopying);
    m_pause->setToolTip(isCopying ? FolderWords::resting() : QString());
    m_pause->setText(paused ? tr("&Resume") : tr("Pa&use"));
    m_pause->setPopupMode(paused ? QToolButton::DelayedPopup : QToolButton::InstantPopup);
}

void StatusBanner::pauseFor(std::chrono::minutes time)
{
    m_backend.pauseAll(QDateTime::currentDateTimeUtc().addSecs(std::chrono::seconds(time).count()));
}

} // namespace vectray
