#include "Postgres.h"
#include "PostgresCluster.h"
#include "StoreFixture.h"

#include <base/Clock.h>
#include <store/PostgresStore.h>
#include <store/PostgresTrial.h>

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <mutex>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

/// What the store tells of itself, taken down in the store's thread.
struct Heard
{
    std::mutex mutex;
    QList<QByteArray> messages;
    QList<StoreHealth> health;

    bool isReachable()
    {
        const std::lock_guard lock(mutex);
        return !health.isEmpty() && health.constLast().isReachable();
    }
    qsizetype count()
    {
        const std::lock_guard lock(mutex);
        return messages.size();
    }
};

class tst_PostgresStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void findsEverythingAgainAfterReopening();
    void answersTheMonitoringQueries();
    void makesTheSchemaOnceForManyAtATime();
    void refusesANewerSchema();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void aTrialChangesNothing();
    void aTrialNeedsNoMoreThanTheStore();
    void needsNoMoreThanReadingToSearch();
    void keepsConfigurationsApartByInstance();
    void sharesVectorsBetweenUsers();
    void letsOneWriteADatasetAtATime();
    void takesOverWhenTheHolderDies();
    void hearsWhatOthersAnnounce();
    void survivesTheServersDeath();
    void losesAndDoublesNothingWhenKilled();
    void answersWhileTheServerHangs();
    void findsTheSameThroughAnIndex();
    void takesOverTheFirstSchema();
    void listsAFileWhosePathIsTooLong();

private:
    PostgresStore::Options optionsFor(const QString &instance) const
    {
        return {.address = *PostgresAddress::parse(m_cluster->url(m_database)), .instance = instance};
    }
    std::unique_ptr<PostgresStore> open(const QString &instance = u"me@here"_s, Heard *heard = nullptr)
    {
        PostgresStore::Options options = optionsFor(instance);
        if (heard != nullptr) {
            options.onHealth = [heard](const StoreHealth &health) {
                const std::lock_guard lock(heard->mutex);
                heard->health.append(health);
            };
            options.onMessage = [heard](const QByteArray &message) {
                const std::lock_guard lock(heard->mutex);
                heard->messages.append(message);
            };
        }
        return std::make_unique<PostgresStore>(options);
    }
    static FolderScope folderOf(IndexStore &store, const QString &root = u"/r"_s)
    {
        const auto scope = store.folderScope({root, u"p"_s, u"d"_s}).result();
        if (!scope)
            qFatal("%s", qPrintable(scope.error().message));
        return *scope;
    }
    QByteArray sql(const QByteArray &statement) { return m_cluster->run(m_database, statement); }

    std::unique_ptr<PostgresCluster> m_cluster;
    QString m_database;
};

void tst_PostgresStore::initTestCase()
{
    if (const QString missing = PostgresCluster::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_cluster = std::make_unique<PostgresCluster>();
}

void tst_PostgresStore::init()
{
    m_database = m_cluster->makeDatabase();
}

void tst_PostgresStore::findsEverythingAgainAfterReopening()
{
    {
        const auto store = open();
        QVERIFY(store->apply(batchOf(folderOf(*store), {fileWrite(u"a"_s, {"apples", "pears"})})).result());
    }
    const auto store = open();
    const auto hits = *store->search(queryFor(u"pears"_s)).result();
    QCOMPARE(hits.first().text, QByteArray("pears"));
    QVERIFY(hits.first().vectorScore > 0.9);
}

void tst_PostgresStore::answersTheMonitoringQueries()
{
    const auto store = open();
    QVERIFY(store->putWatchConfig({.key = {u"/r"_s, u"p"_s, u"d"_s}}).result());
    QVERIFY(store->apply(batchOf(folderOf(*store), {fileWrite(u"a"_s, {"1", "2"}), fileWrite(u"b"_s, {"3"})}))
                .result());
    // Word for word as people have them.
    const QByteArray figures = R"(
        SELECT p.name AS project, d.name AS dataset, COUNT(f.id) AS files, SUM(f.chunk_count) AS chunks, MAX(f.last_indexed_at) AS last_sync
        FROM claude_context.indexed_files f JOIN claude_context.projects p ON p.id = f.project_id JOIN claude_context.datasets d ON d.id = f.dataset_id GROUP BY p.name, d.name)";
    QCOMPARE(sql("SELECT project || ' ' || dataset || ' ' || files || ' ' || chunks || ' ' || (last_sync > "
                 "now() - interval '1 minute') FROM ("
                 + figures + ") q"),
             QByteArray("p d 2 3 true"));
    const QByteArray configs = "SELECT path, project_name, dataset_name, enabled, auto_start, last_started "
                               "FROM claude_context.watch_configs ORDER BY last_started DESC";
    QCOMPARE(sql("SELECT path || ' ' || project_name || ' ' || dataset_name || ' ' || enabled || ' ' || "
                 "auto_start FROM ("
                 + configs + ") q"),
             QByteArray("/r p d true true"));
}

