#include "Table.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Table : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsByWhatIsInIt();
    void countsColumnsNotLetters_data();
    void countsColumnsNotLetters();
    void cutsAndSaysSo_data();
    void cutsAndSaysSo();
};

void tst_Table::alignsByWhatIsInIt()
{
    Table table({{u"NAME"_s}, {u"N"_s, Table::Align::Right}, {u"LAST"_s}});
    QVERIFY(table.isEmpty());
    table.add({u"大小"_s, u"5"_s, u"x"_s});
    table.add({u"a\nb"_s, u"1234"_s, QString()});
    QCOMPARE(table.toString(),
             u"NAME     N  LAST\n"
             "大小     5  x\n"
             "a\\nb  1234\n"_s);
}

void tst_Table::countsColumnsNotLetters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");

    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("ASCII") << u"abc"_s << 3;
    QTest::newRow("wide") << u"大小"_s << 4;
    QTest::newRow("combining") << u"e\u0301"_s << 1;
}

void tst_Table::countsColumnsNotLetters()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QCOMPARE(columnsOf(text), columns);
}

void tst_Table::cutsAndSaysSo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("cut");

    QTest::newRow("fits") << u"abcd"_s << 4 << u"abcd"_s;
    QTest::newRow("too long") << u"abcde"_s << 4 << u"abc…"_s;
    QTest::newRow("a wide letter does not fit half") << u"a大小x"_s << 3 << u"a…"_s;
}

void tst_Table::cutsAndSaysSo()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QString, cut);
    QCOMPARE(cutTo(text, columns), cut);
}

QTEST_GUILESS_MAIN(tst_Table)
#include "tst_Table.moc"
