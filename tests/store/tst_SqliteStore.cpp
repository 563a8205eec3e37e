#include "SqliteCompaction.h"
#include "StoreFixture.h"

#include <store/SqliteStore.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <sqlite3.h>

using namespace vectray;
using namespace vectray::test;

class tst_SqliteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void findsEverythingAgainAfterReopening();
    void finishesItsWorkBeforeClosing();
    void makesFilesOnlyItsUserCanRead();
    void refusesANewerSchema();
    void takesOverAnIndexOfTheFirstSchema();
    void saysWhatIsWrongWithAFileThatIsNoIndex();
    void failsWithAReasonWhenTheDatabaseCannotBeOpened();
    void answersTheMonitoringQueries();
    void givesRoomBackWhenCompacted();
    void doesNotBeginToCompactWithoutTheRoomForIt();
    void isAsItWasWhenCompactingIsBrokenOff();

private:
    /// An index of which most was removed again.
    void fillAndEmpty(SqliteStore &store)
    {
        const FolderScope kept = *store.folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
        const FolderScope removed = *store.folderScope({u"/s"_s, u"p"_s, u"e"_s}).result();
        QVERIFY(store.apply(batchOf(kept, {fileWrite(u"a"_s, {"apples", "pears"})})).result());
        QList<FileWrite> writes;
        for (int i = 0; i < 2000; ++i)
            writes.append(
                fileWrite(QString::number(i), {"text " + sha256(QByteArray::number(i)).toHex().toUtf8()}));
        QVERIFY(store.apply(batchOf(removed, writes)).result());
        QVERIFY(store.removeIndex(removed).result());
    }
    QString file() const { return m_dir->filePath(u"index.db"_s); }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_SqliteStore::findsEverythingAgainAfterReopening()
{
    {
        SqliteStore store(file(), m_pool);
        const FolderScope folder = *store.folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
        QVERIFY(store.apply(batchOf(folder, {fileWrite(u"a"_s, {"apples", "pears"})})).result());
    }
    SqliteStore store(file(), m_pool);
    const auto hits = *store.search(queryFor(u"pears"_s)).result();
    QCOMPARE(hits.first().text, QByteArray("pears"));
    QVERIFY(hits.first().vectorScore > 0.9);
}

void tst_SqliteStore::finishesItsWorkBeforeClosing()
{
    QList<QFuture<Result<BatchCounts>>> writes;
    {
        SqliteStore store(file(), m_pool);
        const FolderScope folder = *store.folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
        for (int i = 0; i < 50; ++i)
            writes << store.apply(batchOf(folder, {fileWrite(QString::number(i), {QByteArray::number(i)})}));
    }
    QVERIFY(std::ranges::all_of(writes, [](auto &write) { return write.isFinished() && write.result(); }));
}

void tst_SqliteStore::makesFilesOnlyItsUserCanRead()
{
    SqliteStore store(file(), m_pool);
    QVERIFY(store.info().result());
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        const auto permissions = QFileInfo(file() + suffix).permissions();
        QVERIFY2(!(permissions & (QFile::ReadGroup | QFile::ReadOther)), qPrintable(suffix));
    }
}

