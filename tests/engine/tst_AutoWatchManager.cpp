#include "ManagerBench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

class tst_AutoWatchManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void indexesAFolderThatIsAdded();
    void indexesWhatIsTouchedAfterTheDebounce();
    void tellsTheWatcherWhatItIndexed();
    void updatesAFolderThatIsAddedAgain();
    void keepsFoldersForTheNextStart();
    void findsChangesMadeWhileItWasOff();
    void setsUpALostDatabaseFromTheFile();
    void startsOnlyWhatIsEnabledWithAutoStart();
    void removesAFolderWithItsIndex_data();
    void removesAFolderWithItsIndex();
    void stopsAndStartsByTheSwitch();
    void watchesOnceWithoutAConfiguration();
    void refusesBadInput_data();
    void refusesBadInput();
    void holdsWorkBackWhilePaused();
    void breaksOffWhatRunsWhenPaused();
    void indexesNothingWhileItIsHeld();
    void pausesOneFolderAlone();
    void putsBulkWorkOffOnBattery();
    void doesOnBatteryWhatAPersonAsksFor();
    void endsAPauseThatIsOver();
    void showsAFolderWhoseRootIsAway();
    void triesAgainAfterAFailure();
    void looksAgainAtAHeldDeletionAtOnceWhenAPersonAsks();
    void syncsAFolderThatIsNotWatched();

private:
    template<typename T>
    T await(const QFuture<T> &future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
            qFatal("no answer");
        return future.result();
    }
    AutoWatchManager::Added add(ConfigPatch patch = {.debounce = 20ms})
    {
        const auto added = await(m_bench->manager->add(m_bench->key(), patch));
        if (!added)
            qFatal("%s", qPrintable(added.error().message));
        return *added;
    }
    bool isIdle() const { return m_bench->folder().state == Folder::State::Idle && m_bench->folder().pending == 0; }

    std::unique_ptr<ManagerBench> m_bench;
};

void tst_AutoWatchManager::init()
{
    m_bench = std::make_unique<ManagerBench>();
    m_bench->write(u"a.txt"_s, "one");
}

void tst_AutoWatchManager::indexesAFolderThatIsAdded()
{
    const auto added = add();
    QVERIFY(added.started);
    QVERIFY(!added.existed);
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_bench->indexed().size(), 1);
    QTRY_COMPARE(m_bench->folder().files, 1);
    QCOMPARE(m_bench->folder().syncCount, 1);
}

void tst_AutoWatchManager::indexesWhatIsTouchedAfterTheDebounce()
{
    add();
    QTRY_VERIFY(isIdle());
    QSignalSpy published(&m_bench->events, &EventBus::published);
    m_bench->write(u"b.txt"_s, "two");
    m_bench->watcher()->touch({u"b.txt"_s});
    QTRY_COMPARE(m_bench->indexed().size(), 2);
    QTRY_VERIFY(isIdle());
    bool told = false;
    for (const auto &signal : published) {
        const auto event = signal.first().value<SyncEvent>();
        if (const auto *changed = std::get_if<FileChanged>(&event))
            told |= changed->change == FileChange{.kind = FileChange::Kind::Created, .path = u"b.txt"_s};
    }
    QVERIFY(told);
}

void tst_AutoWatchManager::tellsTheWatcherWhatItIndexed()
{
    add();
    QTRY_VERIFY(isIdle());
    QTRY_COMPARE(m_bench->watcher()->indexed(), QStringList{QString()}); // all of it
    m_bench->write(u"b.txt"_s, "two");
    m_bench->watcher()->touch({u"b.txt"_s});
    QTRY_COMPARE(m_bench->watcher()->indexed().mid(1), QStringList{u"b.txt"_s});
    m_bench->watcher()->touch({u"b.txt"_s}); // as it is
    QTRY_COMPARE(m_bench->folder().syncCount, 3);
    QCOMPARE(m_bench->watcher()->indexed().size(), 2);
}

void tst_AutoWatchManager::updatesAFolderThatIsAddedAgain()
{
    const auto first = add();
    const auto second = add({.debounce = 40ms, .exclude = QStringList{u"*.log"_s}});
    QVERIFY(second.existed);
    QCOMPARE(second.config.id, first.config.id);
    QCOMPARE(second.config.debounce, 40ms);
    QCOMPARE(m_bench->manager->configs().size(), 1);
}

