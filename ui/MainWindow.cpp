#include "MainWindow.h"

#include "ActivityPage.h"
#include "DashboardPage.h"
#include "FileOpener.h"
#include "FolderForm.h"
#include "FoldersPage.h"
#include "Icons.h"
#include "ProblemsPage.h"
#include "RemoveFolderBox.h"
#include "SearchPage.h"
#include "StatusBanner.h"

#include <items/Backend.h>
#include <items/FolderTableModel.h>
#include <items/Overview.h>

#include <QAction>
#include <QCloseEvent>
#include <QLocale>
#include <QSettings>
#include <QVBoxLayout>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView GeometryKey("window/geometry");

} // namespace

MainWindow::MainWindow(Backend &backend, const Models &models, QString settingsFile)
    : m_backend(backend)
    , m_overview(models.overview)
    , m_folders(models.folders)
    , m_settingsFile(std::move(settingsFile))
    , m_banner(new StatusBanner(backend, models.overview, this))
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Vectray"));
    setWindowIcon(appIcon());
    makeTabs(models);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs, 1);
    addShortcuts();
    connectPages();

    resize(900, 600);
    if (!m_settingsFile.isEmpty())
        restoreGeometry(QSettings(m_settingsFile, QSettings::IniFormat).value(GeometryKey).toByteArray());
}

void MainWindow::makeTabs(const Models &models)
{
    m_foldersPage = new FoldersPage(m_backend, models.folders, m_tabs);
    m_searchPage = new SearchPage(m_backend, models.folders, m_tabs);
    m_activityPage = new ActivityPage(models.activity, m_tabs);
    m_problemsPage = new ProblemsPage(m_backend, {models.folders, models.problems}, m_tabs);
    m_tabs->setDocumentMode(true);
    // In the order of Page.
    m_tabs->addTab(m_foldersPage, tr("&Folders"));
    m_tabs->addTab(m_searchPage, tr("&Search"));
    m_tabs->addTab(m_activityPage, tr("A&ctivity"));
    m_tabs->addTab(m_problemsPage, tr("&Problems"));
    m_tabs->addTab(new DashboardPage(models.measurements, models.folders, m_tabs), tr("&Dashboard"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        if (index == int(Page::Search))
            m_searchPage->focusQuery();
    });
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto slot) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    for (int page = 0; page < m_tabs->count(); ++page)
        add(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + page)),
            [this, page] { m_tabs->setCurrentIndex(page); });
    add(QKeySequence::Find, [this] { showPage(Page::Search); });
    add(QKeySequence::New, [this] { addFolders({}); });
    add(QKeySequence::Close, [this] { close(); });
    add(QKeySequence::Quit, [this] { Q_EMIT quitRequested(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { Q_EMIT settingsRequested(); });
}

void MainWindow::connectPages()
{
    connect(m_banner, &StatusBanner::settingsRequested, this, &MainWindow::settingsRequested);
    connect(m_banner, &StatusBanner::quitRequested, this, &MainWindow::quitRequested);
    connect(m_foldersPage, &FoldersPage::addFolderRequested, this,
            [this](const QString &path) { addFolders(path.isEmpty() ? QStringList() : QStringList(path)); });
    connect(m_foldersPage, &FoldersPage::changeRequested, this, &MainWindow::changeFolder);
    connect(m_foldersPage, &FoldersPage::removeRequested, this, &MainWindow::removeFolder);
    connect(m_foldersPage, &FoldersPage::openRequested, this, &MainWindow::openFolder);
    connect(m_foldersPage, &FoldersPage::problemsRequested, this, &MainWindow::showProblems);
    connect(m_searchPage, &SearchPage::openRequested, this, &MainWindow::openFile);
    connect(m_activityPage, &ActivityPage::openRequested, this, &MainWindow::openFile);
    connect(m_activityPage, &ActivityPage::failed, this, &MainWindow::say);
    connect(m_problemsPage, &ProblemsPage::openRequested, this, &MainWindow::openFile);
    connect(&m_overview, &Overview::changed, this, &MainWindow::countProblems);
    countProblems();
}

void MainWindow::countProblems()
{
    const std::int64_t problems = m_overview.problems();
    const QString count = QLocale().toString(qlonglong(problems));
    m_tabs->setTabText(int(Page::Problems), problems > 0 ? tr("&Problems (%1)").arg(count) : tr("&Problems"));
}

void MainWindow::present()
{
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::showPage(Page page)
{
    m_tabs->setCurrentIndex(int(page));
    present();
    if (page == Page::Search)
        m_searchPage->focusQuery();
}

void MainWindow::search(const QString &text)
{
    showPage(Page::Search);
    m_searchPage->setQuery(text);
}

void MainWindow::showProblems(const WatchConfig::Key &folder)
{
    m_problemsPage->showFolder(folder);
    showPage(Page::Problems);
}

void MainWindow::addFolders(const QStringList &paths)
{
    m_toAdd += paths.isEmpty() ? QStringList{QString()} : paths;
    if (m_form)
        return m_form->activateWindow();
    showNextForm();
}

void MainWindow::showNextForm()
{
    if (m_toAdd.isEmpty())
        return;
    FolderOptions options;
    options.key.path = m_toAdd.takeFirst();
    auto *form = new FolderForm(m_backend, FolderForm::Purpose::Add, options, isVisible() ? this : nullptr);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &QDialog::finished, this, [this] {
        m_form.clear();
        showNextForm();
    });
    m_form = form;
    form->open();
    form->activateWindow();
}

void MainWindow::changeFolder(const WatchConfig::Key &key)
{
    const Folder *folder = m_folders.find(key);
    if (!folder)
        return;
    const WatchConfig &config = folder->config;
    const FolderOptions options{key, config.debounce, config.include, config.exclude};
    auto *form =
        new FolderForm(m_backend, FolderForm::Purpose::Change, options, isVisible() ? this : nullptr);
    form->setAttribute(Qt::WA_DeleteOnClose);
    form->open();
}

void MainWindow::removeFolder(const WatchConfig::Key &folder)
{
    auto *box = new RemoveFolderBox(folder, isVisible() ? this : nullptr);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &RemoveFolderBox::confirmed, &m_backend, &Backend::removeFolder);
    box->open();
    box->activateWindow();
}

HelpMenu &MainWindow::help()
{
    return m_banner->help();
}

void MainWindow::say(const QString &sentence)
{
    m_banner->say(sentence);
}

void MainWindow::openFile(const QString &path, int line)
{
    if (const Done opened = FileOpener(m_editor).open(path, line); !opened)
        say(opened.error().message);
}

void MainWindow::openFolder(const QString &path)
{
    if (const Done opened = FileOpener::openFolder(path); !opened)
        say(opened.error().message);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    saveGeometryNow();
    QWidget::hideEvent(event);
}

void MainWindow::saveGeometryNow()
{
    if (!m_settingsFile.isEmpty())
        QSettings(m_settingsFile, QSettings::IniFormat).setValue(GeometryKey, saveGeometry());
}

} // namespace vectray
