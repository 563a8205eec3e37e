#include "Desktop.h"

#include "AgentsDialog.h"
#include "FileOpener.h"
#include "FirstRun.h"
#include "HelpMenu.h"
#include "MainWindow.h"
#include "SettingsDialog.h"

#include <items/Backend.h>
#include <items/PlainText.h>

#include <QApplication>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QMessageBox>
#include <QTranslator>
#include <QUrl>

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
    , m_measurements(nullptr, options.clock)
    , m_notifier(m_notifications)
    , m_tray(backend, m_overview, m_folders)
{
    connectModels();
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
    if (start == Start::ByHand && !m_settings.firstRunDone && m_folders.rowCount() == 0)
        showFirstRun();
}

void Desktop::showFirstRun()
{
    if (m_firstRun)
        return m_firstRun->activateWindow();
    m_firstRun = new FirstRun(m_backend, Autostart::ofThisProgram());
    m_firstRun->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_firstRun, &QDialog::finished, this, [this] {
        m_settings.firstRunDone = true;
        m_settings.save(m_options.settingsFile);
        if (!hasTray())
            raise();
    });
    m_firstRun->show();
    m_firstRun->activateWindow();
}

void Desktop::connectModels()
{
    connect(&m_backend, &Backend::eventHappened, &m_activity, &ActivityModel::record);
    connect(&m_backend, &Backend::eventHappened, &m_measurements, &Measurements::record);
    connect(&m_backend, &Backend::eventHappened, &m_problems, &ProblemsModel::record);
    connect(&m_backend, &Backend::folderRemoved, &m_problems, &ProblemsModel::removeFolder);
    connect(&m_overview, &Overview::changed, this,
            [this] { m_measurements.setWaiting(m_overview.pending()); });
    m_halfMinute.setInterval(30s);
    connect(&m_halfMinute, &QTimer::timeout, &m_folders, &FolderTableModel::refreshTimes);
    connect(&m_halfMinute, &QTimer::timeout, this, &Desktop::measureStorage);
    m_halfMinute.start();
    m_measurements.setWaiting(m_overview.pending());
    measureStorage();
}

void Desktop::measureStorage()
{
    m_backend.storage(this, [this](const Result<StorageInfo> &storage) {
        if (storage) // otherwise the chart keeps its last point; that the store is away is said elsewhere
            m_measurements.setIndexSize(storage->bytes);
    });
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
    connect(&menu, &TrayMenu::settingsRequested, this, &Desktop::showSettings);
    connect(&menu, &TrayMenu::agentsRequested, this, &Desktop::showAgents);
    connect(&menu, &TrayMenu::quitRequested, this, &Desktop::quitRequested);
    connectHelp(menu.help());
    connect(&m_tray, &TrayIcon::toggleRequested, this, &Desktop::toggleWindow);
    connect(&m_tray, &TrayIcon::searchRequested, this, [this] { showPage(Page::Search); });
    connect(&m_tray, &TrayIcon::unavailable, this, [this] {
        if (!m_firstRun && (!m_window || !m_window->isVisible()))
            raise();
    });
}

void Desktop::connectHelp(HelpMenu &menu)
{
    connect(&menu, &HelpMenu::firstRunRequested, this, &Desktop::showFirstRun);
    connect(&menu, &HelpMenu::logsRequested, this,
            [this] { (void)FileOpener::openFolder(m_options.logFolder); });
    connect(&menu, &HelpMenu::documentationRequested, this,
            [this] { QDesktopServices::openUrl(QUrl(m_backend.apiAccess().url + u"/docs"_s)); });
    connect(&menu, &HelpMenu::debugArchiveRequested, this, &Desktop::saveDebugArchive);
    connect(&menu, &HelpMenu::aboutRequested, this, &Desktop::showAbout);
}

void Desktop::connectNotifier()
{
    connect(&m_backend, &Backend::eventHappened, &m_notifier, &Notifier::handle);
    connect(&m_backend, &Backend::programStateChanged, &m_notifier, &Notifier::setProgramState);
    m_notifier.setProgramState(m_backend.programState());
    connect(&m_notifier, &Notifier::pageRequested, this, &Desktop::showPage);
    connect(&m_notifier, &Notifier::settingsRequested, this, &Desktop::showSettings);
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

void Desktop::show(const QString &page)
{
    const QStringList names{u"folders"_s, u"search"_s, u"activity"_s, u"problems"_s, u"dashboard"_s};
    if (const auto index = names.indexOf(page); index >= 0)
        showPage(Page(index));
    else if (page == u"settings"_s)
        showSettings();
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
            m_backend, MainWindow::Models{m_overview, m_folders, m_activity, m_problems, m_measurements},
            m_options.settingsFile);
        m_window->setEditor(m_settings.editor);
        connect(m_window.get(), &MainWindow::settingsRequested, this, &Desktop::showSettings);
        connect(m_window.get(), &MainWindow::closed, this, &Desktop::onWindowClosed);
        connect(m_window.get(), &MainWindow::quitRequested, this, &Desktop::quitRequested);
        connectHelp(m_window->help());
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
    const AdvancedSettings::Places places{QFileInfo(m_options.settingsFile).absolutePath(),
                                          m_options.logFolder};
    m_settingsDialog = new SettingsDialog(
        SettingsDialog::Parts{m_backend, m_folders, m_settings, Autostart::ofThisProgram(), places},
        m_window && m_window->isVisible() ? m_window.get() : nullptr);
    m_settingsDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_settingsDialog, &SettingsDialog::addFolderRequested, this, [this] { window().addFolders({}); });
    connect(m_settingsDialog, &SettingsDialog::changeFolderRequested, this,
            [this](const auto &key) { window().changeFolder(key); });
    connect(m_settingsDialog, &SettingsDialog::removeFolderRequested, this,
            [this](const auto &key) { window().removeFolder(key); });
    connect(m_settingsDialog, &SettingsDialog::openRequested, this,
            [](const QString &folder) { (void)FileOpener::openFolder(folder); });
    connect(m_settingsDialog, &SettingsDialog::changed, this, [this](const UiSettings &settings) {
        settings.save(m_options.settingsFile);
        apply(settings);
    });
    m_settingsDialog->open();
    m_settingsDialog->activateWindow();
}

void Desktop::showAgents()
{
    if (m_agentsDialog)
        return m_agentsDialog->activateWindow();
    m_agentsDialog =
        new AgentsDialog(m_backend, m_window && m_window->isVisible() ? m_window.get() : nullptr);
    m_agentsDialog->setAttribute(Qt::WA_DeleteOnClose);
    m_agentsDialog->open();
    m_agentsDialog->activateWindow();
}

void Desktop::saveDebugArchive()
{
    auto *chooser = new QFileDialog(m_window && m_window->isVisible() ? m_window.get() : nullptr,
                                    tr("Save debug archive"), QDir::homePath());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(u"vectray-debug-%1.tar"_s.arg(QDate::currentDate().toString(Qt::ISODate)));
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_backend.saveDebugArchive(file, this, [this, file](const Done &saved) {
            window().present();
            window().say(saved ? tr("The debug archive is in %1. It has no secrets in it; look at it before "
                                    "you send it.")
                                     .arg(oneLine(file))
                               : oneLine(saved.error().message));
        });
    });
    chooser->open();
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
