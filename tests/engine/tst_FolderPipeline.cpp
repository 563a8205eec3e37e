#include "EngineFixture.h"

#include <engine/FolderPipeline.h>

#include <QRandomGenerator>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace vectray;
using namespace vectray::test;

class tst_FolderPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void indexesAFolder();
    void embedsOnlyTheChunkThatChanged();
    void embedsNothingForARename();
    void embedsNothingForADirectoryRename();
    void embedsNothingWhenABranchComesBack();
    void takesOverTheContentOfAFileMovedOntoAnother();
    void forgetsDeletedFiles();
    void looksOnlyAtTheTouchedPaths();
    void seesAFileBecomeADirectoryAndBack();
    void listsWhatItSkips_data();
    void listsWhatItSkips();
    void takesAFileOutThatGetsASecret();
    void leavesOutWhatIsMovedToTheNameOfAKey();
    void readsASkippedFileOnlyOnce();
    void solvesAProblemWhenTheFileIsCured();
    void deletesNothingWhileTheRootIsAway_data();
    void deletesNothingWhileTheRootIsAway();
    void looksTwiceBeforeAMassDeletion();
    void keepsWhatIsBackAtTheSecondLook_data();
    void keepsWhatIsBackAtTheSecondLook();
    void appliesAnEditedIgnoreFile();
    void keepsTheOldIndexWhenEmbeddingFails();
    void indexesSavedFilesBetweenTheBatchesOfBulkWork();
    void appliesRulesThatChangeWhileBulkWorkRuns();
    void deletesNoFileThatWasMovedMeanwhile();
    void indexesAgainWhenForced();
    void stopsWhenAsked();
    void endsLikeAFreshIndex_data();
    void endsLikeAFreshIndex();

private:
    std::unique_ptr<FolderPipeline> pipeline(std::function<QStringList()> urgent = [] { return QStringList(); })
    {
        const WatchConfig::Key key{m_bench->root, u"p"_s, u"d"_s};
        return std::make_unique<FolderPipeline>(
            m_bench->parts(), WatchConfig{.key = key}, *m_bench->store.folderScope(key).result(),
            FolderPipeline::Hooks{.publish =
                                      [this](const SyncEvent &event) {
                                          m_events.append(event);
                                          if (const auto *held = std::get_if<DeletionHeld>(&event))
                                              m_onDeletion(*held);
                                      },
                                  .takeUrgent = std::move(urgent)});
    }
    SyncStats reconcile(bool force = false)
    {
        const auto stats = pipeline()->reconcile(force, {});
        if (!stats)
            qFatal("%s", qPrintable(stats.error().message));
        return *stats;
    }
    SyncStats sync(const QStringList &paths)
    {
        const auto stats = pipeline()->syncPaths(paths, {});
        if (!stats)
            qFatal("%s", qPrintable(stats.error().message));
        return *stats;
    }
    QList<FileProblem> problems() const
    {
        const FolderScope scope = *m_bench->store.folderScope({m_bench->root, u"p"_s, u"d"_s}).result();
        return *m_bench->store.problems(scope).result();
    }
    QList<FileChange> changes() const
    {
        QList<FileChange> list;
        for (const SyncEvent &event : m_events) {
            if (const auto *changed = std::get_if<FileChanged>(&event))
                list.append(changed->change);
        }
        return list;
    }

    QList<DeletionHeld> deletions() const
    {
        QList<DeletionHeld> list;
        for (const SyncEvent &event : m_events) {
            if (const auto *held = std::get_if<DeletionHeld>(&event))
                list.append(*held);
        }
        return list;
    }
    void fillAndRemoveMost()
    {
        for (int i = 0; i < 150; ++i)
            m_bench->write(u"d/f%1"_s.arg(i), "text " + QByteArray::number(i));
        m_bench->write(u"stays"_s, "here");
        reconcile();
        m_bench->rename(u"d"_s, u"../away"_s);
    }

    std::unique_ptr<Bench> m_bench;
    QList<SyncEvent> m_events;
    std::function<void(const DeletionHeld &)> m_onDeletion;
};

