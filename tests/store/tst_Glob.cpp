#include "Glob.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Glob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
};

void tst_Glob::matches_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("hit");

    QTest::newRow("name at the root") << u"*.py"_s << u"a.py"_s << true;
    QTest::newRow("name anywhere") << u"*.py"_s << u"src/x/a.py"_s << true;
    QTest::newRow("other extension") << u"*.py"_s << u"a.pyc"_s << false;
    QTest::newRow("one component") << u"src/*.py"_s << u"src/a.py"_s << true;
    QTest::newRow("a star stays in its component") << u"src/*.py"_s << u"src/x/a.py"_s << false;
    QTest::newRow("two stars do not") << u"src/**/*.py"_s << u"src/x/y/a.py"_s << true;
    QTest::newRow("two stars may be nothing") << u"src/**/*.py"_s << u"src/a.py"_s << true;
    QTest::newRow("leading slash") << u"/src/*"_s << u"src/a"_s << true;
    QTest::newRow("question mark") << u"a?c"_s << u"abc"_s << true;
    QTest::newRow("a dot is a dot") << u"a.c"_s << u"abc"_s << false;
    QTest::newRow("a newline is a character") << u"a*"_s << u"a\nb"_s << true;
    QTest::newRow("brackets mean themselves") << u"a[1]"_s << u"a[1]"_s << true;
    QTest::newRow("the first of two") << u"*.{ts,tsx}"_s << u"src/a.ts"_s << true;
    QTest::newRow("the second of two") << u"*.{ts,tsx}"_s << u"src/a.tsx"_s << true;
    QTest::newRow("none of two") << u"*.{ts,tsx}"_s << u"src/a.t"_s << false;
    QTest::newRow("a brace alone means itself") << u"a{b"_s << u"a{b"_s << true;
    QTest::newRow("a comma outside of braces means itself") << u"{a},b"_s << u"a,b"_s << true;
}

void tst_Glob::matches()
{
    QFETCH(QString, glob);
    QFETCH(QString, path);
    QFETCH(bool, hit);
    QCOMPARE(globExpression(glob).match(path).hasMatch(), hit);
}

QTEST_APPLESS_MAIN(tst_Glob)
#include "tst_Glob.moc"