void tst_PostgresStore::makesTheSchemaOnceForManyAtATime()
{
    sql("DROP EXTENSION vector");
    std::vector<std::unique_ptr<PostgresStore>> stores;
    QList<QFuture<Result<StoreInfo>>> infos;
    for (int i = 0; i < 4; ++i) {
        stores.push_back(open());
        infos.append(stores.back()->info());
    }
    for (const auto &info : infos)
        QVERIFY2(info.result(), info.result() ? "" : qPrintable(info.result().error().message));
}

void tst_PostgresStore::refusesANewerSchema()
{
    QVERIFY(open()->info().result());
    sql("INSERT INTO claude_context.schema_migrations(version) VALUES(999)");
    const auto info = open()->info().result();
    QVERIFY(!info);
    QCOMPARE(info.error().kind, Error::Kind::Conflict);
    QVERIFY2(info.error().message.contains(u"newer Vectray"), qPrintable(info.error().message));
}

void tst_PostgresStore::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("change"); // of the address
    QTest::addColumn<QByteArray>("before"); // statement
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("sentence"); // part of it

    const QByteArray nothing;
    QTest::newRow("nobody listens") << u"postgresql://postgres@127.0.0.1:1/x"_s << nothing
                                    << Error::Kind::Unavailable << u"cannot be reached"_s;
    QTest::newRow("no such host") << u"postgresql://postgres@nowhere.invalid/x?sslmode=require"_s << nothing
                                  << Error::Kind::Unavailable << u"cannot be reached"_s;
    QTest::newRow("no such database") << u"postgresql://postgres@127.0.0.1:PORT/nothing"_s << nothing
                                      << Error::Kind::NotFound << u"CREATE DATABASE"_s;
    QTest::newRow("no such user") << u"postgresql://nobody@127.0.0.1:PORT/DATABASE"_s << nothing
                                  << Error::Kind::Denied << u"does not let the user “nobody” in"_s;
    QTest::newRow("no TLS where it is asked for")
        << u"postgresql://postgres@127.0.0.1:PORT/DATABASE?sslmode=require"_s << nothing
        << Error::Kind::Denied << u"sslmode"_s;
    QTest::newRow("no extension, and no right to add it")
        << u"postgresql://plain@127.0.0.1:PORT/DATABASE"_s
        << QByteArray("DROP EXTENSION vector; DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN")
        << Error::Kind::Denied << u"CREATE EXTENSION vector"_s;
    QTest::newRow("a newer schema") << u"postgresql://postgres@127.0.0.1:PORT/DATABASE"_s
                                    << QByteArray("CREATE SCHEMA claude_context; CREATE TABLE "
                                                  "claude_context.schema_migrations(version INTEGER); "
                                                  "INSERT INTO claude_context.schema_migrations VALUES(999)")
                                    << Error::Kind::Conflict << u"newer Vectray"_s;
    QTest::newRow("no right to make the schema")
        << u"postgresql://stranger@127.0.0.1:PORT/DATABASE"_s
        << QByteArray("DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN") << Error::Kind::Denied
        << u"lacks a right"_s;
}