void tst_AutoWatchManager::keepsFoldersForTheNextStart()
{
    const auto added = add();
    QTRY_VERIFY(isIdle());
    m_bench->restart();
    QVERIFY(m_bench->manager->load());
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_bench->folder().config.id, added.config.id);
    QVERIFY(m_bench->folder().config.lastStarted.isValid());
}

void tst_AutoWatchManager::findsChangesMadeWhileItWasOff()
{
    add();
    QTRY_VERIFY(isIdle());
    m_bench->manager.reset();
    m_bench->write(u"b.txt"_s, "two");
    m_bench->remove(u"a.txt"_s);
    m_bench->restart();
    QVERIFY(m_bench->manager->load());
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_bench->indexed().size(), 1);
    QVERIFY(m_bench->indexed().first().startsWith(u"b.txt"));
}

void tst_AutoWatchManager::setsUpALostDatabaseFromTheFile()
{
    add();
    QTRY_VERIFY(isIdle());
    m_bench->manager.reset();
    QVERIFY(m_bench->store.removeWatchConfig(m_bench->key()).result());
    m_bench->restart();
    QVERIFY(m_bench->manager->load());
    QTRY_VERIFY(isIdle());
    QTRY_COMPARE(m_bench->store.watchConfigs().result()->size(), 1);
}

void tst_AutoWatchManager::startsOnlyWhatIsEnabledWithAutoStart()
{
    QVERIFY(add({.autoStart = false}).started); // now, but not at the next start
    QTRY_VERIFY(isIdle());
    m_bench->restart();
    QVERIFY(m_bench->manager->load());
    QVERIFY(!m_bench->folder().isWatched());
    QCOMPARE(m_bench->manager->configs().size(), 1);
}

void tst_AutoWatchManager::removesAFolderWithItsIndex_data()
{
    QTest::addColumn<bool>("keepIndex");

    QTest::newRow("and its index") << false;
    QTest::newRow("but not its index") << true;
}

void tst_AutoWatchManager::removesAFolderWithItsIndex()
{
    QFETCH(bool, keepIndex);
    add();
    QTRY_VERIFY(isIdle());
    QVERIFY(await(m_bench->manager->remove(m_bench->key(), keepIndex)));
    QCOMPARE(m_bench->indexed().size(), keepIndex ? 1 : 0);
    QVERIFY(m_bench->manager->configs().isEmpty());
    QVERIFY(m_bench->store.watchConfigs().result()->isEmpty());
    QCOMPARE(await(m_bench->manager->remove(m_bench->key(), keepIndex)).error().kind, Error::Kind::NotFound);
}

void tst_AutoWatchManager::stopsAndStartsByTheSwitch()
{
    add();
    QTRY_VERIFY(isIdle());
    QVERIFY(await(m_bench->manager->update(m_bench->key(), {.enabled = false})));
    QTRY_VERIFY(!m_bench->folder().isWatched());
    QCOMPARE(m_bench->indexed().size(), 1); // the index stays
    m_bench->write(u"b.txt"_s, "two");
    QVERIFY(await(m_bench->manager->update(m_bench->key(), {.enabled = true})));
    QTRY_COMPARE(m_bench->indexed().size(), 2);
}

void tst_AutoWatchManager::watchesOnceWithoutAConfiguration()
{
    const auto started = await(m_bench->manager->startWatch(m_bench->key()));
    QVERIFY(started);
    QTRY_COMPARE(m_bench->indexed().size(), 1);
    QVERIFY(m_bench->manager->configs().isEmpty());
    QVERIFY(m_bench->store.watchConfigs().result()->isEmpty());
    const auto again = await(m_bench->manager->startWatch(m_bench->key()));
    QCOMPARE(again.error().kind, Error::Kind::Invalid);

    QVERIFY(await(m_bench->manager->stopWatch(m_bench->key())));
    QVERIFY(m_bench->manager->folders().isEmpty());
    QCOMPARE(await(m_bench->manager->stopWatch(m_bench->key())).error().kind, Error::Kind::NotFound);
}

