// The codes of chunks in memory, beside a database that others write.
#include "PostgresCluster.h"
#include "PostgresNearest.h"
#include "PostgresSchema.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

class tst_PostgresCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void areThoseOfTheLocalStore_data();
    void areThoseOfTheLocalStore();
    void takeInWhatWasAdded();
    void takeInWhatWasNotCommittedYet();
    void bearNumbersOfAnotherServer();
    void letGoOfWhatIsGone();
    void readOnlyWhatFits_data();
    void readOnlyWhatFits();
    void giveUpWhenMuchIsNew();
    void areTakenWhenTheyCome();
    void areForgottenWithTheConnection();
    void areThereForFewerDatasetsThanFit();
    void findAFileThatIsSavedAllTheTime();

private:
    static constexpr std::int64_t Model = 1;
    static constexpr std::int64_t BytesAChunk = 2 * 8 + 16; ///< at 64 dimensions

    std::unique_ptr<Postgres> connect() const
    {
        auto opened = Postgres::open(*PostgresAddress::parse(m_cluster->url(m_database)), 5s);
        if (!opened || !migrate(**opened))
            qFatal("no connection");
        return *std::move(opened);
    }
    static ChunkId insert(Postgres &postgres, const Embedding &vector, const QUuid &dataset,
                          FileId file = FileId{1})
    {
        ChunkId id;
        const Done done = postgres.each(
            "INSERT INTO chunks(file_id, dataset_id, ordinal, chunk_hash, start_line, end_line, symbol, "
            "symbol_kind, "
            "language, model_id, text, embedding, terms) VALUES($1, $2, 0, '', 1, 1, '', '', '', $3::bigint, "
            "'', $4::halfvec, '') "
            "RETURNING id",
            [&](const PostgresRow &row) { id = row.id<ChunkTag>(0); }, file, dataset, Model,
            HalfVector::of(vector));
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
        return id;
    }
    void countFile(const QUuid &dataset, int chunks)
    {
        const Done done = m_postgres->run("INSERT INTO indexed_files(project_id, dataset_id, file_path, "
                                          "relative_path, sha256_hash, file_size, mtime_ns, "
                                          "ctime_ns, inode, read_at_ns, chunk_count, language) VALUES($1, "
                                          "$1, '/f', 'f', '', 0, 0, 0, 0, 0, $2, '')",
                                          dataset, chunks);
        QVERIFY(done);
    }
    static PostgresCodes::Wanted all(const QList<QUuid> &datasets, int dimension = 64)
    {
        return {.model = Model, .dimension = dimension, .datasets = datasets, .mostBytes = 1 << 20};
    }
    std::shared_ptr<PostgresCodes> read(const PostgresCodes::Wanted &wanted)
    {
        const auto codes = PostgresCodes::read(*m_postgres, wanted, nullptr);
        if (!codes)
            qFatal("%s", qPrintable(codes.error().message));
        return *codes;
    }
    static std::set<ChunkId> nearest(const PostgresCodes &codes, const Embedding &vector,
                                     const QList<QUuid> &datasets, std::size_t wanted)
    {
        const auto found = codes.nearest(CodeQuery(vector), datasets, wanted, {});
        return {found.begin(), found.end()};
    }
    Embedding random(int dimension = 64)
    {
        Embedding vector(static_cast<std::size_t>(dimension));
        float squares = 0;
        for (float &value : vector) {
            value = std::normal_distribution<float>()(m_random);
            squares += value * value;
        }
        for (float &value : vector)
            value /= std::sqrt(squares);
        return vector;
    }
    Embedding near(const Embedding &vector)
    {
        Embedding other = random(int(vector.size()));
        for (std::size_t i = 0; i < vector.size(); ++i)
            other[i] = 0.98F * vector[i] + 0.2F * other[i];
        return other;
    }

    PostgresNearest::Options readAtOnce(int &asked, std::int64_t mostBytes = 1 << 20)
    {
        return {.read =
                    [this, &asked](const PostgresCodes::Wanted &wanted) {
                        ++asked;
                        return QtFuture::makeReadyFuture(PostgresCodes::read(*m_postgres, wanted, nullptr));
                    },
                .mostBytes = mostBytes};
    }
    PostgresNearest::Found find(PostgresNearest &nearest, const Embedding &vector,
                                const QList<QUuid> &datasets, std::size_t wanted = 1,
                                const std::optional<QList<FileId>> &files = {})
    {
        const auto found = nearest.find(
            *m_postgres,
            {.vector = vector, .model = Model, .datasets = datasets, .files = files, .wanted = wanted});
        if (!found)
            qFatal("%s", qPrintable(found.error().message));
        return *found;
    }

    const QUuid m_one{"11111111-1111-1111-1111-111111111111"};
    const QUuid m_two{"22222222-2222-2222-2222-222222222222"};
    std::mt19937_64 m_random{1};
    std::unique_ptr<PostgresCluster> m_cluster;
    QString m_database;
    std::unique_ptr<Postgres> m_postgres;
};

