#include "CodeSearch.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_CodeSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAGlobOfExtensions_data();
    void makesAGlobOfExtensions();
    void restrictsTheQueryToThePlace_data();
    void restrictsTheQueryToThePlace();
    void givesTheHitsOfThePlaceOnly();
    void keepsAnAnswerShort();
    void saysWhatMayBeMissing_data();
    void saysWhatMayBeMissing();
};

namespace {

Folder folderAt(const QString &path, const QString &project, const QString &dataset)
{
    Folder folder;
    folder.config.key = {path, project, dataset};
    folder.state = Folder::State::Idle;
    return folder;
}

SearchHit hitIn(const QString &file, const QByteArray &text = "x")
{
    SearchHit hit;
    hit.filePath = file;
    hit.text = text;
    return hit;
}

} // namespace

void tst_CodeSearch::makesAGlobOfExtensions_data()
{
    QTest::addColumn<QStringList>("extensions");
    QTest::addColumn<QString>("glob"); // "!" for an error
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("one") << QStringList{u".ts"_s} << u"*.ts"_s;
    QTest::newRow("without a dot") << QStringList{u"py"_s} << u"*.py"_s;
    QTest::newRow("two") << QStringList{u".ts"_s, u"tsx"_s} << u"*.{ts,tsx}"_s;
    QTest::newRow("of two parts") << QStringList{u".d.ts"_s} << u"*.d.ts"_s;
    QTest::newRow("with a sign") << QStringList{u".c++"_s} << u"*.c++"_s;
    QTest::newRow("a glob") << QStringList{u"*.ts"_s} << u"!"_s;
    QTest::newRow("braces") << QStringList{u"{ts,js}"_s} << u"!"_s;
    QTest::newRow("a path") << QStringList{u"../x.ts"_s} << u"!"_s;
    QTest::newRow("nothing") << QStringList{QString()} << u"!"_s;
}

void tst_CodeSearch::makesAGlobOfExtensions()
{
    QFETCH(QStringList, extensions);
    QFETCH(QString, glob);
    const auto made = globFor(extensions);
    QCOMPARE(made ? *made : u"!"_s, glob);
}

void tst_CodeSearch::restrictsTheQueryToThePlace_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("projects");
    QTest::addColumn<QStringList>("datasets"); // of the query; none: refused
    QTest::newRow("a folder") << u"/w/a"_s << QStringList{u"p"_s} << QStringList{u"d0"_s};
    QTest::newRow("a part of it") << u"/w/a/src"_s << QStringList{u"p"_s} << QStringList{u"d0"_s};
    QTest::newRow("two of one project")
        << u"/w"_s << QStringList{u"p"_s, u"p"_s} << QStringList{u"d0"_s, u"d1"_s};
    QTest::newRow("two of two projects") << u"/w"_s << QStringList{u"p"_s, u"q"_s} << QStringList();
}

void tst_CodeSearch::restrictsTheQueryToThePlace()
{
    QFETCH(QString, path);
    QFETCH(QStringList, projects);
    QFETCH(QStringList, datasets);
    IndexedPlace place{.path = path, .prefix = u"src/"_s};
    for (qsizetype i = 0; i < projects.size(); ++i)
        place.folders.append(folderAt(i == 0 ? u"/w/a"_s : u"/w/b"_s, projects[i], u"d%1"_s.arg(i)));
    SearchQuery query;
    const Done restricted = restrictTo(place, query);
    QCOMPARE(restricted.has_value(), !datasets.isEmpty());
    if (!restricted) {
        QVERIFY(restricted.error().message.contains(u"/w/a, /w/b"_s));
        return;
    }
    QCOMPARE(query.project, u"p"_s);
    QCOMPARE(query.datasets, datasets);
    QCOMPARE(query.pathPrefix, u"src/"_s);
}

void tst_CodeSearch::givesTheHitsOfThePlaceOnly()
{
    const CodeSearch search{.place = {.path = u"/w/a"_s, .folders = {folderAt(u"/w/a"_s, u"p"_s, u"d"_s)}},
                            .limit = 2};
    const QList<SearchHit> hits{hitIn(u"/w/ab/1"_s), hitIn(u"/w/a/2"_s), hitIn(u"/w/b/3"_s),
                                hitIn(u"/w/a/4"_s), hitIn(u"/w/a/5"_s)};
    const ToolOutcome outcome = outcomeOf(search, hits, {});
    const QJsonArray results = outcome.value.value("results"_L1).toArray();
    QCOMPARE(results.size(), 2);
    QCOMPARE(results[0]["file"_L1].toString(), u"/w/a/2"_s);
    QCOMPARE(results[1]["file"_L1].toString(), u"/w/a/4"_s);
    QVERIFY(!outcome.value.contains("omitted"_L1) && !outcome.value.contains("note"_L1));
}

void tst_CodeSearch::keepsAnAnswerShort()
{
    const CodeSearch search{.place = {.path = u"/w"_s}, .limit = 5};
    const QList<SearchHit> hits(7, hitIn(u"/w/a"_s, QByteArray(12'000, 'x')));
    const ToolOutcome outcome = outcomeOf(search, hits, {});
    QCOMPARE(outcome.value.value("results"_L1).toArray().size(), 2);
    QCOMPARE(outcome.value.value("omitted"_L1).toInt(), 3);
    const ToolOutcome huge = outcomeOf(search, {hitIn(u"/w/a"_s, QByteArray(60'000, 'x'))}, {});
    QCOMPARE(huge.value.value("results"_L1).toArray().size(), 1); // better than nothing
}

void tst_CodeSearch::saysWhatMayBeMissing_data()
{
    QTest::addColumn<Folder::State>("state");
    QTest::addColumn<int>("pending");
    QTest::addColumn<QString>("words");
    QTest::newRow("files wait") << Folder::State::Idle << 3 << u"3 changed files are still to be indexed"_s;
    QTest::newRow("the first index") << Folder::State::Syncing << 0 << u"is being indexed"_s;
    QTest::newRow("paused") << Folder::State::Paused << 0 << u"not being watched"_s;
    QTest::newRow("away") << Folder::State::Unavailable << 0 << u"cannot be watched"_s;
}

void tst_CodeSearch::saysWhatMayBeMissing()
{
    QFETCH(Folder::State, state);
    QFETCH(int, pending);
    QFETCH(QString, words);
    Folder folder = folderAt(u"/w"_s, u"p"_s, u"d"_s);
    folder.state = state;
    folder.pending = pending;
    const CodeSearch search{.place = {.path = u"/w"_s, .folders = {folder}}};
    const ToolOutcome outcome = outcomeOf(search, {}, {.fresh = false, .pending = pending});
    QCOMPARE(outcome.value.value("fresh"_L1).toBool(true), false);
    QVERIFY2(outcome.value.value("note"_L1).toString().contains(words),
             qPrintable(outcome.value.value("note"_L1).toString()));
}

QTEST_APPLESS_MAIN(tst_CodeSearch)
#include "tst_CodeSearch.moc"
