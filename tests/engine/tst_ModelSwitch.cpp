#include "EngineFixture.h"

#include <embed/AbsentEmbedder.h>
#include <engine/FolderPipeline.h>
#include <engine/ModelSwitch.h>
#include <engine/Searcher.h>

#include <QTest>

#include <latch>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

namespace {

/// Another model whose vectors have the same size.
class OtherEmbedder final : public Embedder
{
public:
    EmbeddingModel model() const override
    {
        return {.provider = u"test"_s, .model = u"other"_s, .dimension = 64};
    }

    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts,
                                            std::stop_token /*stop*/) const override
    {
        QList<Embedding> vectors;
        for (const QByteArray &text : texts) {
            if (text.contains("poison"))
                return Error{Error::Kind::Invalid, u"I do not take this"_s};
            if (failures > 0) {
                --failures;
                return Error{Error::Kind::Unavailable, u"come back later"_s};
            }
            vectors.append(*embedQuery(text, {}));
        }
        embedded += int(texts.size());
        return vectors;
    }
    Result<Embedding> embedQuery(const QByteArray & /*text*/, std::stop_token /*stop*/) const override
    {
        return Embedding(64, 0.125F); // all the same
    }

    mutable std::atomic<int> failures = 0;
    mutable std::atomic<int> embedded = 0;
};

std::shared_ptr<const Embedder> notOwned(const Embedder &embedder)
{
    return {std::shared_ptr<void>(), &embedder};
}

} // namespace

class tst_ModelSwitch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesAnIndexOfTheRightModelAlone();
    void servesByTheOldModelUntilTheNewIsComplete();
    void goesOnAfterTrouble();
    void findsRefusedTextByItsWords();
    void takesWhatCameInMeanwhile();
    void saysWhyNobodyIsThere();
    void searchesByWordWithoutAnEmbedder();

private:
    void index()
    {
        FolderPipeline pipeline(m_bench->parts(), {.key = {m_bench->root, u"p"_s, u"d"_s}},
                                *m_bench->store.folderScope({m_bench->root, u"p"_s, u"d"_s}).result(),
                                {.publish = [](const SyncEvent &) {}});
        const auto stats = pipeline.reconcile(false, {});
        QVERIFY2(stats, stats ? "" : qPrintable(stats.error().message));
    }
    ModelSwitch::Parts partsFor(const Embedder &wanted)
    {
        return {.store = m_bench->store,
                .seat = m_bench->embedders,
                .openWanted = [&wanted](const auto &,
                                        const std::stop_token &) { return Result(notOwned(wanted)); },
                .openFormer = [this](const EmbeddingModel &) { return notOwned(m_bench->embedder); },
                .firstRetry = 1ms,
                .lastRetry = 10ms};
    }
    EmbeddingModel seated() const { return m_bench->embedders.current()->model(); }

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<OtherEmbedder> m_other;
};

void tst_ModelSwitch::init()
{
    m_bench = std::make_unique<Bench>();
    m_other = std::make_unique<OtherEmbedder>();
    m_bench->write(u"a.txt"_s, "apples and pears\n");
    m_bench->write(u"b.txt"_s, "berries and cherries\n");
}

void tst_ModelSwitch::leavesAnIndexOfTheRightModelAlone()
{
    index();
    const int before = m_bench->embedder.embedded;
    ModelSwitch change(partsFor(m_bench->embedder));
    QVERIFY(change.start());
    QCOMPARE(seated(), m_bench->embedder.model());
    QCOMPARE(m_bench->embedder.embedded, before);
    QVERIFY(!change.state().isBuilding);
}

