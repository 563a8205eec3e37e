#include "BatchIndexer.h"
#include "EngineFixture.h"

#include <QTest>

using namespace vectray;
using namespace vectray::test;

/// What of it is not seen through a FolderPipeline.
class tst_BatchIndexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsAndEmbedsNothingThatTheStoreCannotKeep();
    void takesNoFileToWhereTheStoreCannotKeepIt();

private:
    std::unique_ptr<BatchIndexer> indexer()
    {
        PipelineParts parts = m_bench->parts();
        parts.whyNotKept = [deep = m_bench->root + u"/deep/"](const QString &path) {
            return path.startsWith(deep) ? u"its path is too long"_s : QString();
        };
        return std::make_unique<BatchIndexer>(parts, scope(), *FolderReader::open(m_bench->root),
                                              BatchIndexer::Mode());
    }
    FolderScope scope() { return *m_bench->store.folderScope({m_bench->root, u"p"_s, u"d"_s}).result(); }
    static SyncStats index(BatchIndexer &indexer, const QList<BatchIndexer::Item> &items)
    {
        if (!indexer.index(items, {}) || !indexer.finish())
            qFatal("it was not indexed");
        return indexer.stats();
    }

    std::unique_ptr<Bench> m_bench;
};

void tst_BatchIndexer::init()
{
    m_bench = std::make_unique<Bench>();
}

void tst_BatchIndexer::countsAndEmbedsNothingThatTheStoreCannotKeep()
{
    m_bench->write(u"a.txt"_s, "one");
    m_bench->write(u"deep/b.txt"_s, "two");
    const auto all = indexer();
    const SyncStats stats =
        index(*all, {{.path = "a.txt", .known = {}}, {.path = "deep/b.txt", .known = {}}});
    QCOMPARE(stats.filesCreated, 1);
    QCOMPARE(stats.filesFailed, 1);
    QCOMPARE(stats.chunksEmbedded, 1);
    const QList<FileChange> changes = all->takeChanges();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.constFirst().path, u"a.txt"_s);
    QVERIFY(all->takeFailed().isEmpty()); // the next attempt would be in vain, too

    const auto problems = *m_bench->store.problems(scope()).result();
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.constFirst().path, u"deep/b.txt"_s);
    QCOMPARE(problems.constFirst().reason, u"its path is too long"_s);
}

void tst_BatchIndexer::takesNoFileToWhereTheStoreCannotKeepIt()
{
    m_bench->write(u"a.txt"_s, "one");
    index(*indexer(), {{.path = "a.txt", .known = {}}});
    m_bench->rename(u"a.txt"_s, u"deep/a.txt"_s);
    const auto mover = indexer();
    mover->setMissing(*m_bench->store.recordsAt(scope(), {u"a.txt"_s}).result());
    const SyncStats stats = index(*mover, {{.path = "deep/a.txt", .known = {}}});
    QCOMPARE(stats.filesRenamed + stats.filesCreated, 0);
    QCOMPARE(mover->unclaimed().size(), 1); // and so it is taken out of the index
}

QTEST_GUILESS_MAIN(tst_BatchIndexer)
#include "tst_BatchIndexer.moc"
