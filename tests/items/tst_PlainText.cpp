#include <items/PlainText.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineShowsNothingThatMisleads_data();
    void aLineShowsNothingThatMisleads();
    void programTextKeepsItsLines();
};

void tst_PlainText::aLineShowsNothingThatMisleads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("plain") << u"notes/über – 日本.md"_s << u"notes/über – 日本.md"_s;
    QTest::newRow("html stays as typed") << u"<img src=x>&amp;"_s << u"<img src=x>&amp;"_s;
    QTest::newRow("line break") << u"a\nb\r"_s << u"a\ufffdb\ufffd"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"\ufffd[31mred"_s;
    QTest::newRow("right-to-left override") << u"exe\u202egpj"_s << u"exe\ufffdgpj"_s;
    QTest::newRow("zero width") << u"a\u200bb"_s << u"a\ufffdb"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\ufffdb"_s;
    QTest::newRow("a face outside the BMP") << u"\U0001F600"_s << u"\U0001F600"_s;
}

void tst_PlainText::aLineShowsNothingThatMisleads()
{
    QFETCH(const QString, text);
    QTEST(oneLine(text), "shown");
}

void tst_PlainText::programTextKeepsItsLines()
{
    QCOMPARE(plainLines(u"if (a)\r\n\treturn;\x07\n"), u"if (a)\n    return;\ufffd\n"_s);
}

QTEST_GUILESS_MAIN(tst_PlainText)
#include "tst_PlainText.moc"