void tst_ModelSwitch::servesByTheOldModelUntilTheNewIsComplete()
{
    index();
    m_bench->embedders.replace(notOwned(*m_other)); // as at a start with new settings
    std::latch hold(1);
    auto parts = partsFor(*m_other);
    parts.openWanted = [&](const auto &, const std::stop_token &) {
        hold.wait();
        return Result(notOwned(*m_other));
    };
    ModelSwitch change(parts);
    QVERIFY(change.start());
    QTRY_COMPARE(seated(), m_bench->embedder.model());
    QTRY_VERIFY(m_bench->embedders.current()->embedQuery("apples", {})); // opened, not only named
    const Searcher searcher(m_bench->store, m_bench->embedders, m_bench->pool);
    auto answer = searcher.answer({.text = u"apples and pears\n"_s}).result();
    QVERIFY2(answer && answer->wordsOnly.isEmpty(), qPrintable(answer ? answer->wordsOnly : answer.error().message));
    QVERIFY(answer->hits.first().vectorScore > 0.9);

    hold.count_down();
    QTRY_COMPARE(seated(), m_other->model());
    QCOMPARE(m_other->embedded, 2);
    answer = searcher.answer({.text = u"whatever"_s}).result();
    QVERIFY(answer && answer->wordsOnly.isEmpty());
    QCOMPARE(answer->hits.size(), 2);
    for (const SearchHit &hit : answer->hits)
        QVERIFY(hit.vectorScore > 0.99); // of the new space all
    QVERIFY(m_bench->store.vectorSet(m_other->model()).result()->searched == m_other->model());
}

void tst_ModelSwitch::goesOnAfterTrouble()
{
    index();
    m_other->failures = 3;
    ModelSwitch change(partsFor(*m_other));
    QVERIFY(change.start());
    QTRY_COMPARE(seated(), m_other->model());
    QCOMPARE(m_other->embedded, 2);
}

void tst_ModelSwitch::findsRefusedTextByItsWords()
{
    m_bench->write(u"c.txt"_s, "this is poison to some\n");
    index();
    ModelSwitch change(partsFor(*m_other));
    QVERIFY(change.start());
    QTRY_COMPARE(seated(), m_other->model());
    const Searcher searcher(m_bench->store, m_bench->embedders, m_bench->pool);
    QCOMPARE(searcher.search({.text = u"poison"_s}).result()->first().relativePath, u"c.txt"_s);
}

void tst_ModelSwitch::takesWhatCameInMeanwhile()
{
    index();
    std::latch hold(1);
    auto parts = partsFor(*m_other);
    parts.openWanted = [&](const auto &, const std::stop_token &) {
        hold.wait();
        return Result(notOwned(*m_other));
    };
    ModelSwitch change(parts);
    QVERIFY(change.start());
    m_bench->write(u"late.txt"_s, "elderberries\n");
    index(); // by the old model, which still serves
    hold.count_down();
    QTRY_COMPARE(seated(), m_other->model());
    QCOMPARE(m_bench->store.vectorSet(m_other->model()).result()->missing, 0);
    m_bench->write(u"later.txt"_s, "figs\n");
    index(); // and now by the new one
    QCOMPARE(m_bench->indexed().size(), 4);
}

void tst_ModelSwitch::saysWhyNobodyIsThere()
{
    m_bench->embedders.replace(std::make_shared<AbsentEmbedder>(EmbeddingServiceState{
        .kind = EmbeddingServiceState::Kind::Starting, .model = {}, .reason = u"it is being asked"_s}));
    std::atomic<bool> there = false;
    auto parts = partsFor(*m_other);
    parts.openWanted = [&](const auto &, const std::stop_token &) -> Result<std::shared_ptr<const Embedder>> {
        if (!there)
            return Error{Error::Kind::Unavailable, u"nobody is there"_s};
        return notOwned(*m_other);
    };
    parts.firstRetry = 50ms;
    ModelSwitch change(parts);
    QVERIFY(change.start());
    QTRY_COMPARE(m_bench->embedders.current()->serviceState().reason, u"nobody is there"_s);
    there = true;
    QTRY_COMPARE(seated(), m_other->model());
}

void tst_ModelSwitch::searchesByWordWithoutAnEmbedder()
{
    index();
    m_bench->embedders.replace(std::make_shared<AbsentEmbedder>(EmbeddingServiceState{
        .kind = EmbeddingServiceState::Kind::Away, .model = {}, .reason = u"it is away"_s}));
    const Searcher searcher(m_bench->store, m_bench->embedders, m_bench->pool);
    const auto answer = searcher.answer({.text = u"berries"_s}).result();
    QVERIFY(answer);
    QCOMPARE(answer->wordsOnly, u"it is away"_s);
    QCOMPARE(answer->hits.first().relativePath, u"b.txt"_s);
}

QTEST_GUILESS_MAIN(tst_ModelSwitch)
#include "tst_ModelSwitch.moc"