void tst_PostgresStore::saysWhatIsWrong()
{
    QFETCH(QString, change);
    QFETCH(QByteArray, before);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, sentence);
    if (!before.isEmpty())
        sql(before);
    change.replace(u"PORT"_s, QString::number(m_cluster->port())).replace(u"DATABASE"_s, m_database);
    const PostgresAddress address = *PostgresAddress::parse(change);
    const auto trial = tryPostgres(address);
    QVERIFY(!trial);
    QCOMPARE(trial.error().kind, kind);
    QVERIFY2(trial.error().message.contains(sentence), qPrintable(trial.error().message));
    PostgresStore store({.address = address, .instance = u"me@here"_s});
    const auto info = store.info().result();
    QVERIFY(!info);
    QCOMPARE(info.error().kind, kind);
    QVERIFY2(info.error().message.contains(sentence), qPrintable(info.error().message));
}

void tst_PostgresStore::aTrialChangesNothing()
{
    const PostgresAddress address = *PostgresAddress::parse(m_cluster->url(m_database));
    sql("DROP EXTENSION vector");
    const auto trial = tryPostgres(address);
    QVERIFY2(trial, trial ? "" : qPrintable(trial.error().message));
    QCOMPARE(trial->schemaVersion, 0);
    QCOMPARE(trial->extension, QString());
    QVERIFY2(trial->server.startsWith(u"15"), qPrintable(trial->server));
    QVERIFY(trial->latency.count() > 0);
    QCOMPARE(sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'claude_context'"), QByteArray("0"));
    QCOMPARE(sql("SELECT count(*) FROM pg_extension WHERE extname = 'vector'"), QByteArray("0"));

    QVERIFY(open()->info().result());
    const auto again = tryPostgres(address);
    QVERIFY(again);
    QVERIFY(again->schemaVersion > 0);
    QVERIFY(!again->extension.isEmpty());
}

void tst_PostgresStore::aTrialNeedsNoMoreThanTheStore()
{
    QVERIFY(open()->info().result());
    sql("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN; GRANT USAGE ON SCHEMA claude_context TO guest; "
        "GRANT SELECT ON ALL TABLES IN SCHEMA claude_context TO guest");
    QString url = m_cluster->url(m_database);
    const auto trial = tryPostgres(*PostgresAddress::parse(url.replace(u"postgres@"_s, u"guest@"_s)));
    QVERIFY2(trial, trial ? "" : qPrintable(trial.error().message));
    sql("DROP OWNED BY guest; DROP ROLE guest");
}

void tst_PostgresStore::needsNoMoreThanReadingToSearch()
{
    {
        const auto store = open();
        QVERIFY(store->apply(batchOf(folderOf(*store), {fileWrite(u"a"_s, {"apples"})})).result());
    }
    sql("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA claude_context TO "
        "reader; "
        "GRANT SELECT ON ALL TABLES IN SCHEMA claude_context TO reader");
    PostgresStore store({.address = *PostgresAddress::parse(
                             u"postgresql://reader@127.0.0.1:%1/%2"_s.arg(m_cluster->port()).arg(m_database)),
                         .instance = u"reader@here"_s});
    QCOMPARE(pathsOf(*store.search(queryFor(u"apples"_s)).result()), QStringList{u"a"_s});
    const auto made = store.putWatchConfig({.key = {u"/r"_s, u"p"_s, u"d"_s}}).result();
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Denied);
    sql("DROP OWNED BY reader; DROP ROLE reader");
}

