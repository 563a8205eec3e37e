#include "JsonText.h"

#include <QJsonArray>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_JsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsAMember_data();
    void setsAMember();
    void takesAMemberOut_data();
    void takesAMemberOut();
    void refusesWhatIsNotJson_data();
    void refusesWhatIsNotJson();
};

void tst_JsonText::setsAMember_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("after");

    QTest::newRow("in nothing") << QString() << u"a"_s << u"{\n  \"a\": 1\n}\n"_s;
    QTest::newRow("in a comment alone") << u"// mine"_s << u"a"_s << u"// mine\n{\n  \"a\": 1\n}\n"_s;
    QTest::newRow("in an empty object") << u"{}"_s << u"a"_s << u"{\n  \"a\": 1\n}"_s;
    QTest::newRow("in an object of blanks") << u"{\n\n}\n"_s << u"a"_s << u"{\n  \"a\": 1\n}\n"_s;
    QTest::newRow("in an object with a comment")
        << u"{\n  // none\n}\n"_s << u"a"_s << u"{\n  \"a\": 1\n  // none\n}\n"_s;
    QTest::newRow("through objects that are missing")
        << u"{}"_s << u"m/v/a"_s << u"{\n  \"m\": {\n    \"v\": {\n      \"a\": 1\n    }\n  }\n}"_s;
    QTest::newRow("behind others") << u"{\n    \"b\": 2\n}\n"_s << u"a"_s
                                   << u"{\n    \"b\": 2,\n    \"a\": 1\n}\n"_s;
    QTest::newRow("behind others on one line") << u"{\"b\": 2}"_s << u"a"_s << u"{\"b\": 2, \"a\": 1}"_s;
    QTest::newRow("behind a trailing comma")
        << u"{\n\t\"b\": 2,\n}\n"_s << u"a"_s << u"{\n\t\"b\": 2,\n\t\"a\": 1\n}\n"_s;
    QTest::newRow("behind a comment")
        << u"{\n  \"b\": 2 // two\n}\n"_s << u"a"_s << u"{\n  \"b\": 2, // two\n  \"a\": 1\n}\n"_s;
    QTest::newRow("behind a comma and a comment")
        << u"{\n  \"b\": 2, // two\n}\n"_s << u"a"_s << u"{\n  \"b\": 2, // two\n  \"a\": 1\n}\n"_s;
    QTest::newRow("with the line ends of Windows")
        << u"{\r\n  \"b\": 2\r\n}\r\n"_s << u"a"_s << u"{\r\n  \"b\": 2,\r\n  \"a\": 1\r\n}\r\n"_s;
    QTest::newRow("instead of another value") << u"{\n  \"a\": {\"x\": [1, \"}\"]}, // a\n  \"b\": 2\n}"_s
                                              << u"a"_s << u"{\n  \"a\": 1, // a\n  \"b\": 2\n}"_s;
    QTest::newRow("instead of the last of two")
        << u"{\"a\": 5, \"a\": 6}"_s << u"a"_s << u"{\"a\": 5, \"a\": 1}"_s;
    QTest::newRow("with an escaped name") << u"{\"\\u0061\": 5}"_s << u"a"_s << u"{\"\\u0061\": 1}"_s;
    QTest::newRow("not in a text that looks like it") << u"{\n  \"b\": \"{\\\"a\\\": 5}\"\n}"_s << u"a"_s
                                                      << u"{\n  \"b\": \"{\\\"a\\\": 5}\",\n  \"a\": 1\n}"_s;
    QTest::newRow("not in a comment that looks like it") << u"{\n  /* \"a\": 5 */ \"b\": 2\n}"_s << u"a"_s
                                                         << u"{\n  /* \"a\": 5 */ \"b\": 2,\n  \"a\": 1\n}"_s;
}

void tst_JsonText::setsAMember()
{
    QFETCH(QString, before);
    QFETCH(QString, path);
    QFETCH(QString, after);
    const auto text = withMember(before, path.split(u'/'), 1);
    QVERIFY2(text, text ? "" : qPrintable(text.error().message));
    QCOMPARE(*text, after);
    QCOMPARE(*withMember(*text, path.split(u'/'), 1), after);
    QVERIFY(*hasMember(*text, path.split(u'/')));
}

void tst_JsonText::takesAMemberOut_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");

    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("not there") << u"{\"b\": 1}"_s << u"{\"b\": 1}"_s;
    QTest::newRow("the only one") << u"{\n  \"a\": 1\n}\n"_s << u"{}\n"_s;
    QTest::newRow("the first") << u"{\n  \"a\": {\n  },\n  \"b\": 2\n}"_s << u"{\n  \"b\": 2\n}"_s;
    QTest::newRow("the last") << u"{\n  \"b\": 2, // two\n  \"a\": 1\n}"_s << u"{\n  \"b\": 2 // two\n}"_s;
    QTest::newRow("the last with a comma") << u"{\n  \"b\": 2,\n  \"a\": 1,\n}"_s << u"{\n  \"b\": 2,\n}"_s;
    QTest::newRow("one in the middle") << u"{\n  \"b\": 2,\n  \"a\": 1,\n  // three\n  \"c\": 3\n}"_s
                                       << u"{\n  \"b\": 2,\n  // three\n  \"c\": 3\n}"_s;
    QTest::newRow("on one line") << u"{\"b\": 2, \"a\": 1}"_s << u"{\"b\": 2 }"_s;
    QTest::newRow("behind a comment, in front of the end") << u"{ // c\n  \"a\": 1 }"_s << u"{ // c\n   }"_s;
}

void tst_JsonText::takesAMemberOut()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto text = withoutMember(before, {u"a"_s});
    QVERIFY(text);
    QCOMPARE(*text, after);
    QVERIFY(!*hasMember(*text, {u"a"_s}));
}

void tst_JsonText::refusesWhatIsNotJson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");

    QTest::newRow("no end") << u"{\n  \"a\": 1"_s << u"line 2, column 9"_s;
    QTest::newRow("no comma") << u"{\"a\": 1 \"b\": 2}"_s << u"line 1, column 9"_s;
    QTest::newRow("no colon") << u"{\"a\" 1}"_s << u"line 1, column 6"_s;
    QTest::newRow("no value") << u"{\"a\": }"_s << u"line 1, column 7"_s;
    QTest::newRow("a word") << u"{\"a\": yes}"_s << u"line 1, column 10"_s;
    QTest::newRow("two values") << u"{} {}"_s << u"line 1, column 4"_s;
    QTest::newRow("a text without end") << u"{\"a\": \"x\n}"_s << u"line 1"_s;
    QTest::newRow("a name without quotation marks") << u"{a: 1}"_s << u"line 1, column 2"_s;
    QTest::newRow("nested too deep") << QString(300, u'[') << u"line 1"_s;
    QTest::newRow("a list") << u"[]"_s << u"not a JSON object"_s;
    QTest::newRow("a list on the way") << u"{\"m\": []}"_s << u"'m' in it is not an object"_s;
}

void tst_JsonText::refusesWhatIsNotJson()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    const auto changed = withMember(text, {u"m"_s, u"x"_s}, 1);
    QVERIFY(!changed);
    QCOMPARE(changed.error().kind, Error::Kind::Invalid);
    QVERIFY2(changed.error().message.contains(place), qPrintable(changed.error().message));
}

QTEST_APPLESS_MAIN(tst_JsonText)
#include "tst_JsonText.moc"
