// What every store must do. One table of stores; each case runs on each of them.
#include "PostgresCluster.h"
#include "StoreFixture.h"

#include <store/PostgresStore.h>
#include <store/SqliteStore.h>

#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace vectray;
using namespace vectray::test;

class tst_IndexStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void keepsAConfigurationUnderItsKey();
    void updatesTheSameConfiguration();
    void failsToRemoveAnUnknownConfiguration();
    void givesAFolderTheSameScopeEachTime();
    void findsAWrittenFileByWordAndByMeaning();
    void answersManyWhileItIsWritten();
    void keepsTheChunksThatAFileStillHas();
    void countsAFilesEqualChunks();
    void keepsVectorsOfDeletedChunksForLater();
    void refusesAChunkWithoutAVector();
    void changesNothingWhenABatchFails();
    void movesAFileWithItsChunks();
    void listsTheFilesBelowADirectory();
    void tellsDatasetsApart();
    void filtersHits_data();
    void filtersHits();
    void refusesUnknownProjects();
    void listsProblemsUntilTheyAreSolved();
    void remembersWhatItSkipped();
    void pagesThroughFiles();
    void removesAFolderWithoutATrace();
    void leavesTheOtherFolderOfADatasetAlone();
    void neverMixesModels();
    void buildsASetBesideTheOldOne();
    void goesBackWithoutEmbeddingAgain();
    void keepsTheCacheWithinItsLimits();
    void takesHostileNames_data();
    void takesHostileNames();

private:
    FolderScope folder(const QString &project = u"p"_s, const QString &dataset = u"d"_s, const QString &root = u"/r"_s)
    {
        return *m_store->folderScope({root, project, dataset}).result();
    }
    BatchCounts apply(const IndexBatch &batch)
    {
        const auto counts = m_store->apply(batch).result();
        if (!counts)
            qFatal("%s", qPrintable(counts.error().message));
        return *counts;
    }
    QStringList found(const SearchQuery &query) { return pathsOf(*m_store->search(query).result()); }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PostgresCluster> m_cluster; ///< one for all cases
    std::unique_ptr<IndexStore> m_store;
};

void tst_IndexStore::initTestCase_data()
{
    QTest::addColumn<QString>("kind");

    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("postgresql") << u"postgresql"_s;
}

void tst_IndexStore::init()
{
    QFETCH_GLOBAL(QString, kind);
    if (kind == u"postgresql") {
        if (const QString missing = PostgresCluster::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        if (!m_cluster)
            m_cluster = std::make_unique<PostgresCluster>();
        m_store = std::make_unique<PostgresStore>(PostgresStore::Options{
            .address = *PostgresAddress::parse(m_cluster->url(m_cluster->makeDatabase())), .instance = u"me@here"_s});
    } else {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<SqliteStore>(m_dir->filePath(u"index.db"_s), m_pool);
    }
    const auto info = m_store->info().result();
    QVERIFY2(info, qPrintable(info ? QString() : info.error().message));
}

void tst_IndexStore::cleanup()
{
    m_store.reset();
}

void tst_IndexStore::keepsAConfigurationUnderItsKey()
{
    WatchConfig config{.key = {u"/r"_s, u"p"_s, u"d"_s},
                       .enabled = false,
                       .autoStart = false,
                       .debounce = std::chrono::milliseconds(77),
                       .include = {u"*.cpp"_s, u"say \"hi\""_s},
                       .exclude = {u"*.o"_s},
                       .priority = 3,
                       .backend = u"poll"_s};
    const auto stored = m_store->putWatchConfig(config).result();
    QVERIFY(stored);
    QVERIFY(!stored->id.isNull() && !stored->projectId.isNull() && !stored->datasetId.isNull());
    QVERIFY(stored->createdAt.isValid());

    config.id = stored->id;
    config.projectId = stored->projectId;
    config.datasetId = stored->datasetId;
    config.createdAt = stored->createdAt;
    QCOMPARE(*stored, config);
    QCOMPARE(*m_store->watchConfigs().result(), QList{config});
}

void tst_IndexStore::updatesTheSameConfiguration()
{
    const auto first = m_store->putWatchConfig({.key = {u"/r"_s, u"p"_s, u"d"_s}}).result();
    WatchConfig changed = *first;
    changed.enabled = false;
    changed.lastStarted = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    const auto second = m_store->putWatchConfig(changed).result();
    QCOMPARE(*second, changed);
    QCOMPARE(m_store->watchConfigs().result()->size(), 1);
}

void tst_IndexStore::failsToRemoveAnUnknownConfiguration()
{
    const Done removed = m_store->removeWatchConfig({u"/r"_s, u"p"_s, u"d"_s}).result();
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, Error::Kind::NotFound);
}