void tst_PostgresStore::keepsConfigurationsApartByInstance()
{
    const auto mine = open(u"me@here"_s);
    const auto yours = open(u"you@there"_s);
    QVERIFY(mine->putWatchConfig({.key = {u"/mine"_s, u"p"_s, u"d"_s}}).result());
    QVERIFY(mine->putWatchConfig({.key = {u"/both"_s, u"p"_s, u"d"_s}}).result());
    QVERIFY(yours->putWatchConfig({.key = {u"/both"_s, u"p"_s, u"d"_s}}).result());
    QCOMPARE(mine->watchConfigs().result()->size(), 2);
    QCOMPARE(yours->watchConfigs().result()->size(), 1);
    QVERIFY(!yours->removeWatchConfig({u"/mine"_s, u"p"_s, u"d"_s}).result());
    QVERIFY(yours->removeWatchConfig({u"/both"_s, u"p"_s, u"d"_s}).result());
    QCOMPARE(mine->watchConfigs().result()->size(), 2);
}

void tst_PostgresStore::sharesVectorsBetweenUsers()
{
    const auto mine = open(u"me@here"_s);
    const auto yours = open(u"you@there"_s);
    QVERIFY(mine->apply(batchOf(folderOf(*mine), {fileWrite(u"a"_s, {"one", "two"})})).result());

    const QList<ContentHash> hashes{sha256("one"), sha256("two")};
    QCOMPARE(yours->knownChunks(model(), hashes).result()->size(), 2);
    const auto other = *yours->folderScope({u"/home/you/r"_s, u"p"_s, u"yours"_s}).result();
    IndexBatch batch = batchOf(other, {fileWrite(u"a"_s, {"one", "two"})});
    batch.vectors.clear(); // nothing was embedded
    QCOMPARE(yours->apply(batch).result()->chunksAdded, 2);
}

void tst_PostgresStore::letsOneWriteADatasetAtATime()
{
    const auto mine = open(u"me@here"_s);
    const auto yours = open(u"you@there"_s);
    const FolderScope folder = folderOf(*mine);
    QVERIFY(mine->apply(batchOf(folder, {fileWrite(u"a"_s, {"one"})})).result());

    const auto refused = yours->apply(batchOf(folder, {fileWrite(u"a"_s, {"two"})})).result();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
    QVERIFY2(refused.error().message.contains(u"me@here"), qPrintable(refused.error().message));
    QVERIFY(!yours->fileTable(folder).result());
    QCOMPARE(pathsOf(*yours->search(queryFor(u"one"_s)).result()), QStringList{u"a"_s});
    const FolderScope elsewhere = *yours->folderScope({u"/r"_s, u"p"_s, u"other"_s}).result();
    QVERIFY(yours->apply(batchOf(elsewhere, {fileWrite(u"a"_s, {"two"})})).result());

    QVERIFY(mine->release(folder).result());
    QVERIFY(yours->apply(batchOf(folder, {fileWrite(u"a"_s, {"two"})})).result());
}

void tst_PostgresStore::takesOverWhenTheHolderDies()
{
    auto mine = open(u"me@here"_s);
    const auto yours = open(u"you@there"_s);
    const FolderScope folder = folderOf(*mine);
    QVERIFY(mine->apply(batchOf(folder, {fileWrite(u"a"_s, {"one"})})).result());
    QVERIFY(!yours->fileTable(folder).result());
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vectray me@here "
        "write'");
    QTRY_VERIFY_WITH_TIMEOUT(bool(yours->fileTable(folder).result()), 30'000);
    QVERIFY(!mine->fileTable(folder).result()); // it comes back, and finds that it is somebody else's now
}

