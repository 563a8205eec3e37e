#include <items/FolderTableModel.h>
#include <items/FolderWords.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

WatchConfig::Key key(const QString &path)
{
    return {path, u"work"_s, u"main"_s};
}

Folder folder(const QString &path, Folder::State state = Folder::State::Idle)
{
    Folder folder;
    folder.config.key = key(path);
    folder.state = state;
    return folder;
}

QStringList names(const FolderTableModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, FolderTableModel::NameColumn).data().toString());
    return names;
}

} // namespace

class tst_FolderTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsKeepTheirPlace();
    void onlyWhatIsDifferentIsToldAgain();
    void uncheckingARowAsksToTurnTheFolderOff();
    void aSentenceAndAButtonForEachState_data();
    void aSentenceAndAButtonForEachState();
    void progressIsKnownOnlyWhileSomethingRuns_data();
    void progressIsKnownOnlyWhileSomethingRuns();
    void anEstimateAppearsInTheSentence();
    void hostileNamesStayPlainText();
};

void tst_FolderTableModel::rowsKeepTheirPlace()
{
    FolderTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFolders({folder(u"/a"_s), folder(u"/b"_s), folder(u"/c"_s)});

    model.setFolders({folder(u"/d"_s), folder(u"/c"_s), folder(u"/a"_s, Folder::State::Error)});
    QCOMPARE(names(model), (QStringList{u"a"_s, u"c"_s, u"d"_s}));

    model.put(folder(u"/c"_s, Folder::State::Syncing));
    model.remove(key(u"/a"_s));
    model.remove(key(u"/nowhere"_s));
    QCOMPARE(names(model), (QStringList{u"c"_s, u"d"_s}));
    QCOMPARE(model.indexOf(key(u"/d"_s)).row(), 1);
    QVERIFY(!model.indexOf(key(u"/a"_s)).isValid());
    QCOMPARE(model.find(key(u"/c"_s))->state, Folder::State::Syncing);
}

void tst_FolderTableModel::onlyWhatIsDifferentIsToldAgain()
{
    FolderTableModel model;
    model.setFolders({folder(u"/a"_s), folder(u"/b"_s)});
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    model.put(folder(u"/b"_s));
    QCOMPARE(changed.size(), 0);

    model.put(folder(u"/b"_s, Folder::State::Scanning));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
}

void tst_FolderTableModel::uncheckingARowAsksToTurnTheFolderOff()
{
    FolderTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFolders({folder(u"/a"_s), folder(u"/b"_s)});
    const QSignalSpy toggled(&model, &FolderTableModel::toggled);

    QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(1, 1), Qt::Unchecked, Qt::CheckStateRole));

    QCOMPARE(toggled.size(), 1);
    QCOMPARE(toggled.first().at(0).value<WatchConfig::Key>(), key(u"/b"_s));
    QCOMPARE(toggled.first().at(1).toBool(), false);
    QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void tst_FolderTableModel::aSentenceAndAButtonForEachState_data()
{
    QTest::addColumn<Folder>("folder");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("cure");

    const auto row = [](const char *name, const Folder &f, const QString &sentence, Cure cure) {
        QTest::newRow(name) << f << sentence << int(cure);
    };
    Folder f = folder(u"/a"_s);
    row("up to date", f, u"Up to date"_s, Cure::SyncNow);
    f.pending = 2;
    row("waiting", f, u"2 change(s) waiting"_s, Cure::SyncNow);
    f.problems = 3;
    row("with problems", f, u"Up to date, but 3 file(s) could not be indexed"_s, Cure::ShowProblems);
    f = folder(u"/a"_s, Folder::State::Stopped);
    row("starting", f, u"Starting…"_s, Cure::None);
    f.config.enabled = false;
    row("turned off", f, u"Turned off. Its index stays searchable."_s, Cure::TurnOn);
    f = folder(u"/a"_s, Folder::State::Syncing);
    f.progress = 41;
    f.progressTotal = 230;
    row("indexing", f, u"Indexing 41 of 230 file(s)"_s, Cure::None);
    f.state = Folder::State::Scanning;
    f.progressTotal = 0;
    row("scanning", f, u"Looking for changes: 41 file(s)"_s, Cure::None);
    f.progress = 0;
    row("scanning, just begun", f, u"Looking for changes…"_s, Cure::None);
    f.state = Folder::State::Paused;
    row("paused", f, u"Paused. Changes are indexed when it goes on."_s, Cure::Resume);
    f.state = Folder::State::Degraded;
    f.health = {WatcherHealth::State::Degraded, u"The watch limit is reached."_s, u"sysctl"_s};
    row("degraded", f, u"The watch limit is reached."_s, Cure::CheckAgain);
    f.health.reason.clear();
    f.state = Folder::State::Unavailable;
    row("unavailable", f, u"The folder is missing. Its index is kept."_s, Cure::CheckAgain);
    f.state = Folder::State::Error;
    f.lastError = u"disk\nfull"_s;
    row("error", f, u"disk\ufffdfull"_s, Cure::CheckAgain);
}