void tst_IndexStore::givesAFolderTheSameScopeEachTime()
{
    QCOMPARE(folder(), folder());
    QVERIFY(!(folder(u"p"_s, u"other"_s) == folder()));
}

void tst_IndexStore::findsAWrittenFileByWordAndByMeaning()
{
    apply(batchOf(folder(), {fileWrite(u"a.txt"_s, {"apples and pears"}), fileWrite(u"b.txt"_s, {"bicycles"})}));

    const auto hits = *m_store->search(queryFor(u"apples"_s)).result();
    QCOMPARE(hits.first().relativePath, u"a.txt"_s);
    QCOMPARE(hits.first().filePath, u"/r/a.txt"_s);
    QCOMPARE(hits.first().text, QByteArray("apples and pears"));
    QCOMPARE(hits.first().project, u"p"_s);
    QCOMPARE(hits.first().dataset, u"d"_s);
    QVERIFY(hits.first().vectorScore > 0.9);
    QVERIFY(hits.first().sparseScore > 0);

    SearchQuery byWord = queryFor(u"bicycles"_s);
    byWord.vector.clear();
    QCOMPARE(found(byWord), QStringList{u"b.txt"_s});
    SearchQuery byMeaning = queryFor(u"b"_s); // no word in common
    QCOMPARE(found(byMeaning).first(), u"b.txt"_s);
}

void tst_IndexStore::answersManyWhileItIsWritten()
{
    const FolderScope scope = folder();
    QList<QFuture<Result<QList<SearchHit>>>> answers;
    for (int round = 0; round < 20; ++round) {
        const QString path = u"f%1"_s.arg(round);
        apply(batchOf(scope, {fileWrite(path, {"word" + QByteArray::number(round)})}));
        SearchQuery byMeaning = queryFor(u"w"_s);
        byMeaning.topK = 100;
        QCOMPARE(found(byMeaning).size(), round + 1); // whoever waits for a write finds it
        for (int i = 0; i < 8; ++i)
            answers.append(m_store->search(queryFor(u"word%1"_s.arg(round))));
    }
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const auto hits = answers.at(i).result();
        QVERIFY2(hits, hits ? "" : qPrintable(hits.error().message));
        QVERIFY(pathsOf(*hits).contains(u"f%1"_s.arg(i / 8)));
    }
}

void tst_IndexStore::keepsTheChunksThatAFileStillHas()
{
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"one", "two", "three"})}));
    const auto counts = apply(batchOf(folder(), {fileWrite(u"a"_s, {"zero", "one", "three"})}));
    QCOMPARE(counts.chunksUnchanged, 2);
    QCOMPARE(counts.chunksAdded, 1);
    QCOMPARE(counts.chunksRemoved, 1);
    QVERIFY(!found(queryFor(u"two"_s)).contains(u"two"_s));

    SearchQuery three = queryFor(u"three"_s);
    QCOMPARE(m_store->search(three).result()->first().startLine, 3);
    three.vector.clear();
    three.text = u"two"_s;
    QVERIFY(found(three).isEmpty());
    QCOMPARE(m_store->fileTable(folder()).result()->size(), std::size_t(1));
}

void tst_IndexStore::countsAFilesEqualChunks()
{
    QCOMPARE(apply(batchOf(folder(), {fileWrite(u"a"_s, {"same", "same", "same"})})).chunksAdded, 3);
    const auto counts = apply(batchOf(folder(), {fileWrite(u"a"_s, {"same", "same"})}));
    QCOMPARE(counts.chunksUnchanged, 2);
    QCOMPARE(counts.chunksRemoved, 1);
}