/// A source file of many functions: many chunks.
static QByteArray source(int functions, const QByteArray &word = "value")
{
    QByteArray text;
    for (int i = 0; i < functions; ++i) {
        text += "int function" + QByteArray::number(i) + "(int " + word + ")\n{\n";
        for (int line = 0; line < 30; ++line)
            text += "    compute(" + word + ", " + QByteArray::number(i * 100 + line) + ", \"some longer text\");\n";
        text += "    return " + word + ";\n}\n\n";
    }
    return text;
}

void tst_FolderPipeline::init()
{
    m_bench = std::make_unique<Bench>();
    m_events.clear();
    m_onDeletion = [](const DeletionHeld &) {};
}

void tst_FolderPipeline::indexesAFolder()
{
    m_bench->write(u"a.c"_s, source(10));
    m_bench->write(u"docs/b.md"_s, "# Title\n\ntext\n");
    m_bench->write(u"empty.txt"_s, "");
    const SyncStats stats = reconcile();
    QCOMPARE(stats.filesScanned, 3);
    QCOMPARE(stats.filesCreated, 3);
    QCOMPARE(stats.chunksAdded, stats.chunksEmbedded);
    QVERIFY(stats.chunksAdded >= 10);
    QCOMPARE(m_bench->embedder.embedded.load(), int(stats.chunksEmbedded));
    QVERIFY(changes().isEmpty()); // a first index is no list of changes
    const auto *finished = std::get_if<SyncFinished>(&m_events.last());
    QVERIFY(finished != nullptr && finished->first);

    const SyncStats again = reconcile();
    QCOMPARE(again.filesUnchanged, 3);
    QVERIFY(!again.changedAnything());
    QCOMPARE(again.chunksEmbedded, 0);
}

void tst_FolderPipeline::embedsOnlyTheChunkThatChanged()
{
    QByteArray text = source(40);
    m_bench->write(u"a.c"_s, text);
    const SyncStats first = reconcile();
    m_bench->write(u"a.c"_s, text.replace("compute(value, 1505,", "compute(value, 9999,"));
    const SyncStats stats = sync({u"a.c"_s});
    QCOMPARE(stats.filesModified, 1);
    QCOMPARE(stats.chunksEmbedded, 1);
    QCOMPARE(stats.chunksAdded, 1);
    QCOMPARE(stats.chunksRemoved, 1);
    QCOMPARE(stats.chunksUnchanged, first.chunksAdded - 1);
    QCOMPARE(changes(), QList{(FileChange{.kind = FileChange::Kind::Modified, .path = u"a.c"_s})});
}

void tst_FolderPipeline::embedsNothingForARename()
{
    m_bench->write(u"a.c"_s, source(5));
    const SyncStats first = reconcile();
    m_bench->rename(u"a.c"_s, u"sub/b.c"_s);
    const SyncStats stats = sync({u"a.c"_s, u"sub"_s});
    QCOMPARE(stats.filesRenamed, 1);
    QCOMPARE(stats.filesCreated + stats.filesDeleted, 0);
    QCOMPARE(stats.chunksEmbedded + stats.chunksAdded + stats.chunksRemoved, 0);
    QCOMPARE(stats.chunksUnchanged, first.chunksAdded);
    const FileChange move{.kind = FileChange::Kind::Moved, .path = u"sub/b.c"_s, .from = u"a.c"_s};
    QCOMPARE(changes(), QList{move});
}

void tst_FolderPipeline::embedsNothingForADirectoryRename()
{
    for (int i = 0; i < 300; ++i)
        m_bench->write(u"old/%1/f%2.txt"_s.arg(i / 20).arg(i), "text " + QByteArray::number(i));
    reconcile();
    m_bench->rename(u"old"_s, u"new"_s);
    const SyncStats stats = sync({u"old"_s, u"new"_s});
    QCOMPARE(stats.filesRenamed, 300);
    QCOMPARE(stats.chunksEmbedded, 0);
    QCOMPARE(m_bench->indexed().size(), 300);
}

