#include "FakeBackend.h"

#include <items/FolderTableModel.h>
#include <items/Overview.h>
#include <ui/Icons.h>
#include <ui/TrayMenu.h>

#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

Folder folder(const QString &path, Folder::State state = Folder::State::Idle)
{
    Folder folder;
    folder.config.key = {path, u"p"_s, u"d"_s};
    folder.state = state;
    folder.files = 5;
    return folder;
}

/// The visible entries; "[x] " and "[ ] " before those with a check box, " >" after those with a submenu.
QStringList entries(const QMenu &menu)
{
    QStringList entries;
    for (const QAction *action : menu.actions()) {
        if (!action->isVisible() || action->isSeparator())
            continue;
        const QString box = !action->isCheckable() ? QString() : action->isChecked() ? u"[x] "_s : u"[ ] "_s;
        entries.append(box + action->text() + (action->menu() ? u" >"_s : QString()));
    }
    return entries;
}

QAction *entry(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace

class tst_TrayMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everythingHasItsPlace();
    void aCheckBoxTurnsAFolderOff();
    void statesAreSaidInTheEntries();
    void foldersComeAndGo();
    void manyFoldersGoIntoASubmenu();
    void sameNamesAreToldApart();
    void namesAreNoMnemonics();
    void pausingAsksForATime();
    void nothingIsResumedWhileTheIndexIsCopied();
    void aFolderHasItsOwnMenu();

private:
    struct Parts
    {
        FakeBackend backend;
        FolderTableModel folders;
        Overview overview{backend, folders};
        TrayMenu menu{backend, overview, folders};
    };
    std::unique_ptr<Parts> m_parts;
};

void tst_TrayMenu::init()
{
    initResources();
    m_parts = std::make_unique<Parts>();
    m_parts->backend.put(folder(u"/src/one"_s));
    m_parts->backend.put(folder(u"/src/two"_s));
    m_parts->menu.populate();
}

void tst_TrayMenu::cleanup()
{
    m_parts.reset();
}

void tst_TrayMenu::everythingHasItsPlace()
{
    QTRY_COMPARE(entries(m_parts->menu),
                 (QStringList{u"Up to date · 2 folder(s), 10 file(s)"_s, u"&Search…"_s, u"[x] one"_s,
                              u"[x] two"_s, u"F&older actions >"_s, u"&Add folder…"_s, u"&Pause >"_s,
                              u"Recent &changes"_s, u"Connect AI a&gent…"_s, u"S&ettings…"_s, u"&Help >"_s, u"&Quit"_s}));
    QVERIFY(!m_parts->menu.actions().first()->isEnabled());
}

void tst_TrayMenu::aCheckBoxTurnsAFolderOff()
{
    entry(m_parts->menu, u"two"_s)->trigger();
    QCOMPARE(m_parts->backend.orders, QStringList{u"setEnabled /src/two false"_s});
    QTRY_VERIFY(entries(m_parts->menu).contains(u"[ ] two"_s));
    m_parts->backend.setEnabled({u"/src/one"_s, u"p"_s, u"d"_s}, false); // from somewhere else
    QTRY_VERIFY(entries(m_parts->menu).contains(u"[ ] one"_s));
}

void tst_TrayMenu::statesAreSaidInTheEntries()
{
    Folder busy = folder(u"/src/one"_s, Folder::State::Syncing);
    busy.progress = 41;
    busy.progressTotal = 230;
    m_parts->backend.put(busy);
    Folder bad = folder(u"/src/two"_s);
    bad.problems = 3;
    m_parts->backend.put(bad);
    QTRY_VERIFY(entries(m_parts->menu).contains(u"[x] one – Indexing"_s));
    QCOMPARE(m_parts->menu.actions().first()->text(), u"Indexing 41 of 230 file(s) · one"_s);
    QVERIFY(entries(m_parts->menu).contains(u"Pro&blems (3)"_s));
}

void tst_TrayMenu::foldersComeAndGo()
{
    m_parts->backend.put(folder(u"/src/three"_s));
    QVERIFY(entries(m_parts->menu).contains(u"[x] three"_s));
    m_parts->backend.removeFolder({u"/src/one"_s, u"p"_s, u"d"_s}, false);
    m_parts->backend.removeFolder({u"/src/two"_s, u"p"_s, u"d"_s}, false);
    QCOMPARE(entries(m_parts->menu).filter(u"[x]"_s), QStringList{u"[x] three"_s});
    m_parts->backend.removeFolder({u"/src/three"_s, u"p"_s, u"d"_s}, false);
    QVERIFY(!entries(m_parts->menu).contains(u"F&older actions >"_s));
}