void tst_AutoWatchManager::refusesBadInput_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("project");
    QTest::addColumn<int>("debounce");

    QTest::newRow("no such folder") << u"/nowhere/at/all"_s << u"p"_s << 100;
    QTest::newRow("a bad project name") << QString() << u"a/b"_s << 100;
    QTest::newRow("too quick") << QString() << u"p"_s << 1;
}

void tst_AutoWatchManager::refusesBadInput()
{
    QFETCH(QString, path);
    QFETCH(QString, project);
    QFETCH(int, debounce);
    const WatchConfig::Key key{path.isEmpty() ? m_bench->root : path, project, u"d"_s};
    const auto added = await(m_bench->manager->add(key, {.debounce = std::chrono::milliseconds(debounce)}));
    QVERIFY(!added);
    QCOMPARE(added.error().kind, Error::Kind::Invalid);
    QVERIFY(m_bench->manager->configs().isEmpty());
    QVERIFY(m_bench->store.summaries().result()->isEmpty());
}

void tst_AutoWatchManager::holdsWorkBackWhilePaused()
{
    add();
    QTRY_VERIFY(isIdle());
    m_bench->manager->pause().pauseAll({});
    QCOMPARE(m_bench->folder().state, Folder::State::Paused);
    m_bench->write(u"b.txt"_s, "two");
    m_bench->watcher()->touch({u"b.txt"_s});
    QTRY_VERIFY(m_bench->folder().pending > 0);
    QCOMPARE(m_bench->indexed().size(), 1);

    m_bench->restart(); // a pause outlives the program
    QVERIFY(m_bench->manager->load());
    QTRY_COMPARE(m_bench->folder().state, Folder::State::Paused);
    QCOMPARE(m_bench->indexed().size(), 1);
    m_bench->manager->pause().resumeAll();
    QTRY_COMPARE(m_bench->indexed().size(), 2);
}

void tst_AutoWatchManager::breaksOffWhatRunsWhenPaused()
{
    m_bench->embedder.hold(true); // the first index does not get on
    for (int i = 0; i < 1000; ++i)
        m_bench->write(u"f%1"_s.arg(i), "text " + QByteArray::number(i));
    add();
    QTRY_VERIFY(m_bench->embedder.waiting);
    m_bench->manager->pause().pauseAll({});
    QTRY_COMPARE(m_bench->folder().state, Folder::State::Paused);
    QVERIFY(m_bench->folder().pending > 0);
    QVERIFY(m_bench->folder().lastError.isEmpty());

    m_bench->embedder.hold(false);
    m_bench->manager->pause().resumeAll();
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_bench->indexed().size(), 1001);
}

void tst_AutoWatchManager::indexesNothingWhileItIsHeld()
{
    add();
    QTRY_VERIFY(isIdle());
    m_bench->manager->pause().hold();
    m_bench->write(u"b.txt"_s, "two");
    m_bench->watcher()->touch({u"b.txt"_s});
    QTRY_VERIFY(m_bench->folder().pending > 0);
    m_bench->manager->pause().resumeAll();
    QCOMPARE(m_bench->folder().state, Folder::State::Paused);
    const auto asked = await(m_bench->manager->syncNow(m_bench->key(), false));
    QVERIFY(!asked);
    QCOMPARE(asked.error().kind, Error::Kind::Conflict);
    QCOMPARE(m_bench->indexed().size(), 1);

    m_bench->manager->pause().release();
    QTRY_COMPARE(m_bench->indexed().size(), 2);
}

void tst_AutoWatchManager::pausesOneFolderAlone()
{
    add();
    QTRY_VERIFY(isIdle());
    m_bench->manager->pause().pause({u"/another"_s, u"p"_s, u"d"_s}, {});
    QCOMPARE(m_bench->folder().state, Folder::State::Idle);
    m_bench->manager->pause().pause(m_bench->key(), {});
    QCOMPARE(m_bench->folder().state, Folder::State::Paused);
    m_bench->write(u"b.txt"_s, "two");
    m_bench->watcher()->touch({u"b.txt"_s});
    QTRY_VERIFY(m_bench->folder().pending > 0);
    m_bench->manager->pause().resume(m_bench->key());
    QTRY_COMPARE(m_bench->indexed().size(), 2);
}