void tst_SqliteStore::refusesANewerSchema()
{
    { SqliteStore store(file(), m_pool); }
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(file().toUtf8().constData(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, "PRAGMA user_version=999", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);

    SqliteStore store(file(), m_pool);
    const auto info = store.info().result();
    QVERIFY(!info);
    QCOMPARE(info.error().kind, Error::Kind::Conflict);
    QVERIFY(info.error().message.contains(u"newer Vectray"));
}

void tst_SqliteStore::takesOverAnIndexOfTheFirstSchema()
{
    {
        SqliteStore store(file(), m_pool);
        const FolderScope folder = *store.folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
        QVERIFY(store.apply(batchOf(folder, {fileWrite(u"a"_s, {"apples"})})).result());
    }
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(file().toUtf8().constData(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, // what the first schema did not have
                          "DROP INDEX one_searched_model; ALTER TABLE embedding_models DROP COLUMN searched; "
                          "UPDATE chunk_codes SET code = substr(code, 1, length(code) / 2); PRAGMA user_version=1",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(handle);

    SqliteStore store(file(), m_pool);
    QCOMPARE(store.vectorSet(model()).result()->searched, model());
    const auto hits = *store.search(queryFor(u"apples"_s)).result();
    QCOMPARE(pathsOf(hits), QStringList{u"a"_s});
    QVERIFY2(hits.first().vectorScore, "found by its code, too");
}

void tst_SqliteStore::saysWhatIsWrongWithAFileThatIsNoIndex()
{
    QFile garbage(file());
    QVERIFY(garbage.open(QIODevice::WriteOnly));
    garbage.write(QByteArray("this is no database at all ").repeated(1000));
    garbage.close();

    SqliteStore store(file(), m_pool);
    const auto info = store.info().result();
    QVERIFY(!info);
    QVERIFY2(info.error().message.contains(u"damaged"), qPrintable(info.error().message));
}

void tst_SqliteStore::failsWithAReasonWhenTheDatabaseCannotBeOpened()
{
    SqliteStore store(u"/nowhere/index.db"_s, m_pool);
    const auto configs = store.watchConfigs().result();
    QVERIFY(!configs);
    QCOMPARE(configs.error().kind, Error::Kind::Unavailable);
    QVERIFY(configs.error().message.contains(u"/nowhere/index.db"));
}

void tst_SqliteStore::answersTheMonitoringQueries()
{
    {
        SqliteStore store(file(), m_pool);
        QVERIFY(store.putWatchConfig({.key = {u"/r"_s, u"p"_s, u"d"_s}}).result());
        const FolderScope folder = *store.folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
        QVERIFY(store.apply(batchOf(folder, {fileWrite(u"a"_s, {"1", "2"}), fileWrite(u"b"_s, {"3"})})).result());
    }
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(file().toUtf8().constData(), &handle), SQLITE_OK);
    sqlite3_stmt *statement = nullptr;
    QCOMPARE(sqlite3_prepare_v2(handle,
                                "SELECT p.name AS project, d.name AS dataset, COUNT(f.id) AS files, SUM(f.chunk_count) AS "
                                "chunks, MAX(f.last_indexed_at) AS last_sync FROM indexed_files f "
                                "JOIN projects p ON p.id = f.project_id JOIN datasets d ON d.id = f.dataset_id "
                                "GROUP BY p.name, d.name",
                                -1, &statement, nullptr),
             SQLITE_OK);
    QCOMPARE(sqlite3_step(statement), SQLITE_ROW);
    QCOMPARE(sqlite3_column_int(statement, 2), 2);
    QCOMPARE(sqlite3_column_int(statement, 3), 3);
    sqlite3_finalize(statement);
    QCOMPARE(sqlite3_exec(handle,
                          "SELECT path, project_name, dataset_name, enabled, auto_start, last_started FROM watch_configs "
                          "ORDER BY last_started DESC",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(handle);
}

void tst_SqliteStore::givesRoomBackWhenCompacted()
{
    SqliteStore store(file(), m_pool);
    fillAndEmpty(store);
    const auto before = store.info().result()->sizeBytes;
    const auto after = store.compact().result();
    QVERIFY2(after, after ? "" : qPrintable(after.error().message));
    QVERIFY2(after->sizeBytes < before / 2, qPrintable(u"%1 of %2"_s.arg(after->sizeBytes).arg(before)));
    QCOMPARE(store.info().result()->sizeBytes, after->sizeBytes);
    QCOMPARE(store.search(queryFor(u"pears"_s)).result()->first().text, QByteArray("pears"));
}

void tst_SqliteStore::doesNotBeginToCompactWithoutTheRoomForIt()
{
    {
        SqliteStore store(file(), m_pool);
        fillAndEmpty(store);
    }
    const auto sqlite = Sqlite::open(file(), Sqlite::Access::ReadWrite);
    QVERIFY(sqlite);
    const qint64 before = QFileInfo(file()).size();
    const Done compacted = compact(**sqlite, file(), [](const QString &) { return std::int64_t(1) << 20; });
    QVERIFY(!compacted);
    QCOMPARE(compacted.error().kind, Error::Kind::Unavailable);
    QVERIFY2(compacted.error().message.contains(u"free space"), qPrintable(compacted.error().message));
    QCOMPARE(QFileInfo(file()).size(), before);
}

void tst_SqliteStore::isAsItWasWhenCompactingIsBrokenOff()
{
    {
        SqliteStore store(file(), m_pool);
        fillAndEmpty(store);
    }
    {
        const auto sqlite = Sqlite::open(file(), Sqlite::Access::ReadWrite);
        QVERIFY(sqlite);
        (*sqlite)->setDeadline([] { return true; });
        const Done compacted = compact(**sqlite, file());
        QVERIFY(!compacted);
        QCOMPARE(compacted.error().kind, Error::Kind::Cancelled);
    }
    SqliteStore store(file(), m_pool);
    QCOMPARE(store.search(queryFor(u"pears"_s)).result()->first().text, QByteArray("pears"));
}

QTEST_GUILESS_MAIN(tst_SqliteStore)
#include "tst_SqliteStore.moc"
