#include "TextDiff.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_TextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfEqualTexts();
    void isWhatDiffSays_data();
    void isWhatDiffSays();
};

void tst_TextDiff::saysNothingOfEqualTexts()
{
    QCOMPARE(unifiedDiff(u"a\n"_s, u"a\n"_s, u"f"_s), QString());
    QCOMPARE(unifiedDiff(QString(), QString(), u"f"_s), QString());
}

void tst_TextDiff::isWhatDiffSays_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");

    QString numbers;
    for (int i = 1; i <= 40; ++i)
        numbers += QString::number(i) + u'\n';
    QTest::newRow("a new file") << QString() << u"a\nb\n"_s;
    QTest::newRow("a file that goes") << u"a\nb\n"_s << QString();
    QTest::newRow("one line of many") << numbers << QString(numbers).replace(u"\n20\n"_s, u"\ntwenty\n"_s);
    QTest::newRow("near the start") << numbers << QString(numbers).replace(u"\n2\n"_s, u"\n2\n2.5\n"_s);
    QTest::newRow("near the end") << numbers << QString(numbers).replace(u"\n40\n"_s, u"\n"_s);
    QTest::newRow("twice, near")
        << numbers << QString(numbers).replace(u"\n10\n"_s, u"\nten\n"_s).replace(u"\n17\n"_s, u"\nx\n"_s);
    QTest::newRow("twice, far")
        << numbers << QString(numbers).replace(u"\n10\n"_s, u"\nten\n"_s).replace(u"\n18\n"_s, u"\nx\n"_s);
}

void tst_TextDiff::isWhatDiffSays()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const QString program = QStandardPaths::findExecutable(u"diff"_s);
    if (program.isEmpty())
        QSKIP("diff is not installed");
    QTemporaryDir directory;
    for (const auto &[name, text] : {std::pair(u"a"_s, before), std::pair(u"b"_s, after)}) {
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0);
    }
    QProcess diff;
    diff.setWorkingDirectory(directory.path());
    diff.start(program, {u"-u"_s, u"--label"_s, u"f"_s, u"--label"_s, u"f"_s, u"a"_s, u"b"_s});
    QVERIFY(diff.waitForFinished());
    QCOMPARE(unifiedDiff(before, after, u"f"_s), QString::fromUtf8(diff.readAllStandardOutput()));
}

QTEST_APPLESS_MAIN(tst_TextDiff)
#include "tst_TextDiff.moc"
