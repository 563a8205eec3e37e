#include "PostgresPaths.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PostgresPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichPathsAreTooLong_data();
    void saysWhichPathsAreTooLong();
    void leavesThemOutOfABatch();
};

void tst_PostgresPaths::saysWhichPathsAreTooLong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("short") << u"/a"_s << true;
    QTest::newRow("as long as can be") << QString(LongestPostgresPath, u'a') << true;
    QTest::newRow("a byte longer") << QString(LongestPostgresPath + 1, u'a') << false;
    QTest::newRow("counted in bytes") << QString(LongestPostgresPath / 2 + 1, u'\u00e9') << false;
}

void tst_PostgresPaths::saysWhichPathsAreTooLong()
{
    QFETCH(const QString, path);
    QFETCH(const bool, isKept);
    const QString reason = whyPostgresCannotKeep(path);
    QCOMPARE(reason.isEmpty(), isKept);
    if (!isKept)
        QVERIFY2(reason.contains(QString::number(path.toUtf8().size())), qPrintable(reason));
}

void tst_PostgresPaths::leavesThemOutOfABatch()
{
    const QString root = u"/root"_s;
    const QString fits(LongestPostgresPath - root.size() - 1, u'a');
    IndexBatch batch{.folder = {.root = root}};
    batch.writes = {{.record = {.path = fits}}, {.record = {.path = fits + u'b'}}};
    batch.moves = {{.record = {.id = FileId{7}, .path = fits + u'c'}}};
    const IndexBatch kept = withoutLongPaths(batch);
    QCOMPARE(kept.writes.size(), 1);
    QCOMPARE(kept.writes.constFirst().record.path, fits);
    QVERIFY(kept.moves.isEmpty());
    QCOMPARE(kept.deletes, QList{FileId{7}});
    QCOMPARE(kept.problems.size(), 2);
    for (const FileProblem &problem : kept.problems)
        QCOMPARE(problem.reason, whyPostgresCannotKeep(root + u'/' + problem.path));
}

QTEST_APPLESS_MAIN(tst_PostgresPaths)
#include "tst_PostgresPaths.moc"
