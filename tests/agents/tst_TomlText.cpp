#include "TomlText.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_TomlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsATable_data();
    void setsATable();
    void refusesOtherForms_data();
    void refusesOtherForms();
    void takesATableOut_data();
    void takesATableOut();
};

namespace {

const QStringList Path{u"m"_s, u"v"_s};
const QString Table = u"[m.v]\ncommand = \"/bin/v\"\nargs = [\"mcp\", \"a\\\"b\"]\n"_s;

} // namespace

void tst_TomlText::setsATable_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");

    QTest::newRow("in nothing") << QString() << Table;
    QTest::newRow("behind others") << u"a = 1\n"_s << (u"a = 1\n\n"_s + Table);
    QTest::newRow("behind a line without end") << u"a = 1"_s << (u"a = 1\n\n"_s + Table);
    QTest::newRow("in a table that is there")
        << u"[m.v]\n# mine\ncommand = \"old\" # path\nenv = { A = \"1\" }\n\n[x]\n"_s
        << u"[m.v]\nargs = [\"mcp\", \"a\\\"b\"]\n# mine\ncommand = \"/bin/v\"\nenv = { A = \"1\" }\n\n[x]\n"_s;
    QTest::newRow("over a list of several lines")
        << u"[ m . \"v\" ]\ncommand = 'x'\nargs = [\n  \"[x]\", # ]\n  'y'\n]\n[x]\na = 1\n"_s
        << u"[ m . \"v\" ]\ncommand = \"/bin/v\"\nargs = [\"mcp\", \"a\\\"b\"]\n[x]\na = 1\n"_s;
    QTest::newRow("not in a text of several lines")
        << u"a = \"\"\"\n[m.v]\ncommand = 1\n\"\"\"\n"_s
        << (u"a = \"\"\"\n[m.v]\ncommand = 1\n\"\"\"\n\n"_s + Table);
    QTest::newRow("not in another table")
        << u"[m.vv]\ncommand = \"x\"\n"_s << (u"[m.vv]\ncommand = \"x\"\n\n"_s + Table);
}

void tst_TomlText::setsATable()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const TomlEntry entry{.command = u"/bin/v"_s, .args = {u"mcp"_s, u"a\"b"_s}};
    const auto text = withTable(before, Path, entry);
    QVERIFY(text);
    QCOMPARE(*text, after);
    QCOMPARE(*withTable(*text, Path, entry), after);
    QVERIFY(hasTable(*text, Path));
}

void tst_TomlText::refusesOtherForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("an inline table") << u"[m]\nv = { command = \"x\" }\n"_s;
    QTest::newRow("dotted keys") << u"m.v.command = \"x\"\n"_s;
    QTest::newRow("an inline table of all") << u"m = { v = { command = \"x\" } }\n"_s;
}

void tst_TomlText::refusesOtherForms()
{
    QFETCH(QString, text);
    const auto changed = withTable(text, Path, {.command = u"x"_s});
    QVERIFY(!changed);
    QCOMPARE(changed.error().kind, Error::Kind::Conflict);
}

void tst_TomlText::takesATableOut_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");

    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("not there") << u"[x]\na = 1\n"_s << u"[x]\na = 1\n"_s;
    QTest::newRow("the only one") << Table << QString();
    QTest::newRow("the last") << (u"a = 1\n\n"_s + Table) << u"a = 1\n"_s;
    QTest::newRow("with what is below it") << (Table + u"[m.v.env]\nA = \"1\"\n"_s) << QString();
    QTest::newRow("in front of others") << (u"[x]\na = 1\n\n"_s + Table + u"\n# about y\n[y]\nb = 2\n"_s)
                                        << u"[x]\na = 1\n\n# about y\n[y]\nb = 2\n"_s;
}

void tst_TomlText::takesATableOut()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QCOMPARE(withoutTable(before, Path), after);
}

QTEST_APPLESS_MAIN(tst_TomlText)
#include "tst_TomlText.moc"
