#include <items/Snippet.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Snippet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsAreTheWordsOfTheQuery_data();
    void termsAreTheWordsOfTheQuery();
    void theLinesWithMostTermsAreShown();
    void matchesNeverOverlap();
    void indentationAndOddTextAreTamed();
    void anEmptyTextIsOneEmptyLine();
};

void tst_Snippet::termsAreTheWordsOfTheQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("terms");

    QTest::newRow("nothing") << u" \t?! "_s << QStringList{};
    QTest::newRow("words") << u"Open the FILE, open it"_s
                           << QStringList{u"open"_s, u"the"_s, u"file"_s, u"it"_s};
    QTest::newRow("identifiers") << u"QFile::open max_size"_s
                                 << QStringList{u"qfile"_s, u"open"_s, u"max_size"_s};
    QTest::newRow("single letters") << u"a b cd"_s << QStringList{u"cd"_s};
    QTest::newRow("other scripts") << u"größe 日本"_s << QStringList{u"größe"_s, u"日本"_s};
}

void tst_Snippet::termsAreTheWordsOfTheQuery()
{
    QFETCH(const QString, query);
    QTEST(Snippet::terms(query), "terms");
}

void tst_Snippet::theLinesWithMostTermsAreShown()
{
    SearchHit hit;
    hit.startLine = 100;
    hit.text = "one\ntwo\n\n  open the door\n  close the window\nlast\n\n";
    const Snippet snippet = Snippet::of(hit, {u"door"_s, u"window"_s}, 2);
    QCOMPARE(snippet.lines, (QStringList{u"open the door"_s, u"close the window"_s}));
    QCOMPARE(snippet.firstLine, 103);
    QCOMPARE(snippet.matches, (QList<Snippet::Match>{{0, 9, 4}, {1, 10, 6}}));

    QCOMPARE(Snippet::of(hit, {}, 3).firstLine, 100);
}

void tst_Snippet::matchesNeverOverlap()
{
    SearchHit hit;
    hit.text = "reopen Open OPENED";
    const Snippet snippet = Snippet::of(hit, {u"open"_s, u"opened"_s, u"pen"_s}, 5);
    QCOMPARE(snippet.matches, (QList<Snippet::Match>{{0, 2, 4}, {0, 7, 4}, {0, 12, 6}}));
}

void tst_Snippet::indentationAndOddTextAreTamed()
{
    SearchHit hit;
    hit.text = "\n\n\tif (a)\r\n\t\tb();\x1b\n" + QByteArray(1000, 'x');
    const Snippet snippet = Snippet::of(hit, {}, 2);
    QCOMPARE(snippet.lines, (QStringList{u"if (a)"_s, u"    b();\ufffd"_s}));
    QCOMPARE(snippet.firstLine, 3);
    QCOMPARE(Snippet::of(hit, {u"xx"_s}, 1).lines.first().size(), 240);
}

void tst_Snippet::anEmptyTextIsOneEmptyLine()
{
    QCOMPARE(Snippet::of({}, {u"x"_s}, 5).lines, QStringList{QString()});
}

QTEST_GUILESS_MAIN(tst_Snippet)
#include "tst_Snippet.moc"