void tst_PostgresCodes::initTestCase()
{
    if (const QString missing = PostgresCluster::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_cluster = std::make_unique<PostgresCluster>();
}

void tst_PostgresCodes::init()
{
    m_database = m_cluster->makeDatabase();
    m_postgres = connect();
}

void tst_PostgresCodes::areThoseOfTheLocalStore_data()
{
    QTest::addColumn<int>("dimension");
    for (const int dimension : {64, 100, 256, 1'000})
        QTest::addRow("%d dimensions", dimension) << dimension;
}

void tst_PostgresCodes::areThoseOfTheLocalStore()
{
    QFETCH(int, dimension);
    VectorScan scan;
    CodeDelta delta{.dataset = 1, .model = Model};
    for (int i = 0; i < 300; ++i) {
        const HalfVector stored = HalfVector::of(random(dimension));
        const ChunkId chunk = insert(*m_postgres, stored.toEmbedding(), m_one);
        delta.added.push_back({chunk, FileId{1}, vectorCode(stored.toEmbedding())});
    }
    scan.apply(delta);
    const auto codes = read(all({m_one}, dimension));
    QCOMPARE(codes->chunks(), 300);
    int same = 0;
    for (int i = 0; i < 20; ++i) {
        const Embedding query = random(dimension);
        const auto local = scan.nearest(CodeQuery(query), {{.dataset = 1, .model = Model}}, 10);
        const std::set<ChunkId> here = nearest(*codes, query, {m_one}, 10);
        same += int(std::ranges::count_if(local, [&](ChunkId chunk) { return here.contains(chunk); }));
    }
    // A component that is rounded to the other side of the threshold may change a place.
    QVERIFY2(same >= 190, qPrintable(QString::number(same)));
}

void tst_PostgresCodes::takeInWhatWasAdded()
{
    insert(*m_postgres, random(), m_one);
    const auto codes = read(all({m_one}));
    const Embedding vector = random();
    const ChunkId added = insert(*connect(), vector, m_one);
    insert(*m_postgres, random(), m_two); // nobody asked for these
    QVERIFY(!nearest(*codes, vector, {m_one}, 1).contains(added));

    auto updated = codes->update(*m_postgres, {});
    QVERIFY2(updated, updated ? "" : qPrintable(updated.error().message));
    QVERIFY(updated->hasNew && !updated->hasGone && !updated->isTooMuch);
    QCOMPARE(codes->chunks(), 2);
    QVERIFY(nearest(*codes, vector, {m_one}, 1).contains(added));

    updated = codes->update(*m_postgres, {added});
    QVERIFY(!updated->hasNew && !updated->hasGone);
    QCOMPARE(codes->chunks(), 2);
}

/// Of two who write at a time, the one who began first ends last; so greater ids come first.
void tst_PostgresCodes::takeInWhatWasNotCommittedYet()
{
    const auto slow = connect();
    PostgresTransaction transaction(*slow);
    QVERIFY(transaction.begin());
    const Embedding vector = random();
    const ChunkId early = insert(*slow, vector, m_one);
    const ChunkId late = insert(*m_postgres, random(), m_one);
    QVERIFY(early < late);
    const auto codes = read(all({m_one}));
    QCOMPARE(codes->chunks(), 1);
    for (int i = 0; i < 3; ++i) {
        insert(*m_postgres, random(), m_one);
        QVERIFY(codes->update(*m_postgres, {})->hasNew);
    }
    QVERIFY(!codes->update(*m_postgres, {})->hasNew); // the open transaction makes nothing new twice
    QCOMPARE(codes->chunks(), 4);

    QVERIFY(transaction.commit());
    QVERIFY(codes->update(*m_postgres, {})->hasNew);
    QCOMPARE(codes->chunks(), 5);
    QVERIFY(nearest(*codes, vector, {m_one}, 1).contains(early));
}

/// A backup brings the numbers of the server that it was made on.
void tst_PostgresCodes::bearNumbersOfAnotherServer()
{
    insert(*m_postgres, random(), m_one);
    QVERIFY(m_postgres->exec("UPDATE chunks SET added_in = '4000000000'"));
    const auto codes = read(all({m_one}));
    QCOMPARE(codes->chunks(), 1);
    insert(*m_postgres, random(), m_one);
    QVERIFY(codes->update(*m_postgres, {})->hasNew);
    QCOMPARE(codes->chunks(), 2);
    QVERIFY(!codes->update(*m_postgres, {})->hasNew);
}

void tst_PostgresCodes::letGoOfWhatIsGone()
{
    const Embedding vector = random();
    const ChunkId chunk = insert(*m_postgres, vector, m_one);
    const ChunkId other = insert(*m_postgres, random(), m_one);
    const auto codes = read(all({m_one}));
    QVERIFY(connect()->run("DELETE FROM chunks WHERE id = $1", chunk));
    QVERIFY(!codes->update(*m_postgres, {other})->hasGone);
    QVERIFY(nearest(*codes, vector, {m_one}, 1).contains(chunk)); // nobody has looked
    const auto updated = codes->update(*m_postgres, {chunk, other});
    QVERIFY(updated->hasGone && !updated->hasNew);
    QVERIFY(nearest(*codes, vector, {m_one}, 1).contains(other));
    QCOMPARE(codes->chunks(), 1);
}

void tst_PostgresCodes::readOnlyWhatFits_data()
{
    QTest::addColumn<int>("room"); // for chunks
    QTest::addColumn<int>("chunks");

    QTest::newRow("both datasets") << 30 << 30;
    QTest::newRow("only that which is searched") << 29 << 20;
    QTest::newRow("nothing") << 19 << 0;
}

void tst_PostgresCodes::readOnlyWhatFits()
{
    QFETCH(int, room);
    QFETCH(int, chunks);
    for (int i = 0; i < 30; ++i)
        insert(*m_postgres, random(), i < 20 ? m_one : m_two);
    countFile(m_one, 20);
    countFile(m_two, 10);
    PostgresCodes::Wanted wanted = all({m_one});
    wanted.also = {m_one, m_two};
    wanted.mostBytes = room * BytesAChunk;
    const auto codes = read(wanted);
    QCOMPARE(codes != nullptr, chunks > 0);
    if (codes) {
        QCOMPARE(codes->chunks(), chunks);
        QCOMPARE(codes->has(Model, {m_one, m_two}), chunks == 30);
        QVERIFY(codes->has(Model, {m_one}) && !codes->has(Model + 1, {m_one}));
    }
}

void tst_PostgresCodes::giveUpWhenMuchIsNew()
{
    insert(*m_postgres, random(), m_one);
    const auto codes = read(all({m_one}));
    QVERIFY(m_postgres->exec("INSERT INTO chunks(file_id, dataset_id, ordinal, chunk_hash, start_line, "
                             "end_line, symbol, symbol_kind, "
                             "language, model_id, text, embedding, terms) SELECT file_id, dataset_id, "
                             "ordinal, chunk_hash, start_line, "
                             "end_line, symbol, symbol_kind, language, model_id, text, embedding, terms FROM "
                             "chunks, generate_series(1, 50000)"));
    const auto updated = codes->update(*m_postgres, {});
    QVERIFY2(updated, updated ? "" : qPrintable(updated.error().message));
    QVERIFY(updated->isTooMuch);
}

void tst_PostgresCodes::areTakenWhenTheyCome()
{
    const Embedding vector = random();
    const ChunkId chunk = insert(*m_postgres, vector, m_one);
    const ChunkId other = insert(*m_postgres, random(), m_one, FileId{2});
    const auto reader = connect();
    QPromise<Result<std::shared_ptr<PostgresCodes>>> coming;
    coming.start();
    int asked = 0;
    std::atomic<std::int64_t> chunks = 0;
    PostgresNearest nearest({.read =
                                 [&](const PostgresCodes::Wanted & /*wanted*/) {
                                     ++asked;
                                     return coming.future();
                                 },
                             .mostBytes = 1 << 20,
                             .chunks = &chunks});
    for (int i = 0; i < 2; ++i)
        QVERIFY(!find(nearest, vector, {m_one}));
    QCOMPARE(asked, 1);
    QCOMPARE(chunks, 0);

    coming.addResult(PostgresCodes::read(*reader, all({m_one}), nullptr));
    coming.finish();
    const ChunkId later = insert(*m_postgres, near(vector), m_one); // between the reading and the question
    const auto found = find(nearest, vector, {m_one}, 2);
    QVERIFY(found);
    QCOMPARE(QSet(found->begin(), found->end()), QSet({chunk, later}));
    QCOMPARE(chunks, 3);
    QCOMPARE(find(nearest, vector, {m_one}, 2, QList{FileId{2}}), QList{other});
}

void tst_PostgresCodes::areForgottenWithTheConnection()
{
    insert(*m_postgres, random(), m_one);
    int asked = 0;
    PostgresNearest nearest(readAtOnce(asked));
    const Embedding vector = random();
    QVERIFY(!find(nearest, vector, {m_one}));
    QVERIFY(find(nearest, vector, {m_one}));
    nearest.forget();
    QVERIFY(!find(nearest, vector, {m_one}));
    QVERIFY(find(nearest, vector, {m_one}));
    QCOMPARE(asked, 2);
}

void tst_PostgresCodes::areThereForFewerDatasetsThanFit()
{
    for (const QUuid &dataset : {m_one, m_two}) {
        insert(*m_postgres, random(), dataset);
        countFile(dataset, 10);
    }
    int asked = 0;
    PostgresNearest nearest(readAtOnce(asked, 15 * BytesAChunk));
    const Embedding vector = random();
    for (int i = 0; i < 3; ++i)
        QVERIFY(!find(nearest, vector, {m_one, m_two}));
    QCOMPARE(asked, 1); // and not for each search
    QVERIFY(!find(nearest, vector, {m_one}));
    QVERIFY(find(nearest, vector, {m_one}));
    QCOMPARE(asked, 2);
    QVERIFY(!find(nearest, vector, {m_one, m_two}));
    QVERIFY(find(nearest, vector, {m_one}));
    QCOMPARE(asked, 2);
}

/// Its old chunks are as near as the one that is there.
void tst_PostgresCodes::findAFileThatIsSavedAllTheTime()
{
    const Embedding vector = random();
    for (int i = 0; i < 1'000; ++i)
        insert(*m_postgres, near(vector), m_one);
    for (int i = 0; i < 20; ++i)
        insert(*m_postgres, random(), m_one, FileId{2});
    int asked = 0;
    PostgresNearest nearest(readAtOnce(asked));
    QVERIFY(!find(nearest, vector, {m_one}, 12));
    QVERIFY(m_postgres->run("DELETE FROM chunks WHERE file_id = 1"));
    const ChunkId now = insert(*m_postgres, near(vector), m_one);
    const auto found = find(nearest, vector, {m_one}, 12);
    QVERIFY(found && found->contains(now));
    QVERIFY(found->size() >= 12);
}

QTEST_GUILESS_MAIN(tst_PostgresCodes)
#include "tst_PostgresCodes.moc"
