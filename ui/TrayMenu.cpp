#include "TrayMenu.h"

#include "HelpMenu.h"
#include "Icons.h"

#include <items/Backend.h>
#include <items/FolderTableModel.h>
#include <items/FolderWords.h>
#include <items/Overview.h>
#include <items/PlainText.h>

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a folder is called must not become a mnemonic, nor make the menu as wide as the screen.
QString menuText(const QString &text)
{
    QString shown = text.size() > 80 ? QString(text.first(79) + u'…') : text;
    return shown.replace(u'&', u"&&"_s);
}

void setTextIfNew(QAction *action, const QString &text)
{
    if (action->text() != text) // every change goes over D-Bus
        action->setText(text);
}

} // namespace

TrayMenu::TrayMenu(Backend &backend, Overview &overview, FolderTableModel &folders)
    : m_backend(backend)
    , m_overview(overview)
    , m_folders(folders)
    , m_help(new HelpMenu(this))
{
    setObjectName(u"trayMenu"_s);
}

void TrayMenu::populate()
{
    m_status = addAction(QString());
    m_status->setEnabled(false);
    addAction(tr("&Search…"), this, [this] { Q_EMIT pageRequested(Page::Search); });
    addSeparator();

    m_more = new QMenu(tr("More &folders"), this);
    m_foldersEnd = addMenu(m_more);
    m_folderActions = addMenu(tr("F&older actions"));
    addAction(tr("&Add folder…"), this, &TrayMenu::addFolderRequested);
    addSeparator();
    addPauseMenu();
    addAction(tr("Recent &changes"), this, [this] { Q_EMIT pageRequested(Page::Activity); });
    m_problems = addAction(QString(), this, [this] { Q_EMIT pageRequested(Page::Problems); });
    addSeparator();
    addAction(tr("Connect AI a&gent…"), this, &TrayMenu::agentsRequested);
    addAction(tr("S&ettings…"), this, &TrayMenu::settingsRequested);
    addMenu(m_help);
    addAction(tr("&Quit"), this, &TrayMenu::quitRequested);

    connect(&m_folders, &QAbstractItemModel::rowsInserted, this, &TrayMenu::rebuildFolders);
    connect(&m_folders, &QAbstractItemModel::rowsRemoved, this, &TrayMenu::rebuildFolders);
    connect(&m_overview, &Overview::changed, this, &TrayMenu::update);
    rebuildFolders();
}

void TrayMenu::addPauseMenu()
{
    m_pause = addMenu(tr("&Pause"));
    m_pause->addAction(tr("For &30 minutes"), this, [this] { pauseFor(30min); });
    m_pause->addAction(tr("For &2 hours"), this, [this] { pauseFor(2h); });
    m_pause->addAction(tr("For &8 hours"), this, [this] { pauseFor(8h); });
    m_pause->addAction(tr("&Until I resume"), this, [this] { m_backend.pauseAll({}); });
    m_resume = addAction(tr("&Resume"), this, [this] { m_backend.resumeAll(); });
}

void TrayMenu::rebuildFolders()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        removeAction(entry.check);
        m_more->removeAction(entry.check);
        m_folderActions->removeAction(entry.menu->menuAction());
        entry.check->deleteLater(); // the panel may be about to ask for it
        entry.menu->deleteLater();
    }
    m_entries.clear();
    for (const Folder &folder : m_folders.folders())
        addEntry(folder.config.key);

    m_more->menuAction()->setVisible(m_entries.size() > DirectFolders);
    m_folderActions->menuAction()->setVisible(!m_entries.isEmpty());
    update(m_overview.state());
}

void TrayMenu::addEntry(const WatchConfig::Key &key)
{
    Entry entry;
    entry.key = key;
    entry.check = new QAction(this);
    entry.check->setCheckable(true);
    connect(entry.check, &QAction::triggered, this, [this, key](bool on) { m_backend.setEnabled(key, on); });
    if (m_entries.size() < DirectFolders)
        insertAction(m_foldersEnd, entry.check);
    else
        m_more->addAction(entry.check);

    entry.menu = new QMenu(this);
    fillFolderMenu(entry);
    m_folderActions->addMenu(entry.menu);
    m_entries.append(entry);
}