void tst_IndexStore::keepsVectorsOfDeletedChunksForLater()
{
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"one", "two"})}));
    const QList<ContentHash> hashes{sha256("one"), sha256("two"), sha256("never")};
    const QSet<ContentHash> known{sha256("one"), sha256("two")};
    QCOMPARE(*m_store->knownChunks(model(), hashes).result(), known);

    IndexBatch removal{.folder = folder(), .model = model()};
    removal.deletes = {m_store->recordsAt(folder(), {u"a"_s}).result()->first().id};
    QCOMPARE(apply(removal).chunksRemoved, 2);
    QVERIFY(found(queryFor(u"one"_s)).isEmpty());
    QCOMPARE(*m_store->knownChunks(model(), hashes).result(), known);
    QVERIFY(m_store->knownChunks(model(u"another"_s), hashes).result()->isEmpty());

    IndexBatch again{.folder = folder(), .model = model(), .writes = {fileWrite(u"b"_s, {"two"})}};
    apply(again); // without a vector: it comes from the cache
    QVERIFY(m_store->search(queryFor(u"two"_s)).result()->first().vectorScore > 0.9);
}

void tst_IndexStore::refusesAChunkWithoutAVector()
{
    const auto counts =
        m_store->apply({.folder = folder(), .model = model(), .writes = {fileWrite(u"a"_s, {"new"})}}).result();
    QVERIFY(!counts);
    QCOMPARE(counts.error().kind, Error::Kind::Conflict);
}

void tst_IndexStore::changesNothingWhenABatchFails()
{
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"before"})}));
    IndexBatch half = batchOf(folder(), {fileWrite(u"a"_s, {"after"})});
    half.writes.append(fileWrite(u"b"_s, {"without a vector"}));
    QVERIFY(!m_store->apply(half).result());

    SearchQuery byWord = queryFor(u"before"_s);
    byWord.vector.clear();
    QCOMPARE(found(byWord), QStringList{u"a"_s});
    byWord.text = u"after"_s;
    QVERIFY(found(byWord).isEmpty());
    QCOMPARE(m_store->fileTable(folder()).result()->size(), std::size_t(1));
}

void tst_IndexStore::movesAFileWithItsChunks()
{
    apply(batchOf(folder(), {fileWrite(u"old/name.txt"_s, {"one", "two"})}));
    FileRecord record = m_store->recordsAt(folder(), {u"old"_s}).result()->first();
    const FileId id = record.id;
    record.path = u"fresh/title.txt"_s;
    const auto counts = apply({.folder = folder(), .model = model(), .moves = {{record}}});
    QCOMPARE(counts.chunksAdded, 0);
    QCOMPARE(counts.chunksUnchanged, 2);

    const auto records = *m_store->recordsAt(folder(), {QString()}).result();
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.first().id, id);
    QCOMPARE(records.first().path, u"fresh/title.txt"_s);
    SearchQuery byPath = queryFor(u"title"_s);
    byPath.vector.clear();
    QCOMPARE(found(byPath), QStringList({u"fresh/title.txt"_s, u"fresh/title.txt"_s}));
    byPath.text = u"name"_s;
    QVERIFY(found(byPath).isEmpty());
}

void tst_IndexStore::listsTheFilesBelowADirectory()
{
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"1"}), fileWrite(u"a/b"_s, {"2"}), fileWrite(u"a/b/c"_s, {"3"}),
                             fileWrite(u"a!"_s, {"4"}), fileWrite(u"ab"_s, {"5"})}));
    QStringList paths;
    const auto below = m_store->recordsAt(folder(), {u"a"_s, u"a/b"_s}).result();
    for (const FileRecord &record : *below)
        paths.append(record.path);
    QCOMPARE(paths, QStringList({u"a"_s, u"a/b"_s, u"a/b/c"_s}));
    QCOMPARE(m_store->recordsAt(folder(), {QString()}).result()->size(), 5);

    const auto table = *m_store->fileTable(folder()).result();
    QCOMPARE(table.size(), std::size_t(5));
    QCOMPARE(table.path(1).toByteArray(), QByteArray("a!")); // by bytes: '!' comes before '/'
}

