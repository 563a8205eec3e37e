#include "SafeText.h"
#include "Table.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SafeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesALineHarmless_data();
    void makesALineHarmless();
    void keepsTheLinesOfAText();
    void leavesNothingHarmfulOfAnyCharacter();
};

void tst_SafeText::makesALineHarmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("safe");

    QTest::newRow("plain") << u"src/main.cpp"_s << u"src/main.cpp"_s;
    QTest::newRow("other scripts") << u"Größe 大小 🎉 👩‍💻"_s
                                   << u"Größe 大小 🎉 👩‍💻"_s;
    QTest::newRow("escape") << u"a\x1b[31mred"_s << u"a\\x1b[31mred"_s;
    QTest::newRow("C1 escape") << u"a\u009b31m"_s << u"a\\x9b31m"_s;
    QTest::newRow("newline") << u"a\nb\rc\td"_s << u"a\\nb\\rc\\td"_s;
    QTest::newRow("NUL, bell, delete") << QString(u"a\0b\a\x7f"_s) << u"a\\x00b\\x07\\x7f"_s;
    QTest::newRow("right to left override") << u"a\u202egnp.exe"_s << u"a\\u{202e}gnp.exe"_s;
    QTest::newRow("isolates") << u"\u2066a\u2069"_s << u"\\u{2066}a\\u{2069}"_s;
    QTest::newRow("invisible") << u"a\u200bb\ufeff"_s << u"a\\u{200b}b\\u{feff}"_s;
    QTest::newRow("a tag") << u"a\U000e0041"_s << u"a\\u{e0041}"_s;
    QTest::newRow("half a pair") << QString(u'a') + QChar(0xd800) << u"a\\u{d800}"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void tst_SafeText::makesALineHarmless()
{
    QFETCH(QString, text);
    QFETCH(QString, safe);
    QCOMPARE(safeLine(text), safe);
}

void tst_SafeText::keepsTheLinesOfAText()
{
    QCOMPARE(safeText(u"a\r\nb\n\tc\rd\x1b"_s), u"a\nb\n    c\\rd\\x1b"_s);
}

void tst_SafeText::leavesNothingHarmfulOfAnyCharacter()
{
    for (char32_t code = 0; code <= 0xffff; ++code) {
        const QString safe = safeLine(QString(QChar(char16_t(code))));
        QVERIFY(!safe.isEmpty());
        for (const QChar letter : safe) {
            QVERIFY2(letter.category() != QChar::Other_Control && letter.direction() != QChar::DirRLO
                         && letter.direction() != QChar::DirLRO && letter.direction() != QChar::DirRLI,
                     qPrintable(QString::number(uint(code), 16)));
        }
    }
}

QTEST_GUILESS_MAIN(tst_SafeText)
#include "tst_SafeText.moc"
