#include <items/Measurements.h>

#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Figure = Measurements::Figure;
using Point = Measurements::Point;

class tst_Measurements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsFilesASecond();
    void countsChunksWhileASyncIsRunning();
    void countsTheNextSyncFromNought();
    void saysHowMuchNeededNoModel();
    void saysHowLongTheSlowestSyncTook();
    void aFirstIndexIsNoSyncOfSavedFiles();
    void forgetsWhatIsOlderThanAnHour();
    void hasNoPointWhereNothingWasMeasured();

private:
    Measurements::Instant m_now{1000s};
    const WatchConfig::Key m_folder{u"/src"_s, u"p"_s, u"d"_s};

    Measurements::Clock clock()
    {
        return [this] { return m_now; };
    }
    void step(Measurements &measured)
    {
        m_now += Measurements::Step;
        measured.sample();
    }
    SyncProgressed indexing(std::int64_t chunks, std::int64_t embedded = 0) const
    {
        return {.folder = m_folder,
                .phase = SyncProgressed::Phase::Indexing,
                .stats = {.chunksAdded = chunks, .chunksEmbedded = embedded}};
    }
};

void tst_Measurements::countsFilesASecond()
{
    Measurements measured(nullptr, clock());
    QSignalSpy sampled(&measured, &Measurements::sampled);
    for (int i = 0; i < 50; ++i)
        measured.record(FileChanged{m_folder, {}});
    step(measured);
    step(measured);

    QCOMPARE(sampled.size(), 2);
    QCOMPARE(measured.series(Figure::Files), (QList<Point>{{5s, 10}, {0s, 0}}));
    QCOMPARE(measured.latest(Figure::Files), std::optional(0.0));
}

void tst_Measurements::countsChunksWhileASyncIsRunning()
{
    Measurements measured(nullptr, clock());
    measured.record(indexing(100));
    step(measured);
    measured.record(indexing(150));
    step(measured);
    measured.record(SyncFinished{.folder = m_folder, .stats = {.chunksAdded = 175}, .first = true});
    step(measured);

    QCOMPARE(measured.series(Figure::Chunks), (QList<Point>{{10s, 20}, {5s, 10}, {0s, 5}}));
}

void tst_Measurements::countsTheNextSyncFromNought()
{
    Measurements measured(nullptr, clock());
    measured.record(indexing(500));
    step(measured);
    measured.record(SyncProgressed{.folder = m_folder}); // the one before was broken off
    measured.record(indexing(50));
    step(measured);

    QCOMPARE(measured.latest(Figure::Chunks), std::optional(10.0));
}

void tst_Measurements::saysHowMuchNeededNoModel()
{
    Measurements measured(nullptr, clock());
    measured.record(indexing(100, 25));
    step(measured);
    QCOMPARE(measured.latest(Figure::Reused), std::optional(0.75));
}

void tst_Measurements::saysHowLongTheSlowestSyncTook()
{
    Measurements measured(nullptr, clock());
    for (const auto duration : {200ms, 700ms, 100ms})
        measured.record(
            SyncFinished{.folder = m_folder, .stats = {.filesModified = 1, .duration = duration}});
    measured.record(SyncFinished{.folder = m_folder, .stats = {.duration = 9s}}); // there was nothing to do
    step(measured);

    QCOMPARE(measured.latest(Figure::SyncTime), std::optional(0.7));
}

void tst_Measurements::aFirstIndexIsNoSyncOfSavedFiles()
{
    Measurements measured(nullptr, clock());
    measured.record(
        SyncFinished{.folder = m_folder, .stats = {.filesCreated = 9, .duration = 60s}, .first = true});
    step(measured);
    QCOMPARE(measured.latest(Figure::SyncTime), std::optional<double>());
}

void tst_Measurements::forgetsWhatIsOlderThanAnHour()
{
    Measurements measured(nullptr, clock());
    measured.setIndexSize(4096);
    for (auto time = 0s; time < 3 * Measurements::Span; time += Measurements::Step)
        step(measured);

    const QList<Point> points = measured.series(Figure::IndexSize);
    QCOMPARE(points.first().age, Measurements::Span);
    QCOMPARE(points.size(), qsizetype(Measurements::Span / Measurements::Step + 1));
}

void tst_Measurements::hasNoPointWhereNothingWasMeasured()
{
    Measurements measured(nullptr, clock());
    step(measured);
    QVERIFY(measured.series(Figure::Reused).isEmpty());
    QVERIFY(measured.series(Figure::IndexSize).isEmpty());

    measured.sample(); // no time has passed
    QCOMPARE(measured.series(Figure::Files).size(), 1);
}

QTEST_GUILESS_MAIN(tst_Measurements)
#include "tst_Measurements.moc"