void tst_TrayMenu::manyFoldersGoIntoASubmenu()
{
    for (int i = 3; i <= 14; ++i)
        m_parts->backend.put(folder(u"/src/%1"_s.arg(i)));
    QCOMPARE(entries(m_parts->menu).filter(u"[x]"_s).size(), TrayMenu::DirectFolders);
    const QAction *more = entry(m_parts->menu, u"More &folders"_s);
    QVERIFY(more->isVisible());
    QCOMPARE(entries(*more->menu()), (QStringList{u"[x] 11"_s, u"[x] 12"_s, u"[x] 13"_s, u"[x] 14"_s}));
}

void tst_TrayMenu::sameNamesAreToldApart()
{
    Folder twin = folder(u"/elsewhere/one"_s);
    twin.config.key.project = u"q"_s;
    m_parts->backend.put(twin);
    QCOMPARE(entries(m_parts->menu).filter(u"[x]"_s),
             (QStringList{u"[x] one (p, d)"_s, u"[x] two"_s, u"[x] one (q, d)"_s}));
}

void tst_TrayMenu::namesAreNoMnemonics()
{
    m_parts->backend.put(folder(u"/src/R&D\n<b>"_s));
    QVERIFY(entries(m_parts->menu).contains(u"[x] R&&D\ufffd<b>"_s));
}

void tst_TrayMenu::pausingAsksForATime()
{
    const QMenu *pause = entry(m_parts->menu, u"&Pause"_s)->menu();
    entry(*pause, u"For &2 hours"_s)->trigger();
    entry(*pause, u"&Until I resume"_s)->trigger();
    QVERIFY(m_parts->backend.orders.first() == u"pauseAll 120"_s
            || m_parts->backend.orders.first() == u"pauseAll 119"_s);
    QCOMPARE(m_parts->backend.orders.last(), u"pauseAll"_s);
    QTRY_VERIFY(entries(m_parts->menu).contains(u"&Resume"_s));
    QVERIFY(!entries(m_parts->menu).contains(u"&Pause >"_s));
    entry(m_parts->menu, u"&Resume"_s)->trigger();
    QTRY_VERIFY(entries(m_parts->menu).contains(u"&Pause >"_s));
}

void tst_TrayMenu::nothingIsResumedWhileTheIndexIsCopied()
{
    m_parts->backend.setProgram({.isCopying = true});
    const QString why = u"Indexing rests while the index is copied"_s;
    QTRY_VERIFY(entries(m_parts->menu).contains(why));
    QVERIFY(!entry(m_parts->menu, why)->isEnabled());
    QVERIFY(!entries(m_parts->menu).contains(u"&Pause >"_s));
    const QMenu *two = entry(m_parts->menu, u"F&older actions"_s)->menu()->actions().last()->menu();
    QVERIFY(!entry(*two, u"&Pause"_s)->isEnabled());
    QVERIFY(!entry(*two, u"&Sync now"_s)->isEnabled());

    m_parts->backend.setProgram({});
    QTRY_VERIFY(entries(m_parts->menu).contains(u"&Pause >"_s));
}

void tst_TrayMenu::aFolderHasItsOwnMenu()
{
    const QMenu *folders = entry(m_parts->menu, u"F&older actions"_s)->menu();
    QCOMPARE(entries(*folders), (QStringList{u"one >"_s, u"two >"_s}));
    const QMenu *two = folders->actions().last()->menu();
    QCOMPARE(entries(*two), (QStringList{u"&Open folder"_s, u"&Sync now"_s, u"&Pause"_s, u"R&emove…"_s}));

    const QSignalSpy removed(&m_parts->menu, &TrayMenu::removeRequested);
    entry(*two, u"&Sync now"_s)->trigger();
    entry(*two, u"&Pause"_s)->trigger();
    entry(*two, u"R&emove…"_s)->trigger();
    QCOMPARE(m_parts->backend.orders, (QStringList{u"sync /src/two"_s, u"setPaused /src/two true"_s}));
    QCOMPARE(removed.first().first().value<WatchConfig::Key>().path, u"/src/two"_s);
    QTRY_VERIFY(entries(*two).contains(u"&Resume"_s));
}

QTEST_MAIN(tst_TrayMenu)
#include "tst_TrayMenu.moc"