void tst_AutoWatchManager::putsBulkWorkOffOnBattery()
{
    for (int i = 0; i < 1000; ++i)
        m_bench->write(u"f%1"_s.arg(i), "text " + QByteArray::number(i));
    m_bench->manager->setBulkHeld(true);
    add();
    QTRY_COMPARE(m_bench->folder().state, Folder::State::Idle);
    const qsizetype begun = m_bench->indexed().size();
    QVERIFY(begun > 0 && begun < 1001);
    QVERIFY(m_bench->folder().pending > 0);

    m_bench->write(u"zz-saved"_s, "now");
    m_bench->watcher()->touch({u"zz-saved"_s});
    QTRY_COMPARE(m_bench->indexed().size(), begun + 1);

    m_bench->manager->setBulkHeld(false);
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_bench->indexed().size(), 1002);
}

void tst_AutoWatchManager::doesOnBatteryWhatAPersonAsksFor()
{
    for (int i = 0; i < 1000; ++i)
        m_bench->write(u"f%1"_s.arg(i), "text " + QByteArray::number(i));
    m_bench->manager->setBulkHeld(true);
    add();
    QVERIFY(await(m_bench->manager->syncNow(m_bench->key(), false)));
    QCOMPARE(m_bench->indexed().size(), 1001);
}

void tst_AutoWatchManager::endsAPauseThatIsOver()
{
    add();
    QTRY_VERIFY(isIdle());
    m_bench->manager->pause().pauseAll(QDateTime::currentDateTimeUtc().addMSecs(100));
    QVERIFY(m_bench->manager->pauseState().all);
    QTRY_VERIFY(!m_bench->manager->pauseState().all);
    QTRY_COMPARE(m_bench->folder().state, Folder::State::Idle);
}

void tst_AutoWatchManager::showsAFolderWhoseRootIsAway()
{
    add();
    QTRY_VERIFY(isIdle());
    const QString away = m_bench->directory.filePath(u"away"_s);
    QVERIFY(QFile::rename(m_bench->root, away));
    m_bench->watcher()->become({.state = WatcherHealth::State::Unavailable, .reason = u"it is gone"_s});
    QTRY_COMPARE(m_bench->folder().state, Folder::State::Unavailable);
    QCOMPARE(m_bench->indexed().size(), 1);

    QVERIFY(QFile::rename(away, m_bench->root));
    m_bench->watcher()->become({});
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_bench->indexed().size(), 1);
}

void tst_AutoWatchManager::triesAgainAfterAFailure()
{
    m_bench->embedder.failing = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"sync=failed"_s));
    add();
    QTRY_COMPARE(m_bench->folder().state, Folder::State::Error);
    QCOMPARE(m_bench->folder().lastError, u"the provider is away"_s);
    m_bench->embedder.failing = false;
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), 10'000);
    QCOMPARE(m_bench->indexed().size(), 1);
}

void tst_AutoWatchManager::looksAgainAtAHeldDeletionAtOnceWhenAPersonAsks()
{
    for (int i = 0; i < 150; ++i)
        m_bench->write(u"d/f%1"_s.arg(i), "text " + QByteArray::number(i));
    add();
    QTRY_VERIFY(isIdle());
    QVERIFY(QDir(m_bench->key().path + u"/d"_s).removeRecursively());
    const QObject person;
    connect(&m_bench->events, &EventBus::published, &person, [this](const SyncEvent &event) {
        const auto *held = std::get_if<DeletionHeld>(&event);
        if (held != nullptr && held->outcome == DeletionHeld::Outcome::Waiting)
            m_bench->manager->syncNow(m_bench->key(), false);
    });
    QElapsedTimer timer;
    timer.start();
    const auto stats = await(m_bench->manager->syncNow(m_bench->key(), false));
    QVERIFY(stats);
    QCOMPARE(stats->filesDeleted, 150);
    QVERIFY(timer.elapsed() < 4'000); // nobody waited for the five seconds
}

void tst_AutoWatchManager::syncsAFolderThatIsNotWatched()
{
    const auto stats = await(m_bench->manager->syncNow(m_bench->key(), false));
    QVERIFY(stats);
    QCOMPARE(stats->filesCreated, 1);
    QCOMPARE(m_bench->indexed().size(), 1);
    QVERIFY(m_bench->manager->folders().isEmpty());
}

QTEST_GUILESS_MAIN(tst_AutoWatchManager)
#include "tst_AutoWatchManager.moc"
