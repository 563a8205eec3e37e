// Both stores put the same hits in the same order, and give them the same scores.
#include "PostgresCluster.h"
#include "StoreFixture.h"

#include <store/PostgresStore.h>
#include <store/SqliteStore.h>

#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace vectray;
using namespace vectray::test;

class tst_StoresAgree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rankAlike_data();
    void rankAlike();
    void takeTheSameWithAThreshold();

private:
    static constexpr int Files = 15;
    static constexpr int ChunksPerFile = 4; // 60 in all: what a search joins, so that nothing is left out by chance
    static constexpr int Axes = 4;

    QByteArray words(int count);
    static Embedding vectorOf(int chunk);
    static Embedding axis(int which);
    IndexBatch corpus(const FolderScope &folder);
    std::pair<QList<SearchHit>, QList<SearchHit>> ask(const SearchQuery &query);

    quint32 m_seed = 7;
    QThreadPool m_pool;
    QTemporaryDir m_dir;
    std::unique_ptr<PostgresCluster> m_cluster;
    std::unique_ptr<IndexStore> m_local;
    std::unique_ptr<IndexStore> m_shared;
};

namespace {

const QList<QByteArray> Vocabulary{"cache",  "entry",  "remove", "oldest", "reader", "socket", "retry",   "file",   "path",
                                   "hash",   "parse",  "header", "token",  "queue",  "lock",   "thread",  "timer",  "signal",
                                   "buffer", "stream", "encode", "index",  "search", "rank",   "convert", "backoff"};
const QStringList Symbols{u"readCache"_s, u"LruCache"_s, u""_s, u"parse_header"_s, u"Retry with back-off"_s, u"lockQueue"_s};
const QStringList Kinds{u"function"_s, u"class"_s, u""_s, u"function"_s, u"heading"_s, u"method"_s};
const QStringList Names{u"cache.cpp"_s, u"src/retry_queue.py"_s, u"docs/header.md"_s, u"lib/streams.rs"_s, u"search/rank.h"_s};

} // namespace

/// Few words often, most of them seldom.
QByteArray tst_StoresAgree::words(int count)
{
    QList<QByteArray> text;
    for (int i = 0; i < count; ++i) {
        m_seed = m_seed * 1664525U + 1013904223U;
        const double share = double(m_seed >> 8U) / double(1U << 24U);
        text.append(Vocabulary.at(qsizetype(share * share * double(Vocabulary.size()))));
    }
    return text.join(' ');
}

/// Along each axis the chunks stand in another order, further apart than rounding to int8 can move them.
Embedding tst_StoresAgree::vectorOf(int chunk)
{
    constexpr int Prime = Files * ChunksPerFile + 1;
    Embedding vector(64);
    float rest = 1;
    for (int i = 0; i < Axes; ++i) {
        const int place = (chunk + 1) * (7 + 6 * i) % Prime;
        const float value = 0.5F - 0.008F * float(place);
        vector[std::size_t(i)] = value;
        rest -= value * value;
    }
    vector[std::size_t(Axes + chunk)] = std::sqrt(std::max(0.0F, rest));
    return vector;
}

Embedding tst_StoresAgree::axis(int which)
{
    Embedding vector(64);
    vector[std::size_t(which)] = 1;
    return vector;
}

IndexBatch tst_StoresAgree::corpus(const FolderScope &folder)
{
    m_seed = 7;
    IndexBatch batch{.folder = folder, .model = model()};
    for (int file = 0; file < Files; ++file) {
        QList<QByteArray> texts;
        for (int i = 0; i < ChunksPerFile; ++i)
            texts.append(QByteArray::number(file * ChunksPerFile + i) + ' ' + words(20));
        FileWrite write = fileWrite(u"part%1/"_s.arg(file) + Names.at(file % Names.size()), texts);
        for (int i = 0; i < ChunksPerFile; ++i) {
            const int number = file * ChunksPerFile + i;
            write.chunks[i].symbol = Symbols.at(number % Symbols.size());
            write.chunks[i].symbolKind = Kinds.at(number % Kinds.size());
            batch.vectors.insert(write.chunks.at(i).hash, vectorOf(number));
        }
        batch.writes.append(write);
    }
    return batch;
}