void tst_IndexStore::tellsDatasetsApart()
{
    apply(batchOf(folder(u"p"_s, u"d"_s), {fileWrite(u"a"_s, {"apples"})}));
    apply(batchOf(folder(u"p"_s, u"e"_s), {fileWrite(u"b"_s, {"apples"})}));
    apply(batchOf(folder(u"q"_s, u"d"_s), {fileWrite(u"c"_s, {"apples"})}));

    SearchQuery query = queryFor(u"apples"_s);
    QCOMPARE(found(query).size(), 3);
    query.project = u"p"_s;
    QStringList both = found(query);
    both.sort();
    QCOMPARE(both, QStringList({u"a"_s, u"b"_s}));
    query.datasets = {u"e"_s};
    QCOMPARE(found(query), QStringList{u"b"_s});
}

void tst_IndexStore::filtersHits_data()
{
    QTest::addColumn<QStringList>("languages");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QStringList>("paths");

    const QStringList none;
    QTest::newRow("by language") << QStringList{u"cpp"_s} << QString() << QString() << QStringList{u"src/a.cpp"_s};
    QTest::newRow("by prefix") << none << u"docs/"_s << QString() << QStringList{u"docs/b.md"_s};
    QTest::newRow("by glob") << none << QString() << u"*.md"_s << QStringList{u"docs/b.md"_s};
    QTest::newRow("by all that contradict") << QStringList{u"cpp"_s} << u"docs/"_s << QString() << none;
}

void tst_IndexStore::filtersHits()
{
    QFETCH(QStringList, languages);
    QFETCH(QString, prefix);
    QFETCH(QString, glob);
    QFETCH(QStringList, paths);
    FileWrite code = fileWrite(u"src/a.cpp"_s, {"apples in code"});
    code.record.language = u"cpp"_s;
    FileWrite prose = fileWrite(u"docs/b.md"_s, {"apples in prose"});
    prose.record.language = u"markdown"_s;
    apply(batchOf(folder(), {code, prose}));

    SearchQuery query = queryFor(u"apples"_s);
    query.languages = languages;
    query.pathPrefix = prefix;
    query.glob = glob;
    QCOMPARE(found(query), paths);
}

void tst_IndexStore::refusesUnknownProjects()
{
    folder();
    SearchQuery query = queryFor(u"x"_s);
    query.project = u"nobody"_s;
    QCOMPARE(m_store->search(query).result().error().kind, Error::Kind::NotFound);
    query.project = u"p"_s;
    query.datasets = {u"nothing"_s};
    QCOMPARE(m_store->search(query).result().error().kind, Error::Kind::NotFound);
    QCOMPARE(m_store->files({.project = u"nobody"_s}).result().error().kind, Error::Kind::NotFound);
}

void tst_IndexStore::listsProblemsUntilTheyAreSolved()
{
    IndexBatch batch{.folder = folder(), .model = model()};
    batch.problems = {{.kind = FileProblem::Kind::Failed, .path = u"a"_s, .reason = u"cannot read it"_s},
                      {.kind = FileProblem::Kind::Skipped, .path = u"b"_s, .reason = u"it is binary"_s}};
    apply(batch);
    auto problems = *m_store->problems(folder()).result();
    QCOMPARE(problems.size(), 2);
    QCOMPARE(problems.first().reason, u"cannot read it"_s);
    QVERIFY(problems.first().since.isValid());
    const auto summary = m_store->summaries().result()->first().datasets.first();
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.skipped, 1);

    IndexBatch cure = batchOf(folder(), {fileWrite(u"a"_s, {"now readable"})});
    cure.solved = {u"b"_s};
    apply(cure);
    QVERIFY(m_store->problems(folder()).result()->isEmpty());
}

void tst_IndexStore::remembersWhatItSkipped()
{
    IndexBatch batch{.folder = folder(), .model = model()};
    batch.problems = {{.kind = FileProblem::Kind::Skipped,
                       .path = u"image"_s,
                       .reason = u"it is binary"_s,
                       .stat = {.size = 9, .mtimeNs = 8, .ctimeNs = 7, .inode = 6},
                       .readAtNs = 5}};
    apply(batch);
    const auto table = *m_store->fileTable(folder()).result();
    QCOMPARE(table.size(), std::size_t(1));
    QCOMPARE(table.row(0).id, FileId{});
    QCOMPARE(table.row(0).stat, batch.problems.first().stat);
}

