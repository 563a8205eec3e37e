#include "SearchTerms.h"

#include <QTest>

using namespace vectray;

class tst_SearchTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsIdentifiersAndTheirParts_data();
    void knowsIdentifiersAndTheirParts();
    void leavesOutWordsThatSayNothing();
    void neverHasAQuote();
};

void tst_SearchTerms::knowsIdentifiersAndTheirParts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("terms");

    QTest::newRow("plain words") << QByteArray("Hash a file") << QByteArray("hash a file ");
    QTest::newRow("camel case") << QByteArray("readFileTable") << QByteArray("readfiletable read file table ");
    QTest::newRow("an acronym") << QByteArray("HTMLParser") << QByteArray("htmlparser html parser ");
    QTest::newRow("snake case") << QByteArray("max_size") << QByteArray("max_size max size ");
    QTest::newRow("UTF-8") << QByteArray("größe") << QByteArray("größe ");
    QTest::newRow("a blob of data") << QByteArray(200, 'a') << QByteArray();
    QTest::newRow("nothing") << QByteArray("+-*/") << QByteArray();
}

void tst_SearchTerms::knowsIdentifiersAndTheirParts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, terms);
    QCOMPARE(indexTerms(text), terms);
}

void tst_SearchTerms::leavesOutWordsThatSayNothing()
{
    const QList<QByteArray> expected{"read", "config", "configs"};
    QCOMPARE(queryTerms("How do I read the config and where are configs read?"), expected);
}

void tst_SearchTerms::neverHasAQuote()
{
    for (int c = 0; c < 256; ++c)
        QVERIFY(!indexTerms(QByteArray(QByteArray("a") + char(c) + "b\"x NEAR(")).contains('"'));
}

QTEST_APPLESS_MAIN(tst_SearchTerms)
#include "tst_SearchTerms.moc"
