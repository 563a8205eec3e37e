#include "Desktop.h"

#include "FileOpener.h"
#include "MainWindow.h"
#include "SettingsDialog.h"

#include <items/Backend.h>

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMessageBox>
#include <QTranslator>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool install(const QString &catalogue, const QString &folder)
{
    auto *translator = new QTranslator(qApp);
    return translator->load(QLocale(), catalogue, u"_"_s, folder)
        && QCoreApplication::installTranslator(translator);
}

void installEnglish()
{
    auto *translator = new QTranslator(qApp);
    if (translator->load(u":/i18n/vectray_en.qm"_s))
        QCoreApplication::installTranslator(translator);
}

} // namespace

Desktop::Desktop(Backend &backend, const Options &options)
    : m_backend(backend)
    , m_options(options)
    , m_settings(UiSettings::load(options.settingsFile))
    , m_overview(backend, m_folders)
    , m_notifier(m_notifications)
    , m_tray(backend, m_overview, m_folders)
{
    connect(&m_backend, &Backend::eventHappened, &m_activity, &ActivityModel::record);
    m_minute.setInterval(30s);
    connect(&m_minute, &QTimer::timeout, &m_folders, &FolderTableModel::refreshTimes);
    m_minute.start();
    connectMenu();
    connectNotifier();
    apply(m_settings);
}

Desktop::~Desktop() = default;

void Desktop::prepare(const QString &settingsFile)
{
    initResources();
    QApplication::setWindowIcon(appIcon());
    QApplication::setQuitOnLastWindowClosed(false);
    QGuiApplication::setDesktopFileName(u"io.github.vectray.vectray"_s);

    const QString language = UiSettings::load(settingsFile).language;
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    install(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (!install(u"vectray"_s, u":/i18n"_s))
        installEnglish(); // for its plural forms
}

void Desktop::start(Start start)
{
    m_tray.start(start == Start::ByHand ? 3s : 60s);
}

void Desktop::connectMenu()
{
    TrayMenu &menu = m_tray.menu();
    connect(&menu, &TrayMenu::pageRequested, this, &Desktop::showPage);
    connect(&menu, &TrayMenu::problemsRequested, this,
            [this](const auto &key) { window().showProblems(key); });
    connect(&menu, &TrayMenu::addFolderRequested, this, [this] { window().addFolders({}); });
    connect(&menu, &TrayMenu::removeRequested, this, [this](const auto &key) { window().removeFolder(key); });
    connect(&menu, &TrayMenu::openRequested, this,
            [](const QString &path) { (void)FileOpener::openFolder(path); });
    connect(&menu, &TrayMenu::logsRequested, this,
            [this] { (void)FileOpener::openFolder(m_options.logFolder); });
    connect(&menu, &TrayMenu::settingsRequested, this, &Desktop::showSettings);
    connect(&menu, &TrayMenu::aboutRequested, this, &Desktop::showAbout);
    connect(&menu, &TrayMenu::quitRequested, this, &Desktop::quitRequested);
    connect(&m_tray, &TrayIcon::toggleRequested, this, &Desktop::toggleWindow);
    connect(&m_tray, &TrayIcon::searchRequested, this, [this] { showPage(Page::Search); });
    connect(&m_tray, &TrayIcon::unavailable, this, [this] {
        if (!m_window || !m_window->isVisible())
            raise();
    });
}

void Desktop::connectNotifier()
{
    connect(&m_backend, &Backend::eventHappened, &m_notifier, &Notifier::handle);
    connect(&m_backend, &Backend::programStateChanged, &m_notifier, &Notifier::setProgramState);
    m_notifier.setProgramState(m_backend.programState());
    connect(&m_notifier, &Notifier::pageRequested, this, &Desktop::showPage);
    connect(&m_notifier, &Notifier::problemsRequested, this,
            [this](const auto &key) { window().showProblems(key); });
    connect(&m_notifier, &Notifier::undeliverable, &m_tray, &TrayIcon::showMessage);
    connect(&m_tray, &TrayIcon::messageClicked, this, [this] { showPage(Page::Activity); });
}

void Desktop::raise()
{
    window().present();
}

void Desktop::showPage(Page page)
{
    window().showPage(page);
}

void Desktop::search(const QString &text)
{
    window().search(text);
}

void Desktop::addFolder(const QString &path)
{
    window().addFolders({path});
}

MainWindow &Desktop::window()
{
    if (!m_window) {
        m_window = std::make_unique<MainWindow>(
            m_backend, MainWindow::Models{m_overview, m_folders, m_activity}, m_options.settingsFile);
        m_window->setEditor(m_settings.editor);
        connect(m_window.get(), &MainWindow::settingsRequested, this, &Desktop::showSettings);
        connect(m_window.get(), &MainWindow::closed, this, &Desktop::onWindowClosed);
    }
    return *m_window;
}

void Desktop::toggleWindow()
{
    if (m_window && m_window->isVisible() && m_window->isActiveWindow())
        m_window->hide();
    else
        raise();
}

void Desktop::onWindowClosed()
{
    if (!hasTray())
        return void(Q_EMIT quitRequested()); // it would go on where nobody could see it
    if (m_settings.toldAboutTray)
        return;
    m_settings.toldAboutTray = true;
    m_settings.save(m_options.settingsFile);
    m_tray.showMessage(tr("Vectray goes on in the tray"), tr("Choose Quit in its menu to end it."));
}

void Desktop::showSettings()
{
    if (m_settingsDialog)
        return m_settingsDialog->activateWindow();
    m_settingsDialog = new SettingsDialog(m_settings, Autostart::ofThisProgram(),
                                          m_window && m_window->isVisible() ? m_window.get() : nullptr);
    m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_settingsDialog, &SettingsDialog::changed, this, [this](const UiSettings &settings) {
        settings.save(m_options.settingsFile);
        apply(settings);
    });
    m_settingsDialog->open();
    m_settingsDialog->activateWindow();
}

void Desktop::showAbout()
{
    auto *box = new QMessageBox(m_window && m_window->isVisible() ? m_window.get() : nullptr);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Vectray"));
    box->setIconPixmap(appIcon().pixmap(64));
    box->setText(u"Vectray %1"_s.arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(tr("Keeps a search index of your folders up to date while you work.\n\n"
                               "Licensed under the Apache License, version 2.0."));
    box->open();
}

void Desktop::apply(const UiSettings &settings)
{
    m_settings = settings;
    m_tray.setStyle(settings.iconStyle);
    m_notifier.setKinds(settings.notices);
    if (m_window)
        m_window->setEditor(settings.editor);
}

} // namespace vectray