void tst_FolderPipeline::embedsNothingWhenABranchComesBack()
{
    for (int i = 0; i < 50; ++i)
        m_bench->write(u"f%1.c"_s.arg(i), source(2, "main" + QByteArray::number(i)));
    reconcile();
    for (int i = 0; i < 50; ++i)
        m_bench->write(u"f%1.c"_s.arg(i), source(2, "branch" + QByteArray::number(i)));
    const SyncStats there = reconcile();
    QVERIFY(there.chunksEmbedded > 0);
    for (int i = 0; i < 50; ++i)
        m_bench->write(u"f%1.c"_s.arg(i), source(2, "main" + QByteArray::number(i)));
    const SyncStats back = reconcile();
    QCOMPARE(back.filesModified, 50);
    QCOMPARE(back.chunksEmbedded, 0);
}

void tst_FolderPipeline::takesOverTheContentOfAFileMovedOntoAnother()
{
    m_bench->write(u"a.txt"_s, "first");
    m_bench->write(u"b.txt"_s, "second");
    reconcile();
    m_bench->remove(u"b.txt"_s);
    m_bench->rename(u"a.txt"_s, u"b.txt"_s);
    const SyncStats stats = sync({u"a.txt"_s, u"b.txt"_s});
    QCOMPARE(stats.filesModified, 1);
    QCOMPARE(stats.filesDeleted, 1);
    QCOMPARE(stats.chunksEmbedded, 0);
    QCOMPARE(m_bench->indexed().size(), 1);
}

void tst_FolderPipeline::forgetsDeletedFiles()
{
    m_bench->write(u"a.txt"_s, "one");
    m_bench->write(u"b.txt"_s, "two");
    reconcile();
    m_bench->remove(u"a.txt"_s);
    const SyncStats stats = sync({u"a.txt"_s});
    QCOMPARE(stats.filesDeleted, 1);
    QCOMPARE(stats.chunksRemoved, 1);
    QCOMPARE(m_bench->indexed().size(), 1);
}

void tst_FolderPipeline::looksOnlyAtTheTouchedPaths()
{
    m_bench->write(u"a.txt"_s, "one");
    m_bench->write(u"b.txt"_s, "two");
    const SyncStats stats = sync({u"a.txt"_s});
    QCOMPARE(stats.filesScanned, 1);
    QCOMPARE(m_bench->indexed().size(), 1);
}

void tst_FolderPipeline::seesAFileBecomeADirectoryAndBack()
{
    m_bench->write(u"x"_s, "a file");
    reconcile();
    m_bench->remove(u"x"_s);
    m_bench->write(u"x/y"_s, "in a directory");
    QCOMPARE(sync({u"x"_s}).filesDeleted, 1);
    QCOMPARE(m_bench->indexed().size(), 1);
    QVERIFY(m_bench->indexed().first().startsWith(u"x/y "));
    QDir(m_bench->root + u"/x"_s).removeRecursively();
    m_bench->write(u"x"_s, "a file again");
    sync({u"x"_s});
    QCOMPARE(m_bench->indexed().size(), 1);
    QVERIFY(m_bench->indexed().first().startsWith(u"x "));
}

void tst_FolderPipeline::listsWhatItSkips_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");

    QTest::newRow("binary") << QByteArray("\0\1\2", 3) << u"binary"_s;
    QTest::newRow("too large") << QByteArray((2 << 20) + 1, 'x') << u"2,097,152"_s;
    const QByteArray token = QByteArray("gh") + "p_" + QByteArray("aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5");
    QTest::newRow("with a credential")
        << QByteArray("one\nlogin('" + token + "')\n") << u"github-token, line 2"_s;
}

void tst_FolderPipeline::listsWhatItSkips()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    m_bench->write(u"odd"_s, content);
    QCOMPARE(reconcile().filesSkipped, 1);
    QCOMPARE(problems().size(), 1);
    QCOMPARE(problems().first().kind, FileProblem::Kind::Skipped);
    QVERIFY2(problems().first().reason.contains(reason), qPrintable(problems().first().reason));
    QVERIFY(m_bench->indexed().isEmpty());

    m_bench->remove(u"odd"_s);
    sync({u"odd"_s});
    QVERIFY(problems().isEmpty());
}