void tst_IndexStore::pagesThroughFiles()
{
    QList<FileWrite> writes;
    for (int i = 0; i < 25; ++i)
        writes.append(fileWrite(u"f%1"_s.arg(i, 2, 10, QChar(u'0')), {QByteArray::number(i)}));
    apply(batchOf(folder(), writes));

    QStringList paths;
    FilesQuery query{.project = u"p"_s, .limit = 10};
    int pages = 0;
    do {
        const auto page = *m_store->files(query).result();
        for (const IndexedFile &file : page.files)
            paths.append(file.record.path);
        query.after = page.next;
        ++pages;
    } while (!query.after.isEmpty());
    QCOMPARE(pages, 3);
    QCOMPARE(paths.size(), 25);
    QVERIFY(std::ranges::is_sorted(paths));

    query = {.project = u"p"_s, .dataset = u"d"_s, .prefix = u"f1"_s};
    QCOMPARE(m_store->files(query).result()->files.size(), 10);
}

void tst_IndexStore::removesAFolderWithoutATrace()
{
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"apples"})}));
    QVERIFY(m_store->removeIndex(folder()).result());
    QVERIFY(m_store->summaries().result()->isEmpty());
    QVERIFY(found(queryFor(u"apples"_s)).isEmpty());

    apply(batchOf(folder(), {fileWrite(u"a"_s, {"apples"})})); // and it can begin again
    QCOMPARE(found(queryFor(u"apples"_s)), QStringList{u"a"_s});
}

void tst_IndexStore::leavesTheOtherFolderOfADatasetAlone()
{
    const FolderScope one = folder(u"p"_s, u"d"_s, u"/one"_s);
    const FolderScope two = folder(u"p"_s, u"d"_s, u"/two"_s);
    apply(batchOf(one, {fileWrite(u"a"_s, {"apples"})}));
    apply(batchOf(two, {fileWrite(u"b"_s, {"apples"})}));
    QCOMPARE(m_store->fileTable(one).result()->size(), std::size_t(1));
    QVERIFY(m_store->removeIndex(one).result());
    QCOMPARE(found(queryFor(u"apples"_s)), QStringList{u"b"_s});
}

void tst_IndexStore::neverMixesModels()
{
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"apples"}), fileWrite(u"b"_s, {"berries"})}));
    QCOMPARE(m_store->vectorSet(model()).result()->searched, model());

    IndexBatch newer = batchOf(folder(), {fileWrite(u"c"_s, {"cherries"})});
    newer.model = model(u"newer"_s); // of the same dimension
    QCOMPARE(m_store->apply(newer).result().error().kind, Error::Kind::Conflict);
    newer.writes.clear();
    QVERIFY(m_store->apply(newer).result()); // what has no vectors may come from anybody

    SearchQuery query = queryFor(u"a"_s);
    query.model = model(u"newer"_s);
    QCOMPARE(m_store->search(query).result().error().kind, Error::Kind::Conflict);
    query.vector.clear();
    query.text = u"apples"_s;
    QCOMPARE(found(query), QStringList{u"a"_s}); // by word it is anybody's
}

void tst_IndexStore::buildsASetBesideTheOldOne()
{
    const EmbeddingModel newer = model(u"newer"_s);
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"apples", "apples", "pears"}), fileWrite(u"b"_s, {"berries"})}));
    QCOMPARE(m_store->vectorSet(newer).result()->missing, 4);
    QCOMPARE(m_store->vectorSet(model()).result()->missing, 0);
    QCOMPARE(m_store->switchTo(newer).result().error().kind, Error::Kind::Conflict);

    QHash<ContentHash, QByteArray> texts;
    ChunkId after;
    do { // in pages of two
        const auto page = *m_store->missingVectors(newer, after, 2).result();
        texts.insert(page.texts);
        after = page.last;
    } while (after != ChunkId{});
    QCOMPARE(texts.size(), 3);

    QHash<ContentHash, Embedding> vectors;
    for (auto text = texts.begin(); text != texts.end(); ++text)
        vectors.insert(text.key(), vectorOf("z")); // in the new space all mean the same
    const ContentHash last = vectors.begin().key();
    const Embedding lastVector = vectors.take(last);
    QVERIFY(m_store->addVectors(newer, vectors).result());
    QCOMPARE(m_store->switchTo(newer).result().error().kind, Error::Kind::Conflict); // all but one are not enough
    QCOMPARE(found(queryFor(u"berries"_s)).constFirst(), u"b"_s); // and the old set still serves

    QVERIFY(m_store->addVectors(newer, {{last, lastVector}}).result());
    QVERIFY(m_store->switchTo(newer).result());
    QCOMPARE(*m_store->vectorSet(newer).result(), (VectorSetState{.searched = newer, .chunks = 4}));
    QCOMPARE(m_store->search(queryFor(u"a"_s)).result().error().kind, Error::Kind::Conflict);
    SearchQuery query{.text = u"nothing of this"_s, .vector = vectorOf("z"), .model = newer};
    const auto hits = *m_store->search(query).result();
    QCOMPARE(hits.size(), 4);
    for (const SearchHit &hit : hits)
        QVERIFY(hit.vectorScore > 0.99);
}