void TrayMenu::fillFolderMenu(Entry &entry)
{
    const WatchConfig::Key key = entry.key;
    entry.menu->addAction(tr("&Open folder"), this, [this, key] { Q_EMIT openRequested(key.path); });
    entry.sync = entry.menu->addAction(tr("&Sync now"), this, [this, key] { m_backend.syncNow(key); });
    entry.pause = entry.menu->addAction(QString(), this, [this, key] {
        const Folder *folder = m_folders.find(key);
        if (folder)
            m_backend.setPaused(key, folder->state != Folder::State::Paused);
    });
    entry.problems = entry.menu->addAction(QString(), this, [this, key] { Q_EMIT problemsRequested(key); });
    entry.menu->addSeparator();
    entry.menu->addAction(tr("R&emove…"), this, [this, key] { Q_EMIT removeRequested(key); });
}

void TrayMenu::update(const AppState &state)
{
    const QString status =
        state.detail.isEmpty() ? state.headline : QString(state.headline + u" · " + state.detail);
    setTextIfNew(m_status, menuText(status));
    m_status->setIcon(stateIcon(state.condition));

    const ProgramState &program = m_overview.program();
    m_pause->menuAction()->setVisible(!program.paused && !program.isCopying);
    m_resume->setVisible(program.paused || program.isCopying);
    m_resume->setEnabled(!program.isCopying);
    if (program.isCopying) {
        setTextIfNew(m_resume, FolderWords::resting());
    } else if (program.paused && program.pausedUntil.isValid()) {
        const QString time =
            QLocale().toString(program.pausedUntil.toLocalTime().time(), QLocale::ShortFormat);
        setTextIfNew(m_resume, tr("&Resume (paused until %1)").arg(time));
    } else {
        setTextIfNew(m_resume, tr("&Resume"));
    }

    const std::int64_t problems = m_overview.problems();
    m_problems->setVisible(problems > 0);
    setTextIfNew(m_problems, tr("Pro&blems (%1)").arg(QLocale().toString(qlonglong(problems))));
    for (const Entry &entry : std::as_const(m_entries))
        updateEntry(entry);
}

void TrayMenu::updateEntry(const Entry &entry)
{
    const Folder *folder = m_folders.find(entry.key);
    if (!folder)
        return;

    const QString name = label(entry.key);
    const bool calm = folder->state == Folder::State::Idle || !folder->config.enabled;
    setTextIfNew(entry.check, menuText(calm ? name : QString(name + u" – "_s + FolderWords::state(*folder))));
    entry.check->setChecked(folder->config.enabled);

    setTextIfNew(entry.menu->menuAction(), menuText(name));
    entry.menu->setIcon(stateIcon(*folder));
    const ProgramState &program = m_overview.program();
    entry.sync->setEnabled(folder->config.enabled && !program.isCopying);
    entry.pause->setEnabled(folder->config.enabled && !program.paused && !program.isCopying);
    setTextIfNew(entry.pause, folder->state == Folder::State::Paused ? tr("&Resume") : tr("&Pause"));
    entry.problems->setVisible(folder->problems > 0);
    setTextIfNew(entry.problems,
                 tr("Show &problems (%1)").arg(QLocale().toString(qlonglong(folder->problems))));
}

QString TrayMenu::label(const WatchConfig::Key &key) const
{
    const QString name = FolderWords::name(key);
    const auto others = std::ranges::count_if(m_entries, [&](const Entry &entry) {
        return FolderWords::name(entry.key) == name && entry.key != key;
    });
    if (others == 0)
        return name;
    return u"%1 (%2, %3)"_s.arg(name, oneLine(key.project), oneLine(key.dataset));
}

void TrayMenu::pauseFor(std::chrono::minutes time)
{
    m_backend.pauseAll(QDateTime::currentDateTimeUtc().addSecs(std::chrono::seconds(time).count()));
}

} // namespace vectray