void tst_FolderPipeline::takesAFileOutThatGetsASecret()
{
    m_bench->write(u"settings.py"_s, "DEBUG = False\n");
    reconcile();
    QCOMPARE(m_bench->indexed().size(), 1);
    m_bench->write(u"settings.py"_s, QByteArray("DB_PASS") + "WORD = \"q7#Vt9xLm2pR\"\n");
    const SyncStats stats = sync({u"settings.py"_s});
    QCOMPARE(stats.filesSkipped, 1);
    QCOMPARE(stats.filesDeleted, 1);
    QVERIFY(m_bench->indexed().isEmpty());
    QVERIFY(problems().first().reason.contains(u"assigned-password, line 1"));
}

/// Its content is known and harmless, as far as anybody can see. It goes all the same.
void tst_FolderPipeline::leavesOutWhatIsMovedToTheNameOfAKey()
{
    m_bench->write(u"notes.txt"_s, "some words\n");
    reconcile();
    m_bench->write(u"server.pem"_s, "some words\n");
    m_bench->remove(u"notes.txt"_s);
    sync({u"notes.txt"_s, u"server.pem"_s});
    QVERIFY(m_bench->indexed().isEmpty());
    QVERIFY(problems().first().reason.contains(u"name-key-file"));
}

void tst_FolderPipeline::readsASkippedFileOnlyOnce()
{
    m_bench->write(u"image"_s, QByteArray(1000, '\0'));
    reconcile();
    m_events.clear();
    // A file that was written in this very moment may be read again, so let it be old.
    const timespec old[2]{{1'000'000, 0}, {1'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, (m_bench->root + u"/image"_s).toUtf8().constData(), old, 0), 0);
    reconcile();
    QTRY_COMPARE(reconcile().filesUnchanged, 1); // ctime cannot be set back: until its moment is over
    QCOMPARE(problems().size(), 1);
}

void tst_FolderPipeline::solvesAProblemWhenTheFileIsCured()
{
    m_bench->write(u"a"_s, QByteArray(10, '\0'));
    reconcile();
    QCOMPARE(problems().size(), 1);
    m_bench->write(u"a"_s, "text now");
    sync({u"a"_s});
    QVERIFY(problems().isEmpty());
    QCOMPARE(m_bench->indexed().size(), 1);
}

void tst_FolderPipeline::deletesNothingWhileTheRootIsAway_data()
{
    QTest::addColumn<QString>("how");

    QTest::newRow("the root is gone") << u"gone"_s;
    QTest::newRow("the root is suddenly empty") << u"empty"_s;
    QTest::newRow("a file is in its place") << u"file"_s;
}

void tst_FolderPipeline::deletesNothingWhileTheRootIsAway()
{
    QFETCH(QString, how);
    m_bench->write(u"a.txt"_s, "one");
    m_bench->write(u"b.txt"_s, "two");
    reconcile();
    const QStringList before = m_bench->indexed();

    const QString away = m_bench->directory.filePath(u"away"_s);
    QVERIFY(QFile::rename(m_bench->root, away));
    if (how == u"empty")
        QVERIFY(QDir().mkpath(m_bench->root));
    if (how == u"file") {
        QFile file(m_bench->root);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    for (const auto &result : {pipeline()->reconcile(false, {}), pipeline()->syncPaths({u"a.txt"_s}, {})}) {
        QVERIFY(!result);
        QVERIFY(!result.error().message.isEmpty());
    }
    QCOMPARE(m_bench->indexed(), before);

    QDir().rmdir(m_bench->root);
    QFile::remove(m_bench->root);
    QVERIFY(QFile::rename(away, m_bench->root));
    const SyncStats back = reconcile();
    QCOMPARE(back.chunksEmbedded, 0);
    QCOMPARE(m_bench->indexed(), before);
}

void tst_FolderPipeline::looksTwiceBeforeAMassDeletion()
{
    fillAndRemoveMost();
    qsizetype indexedThen = 0;
    m_onDeletion = [&](const DeletionHeld &held) {
        if (held.outcome == DeletionHeld::Outcome::Waiting)
            indexedThen = m_bench->indexed().size();
    };
    const SyncStats stats = reconcile();
    QVERIFY(stats.duration >= std::chrono::seconds(5));
    QCOMPARE(stats.filesDeleted, 150);
    QCOMPARE(m_bench->indexed().size(), 1);
    QCOMPARE(indexedThen, 151);
    QCOMPARE(deletions().size(), 2);
    QCOMPARE(deletions().first().files, 150);
    QCOMPARE(deletions().first().indexed, 151);
    QCOMPARE(deletions().last().outcome, DeletionHeld::Outcome::Confirmed);
    QCOMPARE(deletions().last().files, 150);
}

void tst_FolderPipeline::keepsWhatIsBackAtTheSecondLook_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<bool>("succeeds");

    QTest::newRow("the files come back") << u"back"_s << true;
    QTest::newRow("the whole folder goes as well") << u"gone"_s << false;
    QTest::newRow("the sync is broken off") << u"stop"_s << false;
}

void tst_FolderPipeline::keepsWhatIsBackAtTheSecondLook()
{
    QFETCH(const QString, meanwhile);
    QFETCH(const bool, succeeds);
    fillAndRemoveMost();
    std::stop_source stop;
    m_onDeletion = [&](const DeletionHeld &held) {
        if (held.outcome != DeletionHeld::Outcome::Waiting)
            return;
        if (meanwhile == u"back")
            m_bench->rename(u"../away"_s, u"d"_s);
        else if (meanwhile == u"gone")
            QVERIFY(QFile::rename(m_bench->root, m_bench->root + u"-gone"_s));
        else
            stop.request_stop();
    };
    QCOMPARE(pipeline()->reconcile(false, stop.get_token()).has_value(), succeeds);
    QCOMPARE(m_bench->indexed().size(), 151);
    QCOMPARE(deletions().size(), 2);
    QCOMPARE(deletions().last().outcome, DeletionHeld::Outcome::Kept);
    QCOMPARE(deletions().last().files, 0);
}

void tst_FolderPipeline::appliesAnEditedIgnoreFile()
{
    m_bench->write(u"a.log"_s, "one");
    m_bench->write(u"b.txt"_s, "two");
    reconcile();
    QVERIFY(QDir().mkpath(m_bench->root + u"/.git"_s));
    m_bench->write(u".gitignore"_s, "*.log\n");
    const SyncStats stats = sync({u".gitignore"_s});
    QCOMPARE(stats.filesDeleted, 1);
    QCOMPARE(m_bench->indexed().size(), 1);
    QVERIFY(m_bench->indexed().first().startsWith(u"b.txt "));
}

void tst_FolderPipeline::keepsTheOldIndexWhenEmbeddingFails()
{
    m_bench->write(u"a.txt"_s, "one");
    reconcile();
    const QStringList before = m_bench->indexed();
    m_bench->embedder.failing = true;
    m_bench->write(u"a.txt"_s, "changed");
    const auto failed = pipeline()->syncPaths({u"a.txt"_s}, {});
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::Unavailable);
    QCOMPARE(m_bench->indexed(), before);
    m_bench->embedder.failing = false;
    QCOMPARE(reconcile().filesModified, 1);
}

void tst_FolderPipeline::indexesSavedFilesBetweenTheBatchesOfBulkWork()
{
    for (int i = 0; i < 1000; ++i)
        m_bench->write(u"z/f%1"_s.arg(i), "text " + QByteArray::number(i));
    m_bench->write(u"zz-saved"_s, "now");
    int asked = 0;
    qsizetype indexedThen = -1;
    const auto bulk = pipeline([&] {
        ++asked;
        if (asked == 2)
            indexedThen = m_bench->indexed().size();
        return asked == 1 ? QStringList{u"zz-saved"_s} : QStringList();
    });
    const auto stats = bulk->reconcile(false, {});
    QVERIFY(stats);
    QCOMPARE(stats->filesCreated, 1000); // the saved one is counted where it was indexed
    QVERIFY(asked >= 3);
    QVERIFY(indexedThen > 0 && indexedThen < 1001);
    QCOMPARE(m_bench->indexed().size(), 1001);
}

void tst_FolderPipeline::appliesRulesThatChangeWhileBulkWorkRuns()
{
    for (int i = 0; i < 600; ++i)
        m_bench->write(u"f%1.txt"_s.arg(i, 3, 10, QLatin1Char('0')), "text " + QByteArray::number(i));
    m_bench->write(u"late.log"_s, "ignored soon");
    bool edited = false;
    const auto bulk = pipeline([&] {
        if (std::exchange(edited, true))
            return QStringList();
        m_bench->write(u".gitignore"_s, "*.log\n");
        return QStringList{u".gitignore"_s};
    });
    QVERIFY(QDir().mkpath(m_bench->root + u"/.git"_s));
    QVERIFY(bulk->reconcile(false, {}));
    QVERIFY(edited);
    QCOMPARE(m_bench->indexed().size(), 600);
}

void tst_FolderPipeline::deletesNoFileThatWasMovedMeanwhile()
{
    const auto writeMany = [this](const QByteArray &word) {
        for (int i = 0; i < 600; ++i)
            m_bench->write(u"z/f%1"_s.arg(i), word + QByteArray::number(i));
    };
    m_bench->write(u"a.txt"_s, "the same text");
    writeMany("before ");
    reconcile();

    m_bench->remove(u"a.txt"_s);
    writeMany("after ");
    int asked = 0;
    const auto bulk = pipeline([&] {
        if (++asked > 1)
            return QStringList();
        m_bench->write(u"c.txt"_s, "the same text");
        return QStringList{u"a.txt"_s, u"c.txt"_s};
    });
    QVERIFY(bulk->reconcile(false, {}));
    QVERIFY(asked > 1);
    const QStringList indexed = m_bench->indexed();
    QCOMPARE(indexed.size(), 601);
    QVERIFY(indexed.first().startsWith(u"c.txt "));
}

void tst_FolderPipeline::indexesAgainWhenForced()
{
    m_bench->write(u"a.txt"_s, "one");
    reconcile();
    const SyncStats stats = reconcile(true);
    QCOMPARE(stats.filesModified, 1);
    QCOMPARE(stats.chunksUnchanged, 1);
    QCOMPARE(stats.chunksEmbedded, 0); // its vector is still the same model's
}

void tst_FolderPipeline::stopsWhenAsked()
{
    m_bench->write(u"a.txt"_s, "one");
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = pipeline()->reconcile(false, stop.get_token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
}

void tst_FolderPipeline::endsLikeAFreshIndex_data()
{
    QTest::addColumn<int>("seed");

    for (int seed = 1; seed <= 5; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void tst_FolderPipeline::endsLikeAFreshIndex()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    const auto anyPath = [&] { return u"d%1/f%2.c"_s.arg(random.bounded(4)).arg(random.bounded(12)); };
    for (int round = 0; round < 30; ++round) {
        QStringList touched;
        for (int operation = random.bounded(1, 6); operation > 0; --operation) {
            const QString path = anyPath();
            const QString other = anyPath();
            touched += {path, other};
            switch (random.bounded(4)) {
            case 0:
            case 1:
                m_bench->write(path, source(random.bounded(1, 4), "w" + QByteArray::number(random.bounded(6))));
                break;
            case 2:
                m_bench->remove(path);
                break;
            case 3:
                if (QFile::exists(m_bench->root + u'/' + path) && path != other) {
                    m_bench->remove(other);
                    m_bench->rename(path, other);
                }
                break;
            }
        }
        m_bench->write(u"anchor"_s, QByteArray::number(round)); // so that the root is never empty
        sync(touched + QStringList{u"anchor"_s});
    }

    const WatchConfig::Key fresh{m_bench->root, u"fresh"_s, u"d"_s};
    FolderPipeline other(m_bench->parts(), {.key = fresh}, *m_bench->store.folderScope(fresh).result(),
                         {.publish = [](const SyncEvent &) {}});
    QVERIFY(other.reconcile(false, {}));
    QCOMPARE(m_bench->indexed(u"p"_s), m_bench->indexed(u"fresh"_s));
}

QTEST_GUILESS_MAIN(tst_FolderPipeline)
#include "tst_FolderPipeline.moc"