void tst_FolderTableModel::aSentenceAndAButtonForEachState()
{
    QFETCH(const Folder, folder);
    FolderTableModel model;
    model.put(folder);

    const QModelIndex status = model.index(0, FolderTableModel::StatusColumn);
    QTEST(status.data().toString(), "sentence");
    QTEST(status.data(FolderTableModel::CureRole).toInt(), "cure");
    QCOMPARE(status.data(FolderTableModel::StateRole).toInt(), int(folder.state));
}

void tst_FolderTableModel::progressIsKnownOnlyWhileSomethingRuns_data()
{
    QTest::addColumn<Folder::State>("state");
    QTest::addColumn<int>("total");
    QTest::addColumn<QVariant>("progress");

    QTest::newRow("idle") << Folder::State::Idle << 100 << QVariant();
    QTest::newRow("scanning") << Folder::State::Scanning << 0 << QVariant(-1.0);
    QTest::newRow("syncing") << Folder::State::Syncing << 100 << QVariant(0.25);
    QTest::newRow("more than there was") << Folder::State::Syncing << 10 << QVariant(1.0);
}

void tst_FolderTableModel::progressIsKnownOnlyWhileSomethingRuns()
{
    QFETCH(const Folder::State, state);
    QFETCH(const int, total);
    Folder f = folder(u"/a"_s, state);
    f.progress = 25;
    f.progressTotal = total;
    FolderTableModel model;
    model.put(f);
    QTEST(model.index(0, 0).data(FolderTableModel::ProgressRole), "progress");
}

void tst_FolderTableModel::anEstimateAppearsInTheSentence()
{
    auto now = std::chrono::steady_clock::time_point{1h};
    FolderTableModel model(nullptr, [&now] { return now; });
    Folder f = folder(u"/a"_s, Folder::State::Syncing);
    f.progressTotal = 1000;
    model.put(f);
    now += 60s;
    f.progress = 250;
    model.put(f);

    QCOMPARE(model.longestLeft(), 180s);
    QCOMPARE(model.index(0, 1).data().toString(), u"Indexing 250 of 1,000 file(s), about 3 minute(s) left"_s);

    model.put(folder(u"/b"_s, Folder::State::Syncing));
    QCOMPARE(model.longestLeft(), std::nullopt);
}

void tst_FolderTableModel::hostileNamesStayPlainText()
{
    FolderTableModel model;
    model.put(folder(u"/tmp/<b>x&y\n\u202e"_s));
    QCOMPARE(model.index(0, 0).data().toString(), u"<b>x&y\ufffd\ufffd"_s);
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(),
             u"<qt>/tmp/&lt;b&gt;x&amp;y\ufffd\ufffd</qt>"_s);
}

QTEST_GUILESS_MAIN(tst_FolderTableModel)
#include "tst_FolderTableModel.moc"