void tst_PostgresStore::hearsWhatOthersAnnounce()
{
    Heard own;
    Heard others;
    const auto mine = open(u"me@here"_s, &own);
    const auto yours = open(u"you@there"_s, &others);
    QVERIFY(mine->info().result());
    QVERIFY(yours->info().result());
    QTRY_VERIFY_WITH_TIMEOUT((mine->announce("hello"), others.count() > 0), 30'000);
    QCOMPARE(others.messages.first(), QByteArray("hello"));
    QCOMPARE(own.count(), 0);
}

void tst_PostgresStore::survivesTheServersDeath()
{
    Heard heard;
    const auto store = open(u"me@here"_s, &heard);
    const FolderScope folder = folderOf(*store);
    QVERIFY(store->apply(batchOf(folder, {fileWrite(u"a"_s, {"one"})})).result());
    m_cluster->stop(SIGQUIT);
    QTRY_VERIFY_WITH_TIMEOUT(!store->health().isReachable(), 30'000);
    QVERIFY(!store->health().reason.isEmpty());
    const auto refused = store->search(queryFor(u"one"_s)).result();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);

    m_cluster->start();
    QTRY_VERIFY_WITH_TIMEOUT(store->health().isReachable(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(bool(store->apply(batchOf(folder, {fileWrite(u"b"_s, {"two"})})).result()),
                             30'000);
    QCOMPARE(store->fileTable(folder).result()->size(), std::size_t(2));
}

void tst_PostgresStore::losesAndDoublesNothingWhenKilled()
{
    const int kills = qEnvironmentVariableIsSet("VECTRAY_TEST_LONG") ? 50 : 4;
    const auto store = open();
    const FolderScope folder = folderOf(*store);
    int written = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QList<QFuture<Result<BatchCounts>>> running;
        for (int i = 0; i < 20; ++i, ++written)
            running << store->apply(
                batchOf(folder, {fileWrite(u"f%1"_s.arg(written), {QByteArray::number(written), "same"})}));
        m_cluster->stop(SIGQUIT);
        m_cluster->start();
        // As the engine does: what failed is done again, whether it arrived or not.
        for (int i = 0; i < 20; ++i) {
            const int number = written - 20 + i;
            const auto again = [&] {
                return bool(
                    store
                        ->apply(batchOf(
                            folder, {fileWrite(u"f%1"_s.arg(number), {QByteArray::number(number), "same"})}))
                        .result());
            };
            if (!running.at(i).result())
                QTRY_VERIFY_WITH_TIMEOUT(again(), 60'000);
        }
    }
    QCOMPARE(
        sql("SELECT count(*) || ' ' || sum(chunk_count) FROM claude_context.indexed_files").toStdString(),
        QStringLiteral("%1 %2").arg(written).arg(2 * written).toStdString());
    QCOMPARE(sql("SELECT count(*) || ' ' || count(DISTINCT (file_id, ordinal)) FROM claude_context.chunks")
                 .toStdString(),
             QStringLiteral("%1 %1").arg(2 * written).toStdString());
}

void tst_PostgresStore::answersWhileTheServerHangs()
{
    const auto store = open();
    QVERIFY(store->info().result());
    m_cluster->freeze(true);
    const auto begun = steadyNow();
    const auto refused = store->search(queryFor(u"one"_s)).result();
    const auto waited = steadyNow() - begun;
    const bool noticed = QTest::qWaitFor([&] { return !store->health().isReachable(); }, 30'000);
    m_cluster->freeze(false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
    QVERIFY(noticed);
    QVERIFY(waited < 60s); // 10 s for the statement and 5 s for another connection, on a busy machine
    QTRY_VERIFY_WITH_TIMEOUT(bool(store->search(queryFor(u"one"_s)).result()), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(store->health().isReachable(), 30'000);
}

void tst_PostgresStore::findsTheSameThroughAnIndex()
{
    // Random directions, so that the nearest are well-defined and an index has work to do.
    PostgresStore::Options options = optionsFor(u"me@here"_s);
    options.codeBytes = 0;
    const auto store = std::make_unique<PostgresStore>(options);
    const auto byCodes = open(u"you@there"_s);
    const FolderScope folder = folderOf(*store);
    const FolderScope small = *store->folderScope({u"/s"_s, u"p"_s, u"small"_s}).result();
    quint32 seed = 1;
    const auto random = [&seed] {
        Embedding vector(64);
        float sum = 0;
        for (float &value : vector) {
            seed = seed * 1664525U + 1013904223U;
            value = float(seed >> 8U) / float(1U << 24U) - 0.5F;
            sum += value * value;
        }
        for (float &value : vector)
            value /= std::sqrt(sum);
        return vector;
    };
    constexpr int Files = 22;
    constexpr int Chunks = 1'000; // together above what is searched exactly
    for (int file = 0; file < Files; ++file) {
        QList<QByteArray> texts;
        for (int i = 0; i < Chunks; ++i)
            texts.append(QByteArray::number(file) + ' ' + QByteArray::number(i));
        IndexBatch batch = batchOf(file % 11 == 0 ? small : folder, {fileWrite(u"f%1"_s.arg(file), texts)});
        for (Embedding &vector : batch.vectors)
            vector = random();
        QVERIFY(store->apply(batch).result());
    }
    SearchQuery query{.vector = random(), .model = model(), .topK = 30};
    const auto idsOf = [](PostgresStore &asked, const SearchQuery &what) {
        // The ten nearest of those that are joined: their order in the answer depends on more than nearness.
        QSet<qint64> ids;
        auto hits = *asked.search(what).result();
        std::ranges::sort(hits, std::ranges::greater(), &SearchHit::vectorScore);
        for (qsizetype i = 0; i < std::min<qsizetype>(hits.size(), 10); ++i)
            ids.insert(hits.at(i).id.value);
        return ids;
    };
    // Without an index everything is compared, so that is the truth.
    QList<SearchQuery> queries;
    QList<QSet<qint64>> truth;
    for (int i = 0; i < 20; ++i) {
        query.vector = random();
        query.project = i % 2 == 0 ? u"p"_s : QString();
        query.datasets = i % 4 == 0 ? QStringList{u"small"_s} : QStringList();
        queries.append(query);
        truth.append(idsOf(*store, query));
        QCOMPARE(truth.constLast().size(), 10);
    }
    const auto foundBy = [&](PostgresStore &asked) {
        qsizetype found = 0;
        for (qsizetype i = 0; i < queries.size(); ++i)
            found += (idsOf(asked, queries.at(i)) & truth.at(i)).size();
        return found;
    };
    const auto asksAll = [&] {
        std::ignore = byCodes->search(queries.constLast()).result();
        return byCodes->chunksInMemory();
    };
    QTRY_COMPARE_WITH_TIMEOUT(asksAll(), std::int64_t(Files * Chunks), 60'000);
    QVERIFY2(foundBy(*byCodes) >= 190, qPrintable(QString::number(foundBy(*byCodes))));
    QVERIFY(store->markSynced(folder).result());
    QTRY_COMPARE_WITH_TIMEOUT(sql("SELECT count(*) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid "
                                  "WHERE relname LIKE 'chunks_nearest_%' AND i.indisvalid"),
                              QByteArray("1"), 120'000);
    QVERIFY2(foundBy(*store) >= 190, qPrintable(QString::number(foundBy(*store))));
    QCOMPARE(store->chunksInMemory(), 0);

    // What comes many at a time is found before the index has it, and then in the index.
    const QByteArray staged = "SELECT count(*) FROM claude_context.chunks WHERE staged";
    const auto holder = *Postgres::open(*PostgresAddress::parse(m_cluster->url(m_database)), 5s);
    QVERIFY(holder->exec("SELECT pg_advisory_lock(hashtextextended('claude_context.indexes', 0))"));
    QList<QByteArray> many;
    for (int i = 0; i < 300; ++i)
        many.append("late " + QByteArray::number(i));
    IndexBatch late = batchOf(folder, {fileWrite(u"late"_s, many)});
    for (Embedding &vector : late.vectors)
        vector = random();
    QVERIFY(store->apply(late).result());
    QCOMPARE(sql(staged), QByteArray("300"));
    const auto findsLate = [&](PostgresStore &asked) {
        for (const Embedding &vector : late.vectors) {
            query = {.vector = vector, .model = model()};
            const auto hits = *asked.search(query).result(); // which are in order of more than nearness
            if (std::ranges::none_of(hits, [](const SearchHit &hit) { return hit.vectorScore > 0.999; }))
                return false;
        }
        return true;
    };
    QVERIFY(findsLate(*store));
    QVERIFY(findsLate(*byCodes));
    QVERIFY(holder->exec("SELECT pg_advisory_unlock(hashtextextended('claude_context.indexes', 0))"));
    QVERIFY(store->markSynced(folder).result());
    QTRY_COMPARE_WITH_TIMEOUT(sql(staged), QByteArray("0"), 60'000);
    QVERIFY(findsLate(*store));
    QVERIFY(findsLate(*byCodes));
    QCOMPARE(asksAll(), std::int64_t(Files * Chunks + 300));
}

void tst_PostgresStore::takesOverTheFirstSchema()
{
    {
        const auto store = open();
        QVERIFY(store->apply(batchOf(folderOf(*store), {fileWrite(u"a"_s, {"apples"})})).result());
    }
    sql("ALTER TABLE claude_context.chunks DROP COLUMN staged, DROP COLUMN added_in");
    sql("CREATE INDEX chunks_nearest_1 ON claude_context.chunks USING hnsw ((embedding::halfvec(64)) "
        "halfvec_cosine_ops) WHERE model_id = 1");
    sql("DELETE FROM claude_context.schema_migrations WHERE version > 1");
    const auto store = open();
    QCOMPARE(store->search(queryFor(u"apples"_s)).result()->first().text, QByteArray("apples"));
    QCOMPARE(sql("SELECT max(version) FROM claude_context.schema_migrations"),
             QByteArray::number(store->info().result()->schemaVersion));
    QCOMPARE(sql("SELECT count(*) FROM pg_class WHERE relname LIKE 'chunks_nearest_%'"), QByteArray("0"));
    QVERIFY(store->apply(batchOf(folderOf(*store), {fileWrite(u"b"_s, {"pears"})})).result());
}

void tst_PostgresStore::listsAFileWhosePathIsTooLong()
{
    // Of letters that do not compress: the server would make room for others.
    QString path;
    quint32 seed = 1;
    while (path.size() < 3'500) {
        seed = seed * 1664525U + 1013904223U;
        path += path.size() % 200 == 199 ? u'/' : QChar(u'a' + (seed >> 16U) % 26);
    }
    const auto store = open();
    const FolderScope folder = folderOf(*store);
    const auto counts = store->apply(batchOf(folder, {fileWrite(path, {"far"}), fileWrite(u"a"_s, {"near"})})).result();
    QVERIFY2(counts, counts ? "" : qPrintable(counts.error().message));
    QCOMPARE(counts->chunksAdded, 1);
    QCOMPARE(pathsOf(*store->search(queryFor(u"near"_s)).result()), QStringList{u"a"_s});
    auto problems = *store->problems(folder).result();
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().path, path);
    QVERIFY2(problems.first().reason.contains(u"3503 bytes"), qPrintable(problems.first().reason));

    // One that moves there is not where it was; and what is gone is no problem any more.
    FileRecord moved = store->recordsAt(folder, {u"a"_s}).result()->first();
    moved.path = path + u"b"_s;
    QVERIFY(store->apply({.folder = folder, .model = model(), .moves = {{moved}}, .solved = {path}}).result());
    problems = *store->problems(folder).result();
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().path, moved.path);
    QVERIFY(store->fileTable(folder).result()->size() <= 1); // the problem's own row, so that it is not read again
    QVERIFY(store->search(queryFor(u"near"_s)).result()->isEmpty());
    QVERIFY(store->removeIndex(folder).result());
    QCOMPARE(sql("SELECT count(*) FROM claude_context.file_problems"), QByteArray("0"));
}

QTEST_GUILESS_MAIN(tst_PostgresStore)
#include "tst_PostgresStore.moc"
