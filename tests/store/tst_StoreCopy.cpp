#include "PostgresCluster.h"
#include "StoreFixture.h"

#include <store/PostgresStore.h>
#include <store/SqliteStore.h>
#include <store/StoreCopy.h>

#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace vectray;
using namespace vectray::test;

class tst_StoreCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void copiesEverything();
    void goesOnWhereItWasBrokenOff();
    void refusesACopyThatDiffers();
    void copiesAnEmptyIndex();

private:
    std::unique_ptr<IndexStore> make(const QString &kind)
    {
        if (kind == u"sqlite")
            return std::make_unique<SqliteStore>(m_dir->filePath(u"index%1.db"_s.arg(++m_files)), m_pool);
        if (!m_cluster)
            m_cluster = std::make_unique<PostgresCluster>();
        return std::make_unique<PostgresStore>(PostgresStore::Options{
            .address = *PostgresAddress::parse(m_cluster->url(m_cluster->makeDatabase())),
            .instance = u"me@here"_s});
    }
    void fill(IndexStore &store, const QString &dataset, const QString &root, const QList<FileWrite> &files)
    {
        QVERIFY(store.putWatchConfig({.key = {root, u"p"_s, dataset}, .exclude = {u"*.o"_s}}).result());
        const FolderScope folder = *store.folderScope({root, u"p"_s, dataset}).result();
        IndexBatch batch = batchOf(folder, files);
        batch.problems = {
            {.kind = FileProblem::Kind::Skipped, .path = u"image"_s, .reason = u"it is binary"_s}};
        QVERIFY(store.apply(batch).result());
    }
    Result<StoreCopy::Report> copy()
    {
        return StoreCopy(*m_from, *m_to, [this](const auto &p) { m_progress.append(p); }).run({});
    }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PostgresCluster> m_cluster;
    int m_files = 0;
    std::unique_ptr<IndexStore> m_from;
    std::unique_ptr<IndexStore> m_to;
    QList<StoreCopy::Progress> m_progress;
};

void tst_StoreCopy::initTestCase_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");

    QTest::newRow("into a team store") << u"sqlite"_s << u"postgresql"_s;
    QTest::newRow("and back") << u"postgresql"_s << u"sqlite"_s;
    QTest::newRow("into another file") << u"sqlite"_s << u"sqlite"_s;
}

void tst_StoreCopy::init()
{
    QFETCH_GLOBAL(QString, from);
    QFETCH_GLOBAL(QString, to);
    const QString missing = PostgresCluster::missing();
    if ((from != u"sqlite" || to != u"sqlite") && !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_dir = std::make_unique<QTemporaryDir>();
    m_from = make(from);
    m_to = make(to);
    m_progress.clear();
}

void tst_StoreCopy::cleanup()
{
    m_from.reset();
    m_to.reset();
}

void tst_StoreCopy::copiesEverything()
{
    QList<FileWrite> many;
    for (int i = 0; i < 450; ++i) // more than two pages
        many.append(fileWrite(u"f%1"_s.arg(i), {QByteArray::number(i), "the same everywhere"}));
    fill(*m_from, u"d"_s, u"/r"_s, many);
    fill(*m_from, u"e"_s, u"/one"_s, {fileWrite(u"a"_s, {"apples"})});
    fill(*m_from, u"e"_s, u"/two"_s, {fileWrite(u"a"_s, {"pears"}), fileWrite(u"empty"_s, {})});

    const auto report = copy();
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->configurations, 3);
    QCOMPARE(report->files, 453);
    QCOMPARE(report->chunks, 902);
    QCOMPARE(report->copied, 453);
    QCOMPARE(m_progress.constLast().files, 453);

    auto configs = *m_to->watchConfigs().result();
    QCOMPARE(configs.size(), 3);
    QCOMPARE(configs.first().exclude, QStringList{u"*.o"_s});
    const auto before = *m_from->summaries().result();
    const auto after = *m_to->summaries().result();
    QCOMPARE(after.first().datasets.first().chunks, before.first().datasets.first().chunks);
    QCOMPARE(after.first().datasets.first().skipped, 1);
    const FolderScope folder = *m_to->folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
    QCOMPARE(m_to->fileTable(folder).result()->size(), std::size_t(450));
    SearchQuery query = queryFor(u"pears"_s);
    query.datasets = QStringList{u"e"_s}; // the fixture's vectors have all the same signs: no choice among hundreds
    const auto hits = *m_to->search(query).result();
    QCOMPARE(hits.first().filePath, u"/two/a"_s);
    QCOMPARE(hits.first().text, QByteArray("pears"));
    QVERIFY2(hits.first().vectorScore > 0.9, qPrintable(QString::number(hits.first().vectorScore.value_or(-2))));
}

void tst_StoreCopy::goesOnWhereItWasBrokenOff()
{
    QList<FileWrite> many;
    for (int i = 0; i < 450; ++i)
        many.append(fileWrite(u"f%1"_s.arg(i), {QByteArray::number(i)}));
    fill(*m_from, u"d"_s, u"/r"_s, many);
    std::stop_source stop;
    StoreCopy first(*m_from, *m_to, [&](const StoreCopy::Progress &) { stop.request_stop(); });
    const auto broken = first.run(stop.get_token());
    QVERIFY(!broken);
    QCOMPARE(broken.error().kind, Error::Kind::Cancelled);

    const auto report = copy();
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QVERIFY(report->copied > 0 && report->copied < 450);
    QCOMPARE(copy()->copied, 0);
}

void tst_StoreCopy::refusesACopyThatDiffers()
{
    fill(*m_from, u"d"_s, u"/r"_s, {fileWrite(u"a"_s, {"apples"})});
    QVERIFY(copy());
    // The record is the original's, so it is not copied again; the chunk is not.
    const FolderScope folder = *m_to->folderScope({u"/r"_s, u"p"_s, u"d"_s}).result();
    FileWrite other = fileWrite(u"a"_s, {"apples"});
    other.chunks = {chunk("pears")};
    IndexBatch batch{.folder = folder, .model = model(), .writes = {other}};
    batch.vectors.insert(sha256("pears"), vectorOf("pears"));
    QVERIFY(m_to->apply(batch).result());

    const auto report = copy();
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Conflict);
    QVERIFY2(report.error().message.contains(u"/r/a"), qPrintable(report.error().message));
}

void tst_StoreCopy::copiesAnEmptyIndex()
{
    const auto report = copy();
    QVERIFY(report);
    QCOMPARE(report->files, 0);
}

QTEST_GUILESS_MAIN(tst_StoreCopy)
#include "tst_StoreCopy.moc"