void tst_StoresAgree::initTestCase()
{
    if (const QString missing = PostgresCluster::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_cluster = std::make_unique<PostgresCluster>();
    const QString database = m_cluster->makeDatabase();
    m_local = std::make_unique<SqliteStore>(m_dir.filePath(u"index.db"_s), m_pool);
    m_shared = std::make_unique<PostgresStore>(PostgresStore::Options{
        .address = *PostgresAddress::parse(m_cluster->url(database)), .instance = u"me@here"_s});
    for (IndexStore *store : {m_local.get(), m_shared.get()}) {
        const auto folder = store->folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
        QVERIFY2(folder, folder ? "" : qPrintable(folder.error().message));
        QVERIFY(store->apply(corpus(*folder)).result());
    }
    m_cluster->run(database, "ANALYZE claude_context.chunks"); // how rare a word is comes from the server's statistics
}

std::pair<QList<SearchHit>, QList<SearchHit>> tst_StoresAgree::ask(const SearchQuery &query)
{
    const auto local = m_local->search(query).result();
    const auto shared = m_shared->search(query).result();
    if (!local || !shared)
        qFatal("%s", qPrintable((local ? shared : local).error().message));
    return {*local, *shared};
}

void tst_StoresAgree::rankAlike_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("meaning"); // an axis; -1: none

    const QStringList texts{u"how are the oldest entries removed from the cache"_s,
                            u"where does a reader wait for the lock of the queue"_s,
                            u"parse_header"_s,
                            u"LruCache"_s,
                            u"backoff"_s,
                            u"convert stream"_s,
                            u"retry the socket with another timer, then signal the thread"_s,
                            u"search rank"_s,
                            u"words that nobody has written: zebra, giraffe"_s};
    for (const QString &text : texts) {
        for (int meaning = -1; meaning < Axes; ++meaning)
            QTest::addRow("%s, meaning %d", qPrintable(text), meaning) << text << meaning;
    }
}

void tst_StoresAgree::rankAlike()
{
    QFETCH(QString, text);
    QFETCH(int, meaning);
    SearchQuery query{.text = text, .model = model(), .topK = 25};
    if (meaning >= 0)
        query.vector = axis(meaning);
    const auto [local, shared] = ask(query);
    if (meaning >= 0)
        QCOMPARE(local.size(), 25);
    QCOMPARE(shared.size(), local.size());
    for (qsizetype i = 0; i < local.size(); ++i) {
        const QByteArray places = "place " + QByteArray::number(i) + ": " + local.at(i).text.left(3) + " and "
            + shared.at(i).text.left(3);
        const char *place = places.constData();
        QVERIFY2(shared.at(i).text == local.at(i).text, place);
        QVERIFY2(std::abs(shared.at(i).finalScore - local.at(i).finalScore) < 1e-6, place);
        QCOMPARE(shared.at(i).sparseScore.has_value(), local.at(i).sparseScore.has_value());
        // A word that is there more than seven times counts seven times in PostgreSQL.
        QVERIFY2(std::abs(shared.at(i).sparseScore.value_or(0) - local.at(i).sparseScore.value_or(0)) < 0.1, place);
        QVERIFY2(std::abs(shared.at(i).vectorScore.value_or(0) - local.at(i).vectorScore.value_or(0)) < 0.01, place);
    }
}

void tst_StoresAgree::takeTheSameWithAThreshold()
{
    SearchQuery query{.text = u"zebra"_s, .vector = axis(1), .model = model(), .topK = 60, .threshold = 0.304};
    const auto [local, shared] = ask(query);
    QVERIFY(local.size() > 5 && local.size() < 50);
    QCOMPARE(pathsOf(shared), pathsOf(local));
}

QTEST_GUILESS_MAIN(tst_StoresAgree)
#include "tst_StoresAgree.moc"