void tst_IndexStore::goesBackWithoutEmbeddingAgain()
{
    const EmbeddingModel newer = model(u"newer"_s);
    apply(batchOf(folder(), {fileWrite(u"a"_s, {"apples", "pears"})}));
    const auto missing = *m_store->missingVectors(newer, {}, 10).result();
    QHash<ContentHash, Embedding> vectors;
    for (const ContentHash &hash : missing.texts.keys())
        vectors.insert(hash, vectorOf("z"));
    QVERIFY(m_store->addVectors(newer, vectors).result());
    QVERIFY(m_store->switchTo(newer).result());
    QCOMPARE(m_store->vectorCache().result()->vectors, 2); // the old set

    QCOMPARE(m_store->vectorSet(model()).result()->missing, 0);
    QVERIFY(m_store->switchTo(model()).result());
    QCOMPARE(found(queryFor(u"pears"_s)).size(), 2);
    QVERIFY(m_store->search(queryFor(u"pears"_s)).result()->constFirst().vectorScore > 0.9);
}

void tst_IndexStore::keepsTheCacheWithinItsLimits()
{
    const EmbeddingModel other = model(u"other"_s);
    QHash<ContentHash, Embedding> vectors;
    for (char letter = 'a'; letter <= 'z'; ++letter)
        vectors.insert(sha256(QByteArray(1, letter)), vectorOf(QByteArray(1, letter)));
    QVERIFY(m_store->addVectors(other, vectors).result());
    const auto full = *m_store->vectorCache().result();
    QCOMPARE(full.vectors, 26);
    QVERIFY(m_store->maintain({.bytes = full.bytes}).result());
    QCOMPARE(*m_store->vectorCache().result(), full);

    QVERIFY(m_store->maintain({.bytes = full.bytes / 2, .building = other}).result());
    QCOMPARE(*m_store->vectorCache().result(), full); // it is being built

    QVERIFY(m_store->maintain({.bytes = full.bytes / 2}).result());
    QCOMPARE(m_store->vectorCache().result()->vectors, 13);
    QVERIFY(m_store->maintain({.unusedFor = std::chrono::hours(-1)}).result());
    QCOMPARE(m_store->vectorCache().result()->vectors, 0);
}

void tst_IndexStore::takesHostileNames_data()
{
    QTest::addColumn<QString>("name");

    QTest::newRow("SQL") << u"'; DROP TABLE chunks; --"_s;
    QTest::newRow("quotes") << u"\"'`"_s;
    QTest::newRow("wildcards") << u"%_*?["_s;
    QTest::newRow("full-text syntax") << u"NEAR(a OR \"b\" NOT c*)"_s;
    QTest::newRow("newline") << u"a\nb"_s;
    QTest::newRow("not Latin") << u"файл-文件-🎉"_s;
    QTest::newRow("very long") << QString(250, u'x');
}

void tst_IndexStore::takesHostileNames()
{
    QFETCH(QString, name);
    apply(batchOf(folder(name, name), {fileWrite(name, {name.toUtf8()})}));
    SearchQuery query = queryFor(name);
    query.project = name;
    query.datasets = {name};
    QCOMPARE(found(query), QStringList{name});
    QCOMPARE(m_store->files({.project = name, .dataset = name, .prefix = name}).result()->files.size(), 1);
    QCOMPARE(m_store->recordsAt(folder(name, name), {name}).result()->size(), 1);
    QVERIFY(m_store->removeIndex(folder(name, name)).result());
    QVERIFY(m_store->summaries().result()->isEmpty());
}

QTEST_GUILESS_MAIN(tst_IndexStore)
#include "tst_IndexStore.moc"
