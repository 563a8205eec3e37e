#include "ShellWord.h"

#include <QProcess>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class ShellWordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysAsItIsWhereThatIsSafe_data();
    void staysAsItIsWhereThatIsSafe();
    void isOneWordToAShell_data();
    void isOneWordToAShell();
};

void ShellWordTest::staysAsItIsWhereThatIsSafe_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("path") << u"/home/ada/notes-2.txt"_s << u"/home/ada/notes-2.txt"_s;
    QTest::newRow("address") << u"postgresql://ada@db.example.org:5433/index"_s
                             << u"postgresql://ada@db.example.org:5433/index"_s;
    QTest::newRow("blank") << u"/home/ada/my notes"_s << u"'/home/ada/my notes'"_s;
    QTest::newRow("query") << u"postgresql://db/x?a=1&b=2"_s << u"'postgresql://db/x?a=1&b=2'"_s;
    QTest::newRow("quote") << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("nothing") << QString() << u"''"_s;
}

void ShellWordTest::staysAsItIsWhereThatIsSafe()
{
    QFETCH(QString, text);
    QTEST(shellWord(text), "word");
}

void ShellWordTest::isOneWordToAShell_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {u"a b"_s, u"it's"_s, u"'"_s, u"$(id)"_s, u"`id`"_s, u"a;b"_s, u"a\nb"_s, u"*"_s, u"~"_s, u"~ada"_s,
          u"a\\b"_s, u"\""_s, u"!x"_s, u"A=1"_s, u"größe"_s, u"x&y|z>q"_s, QString()})
        QTest::newRow(qPrintable(u"<%1>"_s.arg(text))) << text;
}

void ShellWordTest::isOneWordToAShell()
{
    QFETCH(QString, text);
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s|' "_s + shellWord(text)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), text + u'|');
}

QTEST_GUILESS_MAIN(ShellWordTest)
#include "tst_ShellWord.moc"
