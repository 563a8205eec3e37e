#include "Redaction.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesSecretsOut_data();
    void takesSecretsOut();
    void disguisesNames_data();
    void disguisesNames();
    void keepsNamesWhereTheyAreWanted();
    void disguisesTheSameNameAlike();
    void knowsSecretAndNamedMembers();
};

namespace {

Redaction redaction(bool keepPaths = false)
{
    return Redaction({.secrets = {u"canary-7Gk2"_s, QString()}, .keepPaths = keepPaths, .salt = "salt"});
}

} // namespace

void tst_Redaction::takesSecretsOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");

    const QString letters = u"abcdefghijklmnopqrstuvwxyz0123456789"_s;
    QTest::newRow("one that is known") << u"sent canary-7Gk2 away"_s << u"canary-7Gk2"_s;
    QTest::newRow("OpenAI") << u"key sk-proj-"_s + letters << letters;
    QTest::newRow("GitHub") << u"ghp_"_s + letters << letters;
    QTest::newRow("AWS") << u"AKIAIOSFODNN7EXAMPLE"_s << u"IOSFODNN7EXAMPLE"_s;
    QTest::newRow("Google") << u"AIzaSy"_s + letters << letters;
    QTest::newRow("Slack") << u"xoxb-1234567890-abc"_s << u"1234567890-abc"_s;
    QTest::newRow("a web token") << u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"_s << u"c2ln"_s;
    QTest::newRow("a bearer") << u"Authorization: Bearer abcdef12"_s << u"abcdef12"_s;
    QTest::newRow("an assignment") << u"password=hunter22 rest"_s << u"hunter22"_s;
    QTest::newRow("in JSON") << u"{\"api_key\": \"hunter22\"}"_s << u"hunter22"_s;
    QTest::newRow("in a URL") << u"postgresql://me:hunter22@localhost/db"_s << u"hunter22"_s;
    QTest::newRow("a private key")
        << u"-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----"_s << u"MIIE"_s;
    QTest::newRow("a private key that is cut off")
        << u"-----BEGIN PRIVATE KEY-----\nMIIE\nabc"_s << u"MIIE"_s;
}

void tst_Redaction::takesSecretsOut()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);
    for (const bool keepPaths : {false, true}) {
        const QString clean = redaction(keepPaths).text(text);
        QVERIFY2(!clean.contains(secret), qPrintable(clean));
        QVERIFY2(clean.contains(u"***"_s), qPrintable(clean));
    }
}

void tst_Redaction::disguisesNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pattern");

    const QString name = u"~[0-9a-f]{8}"_s;
    QTest::newRow("a path") << u"cannot read /home/jane/secret-plan/notes.txt now"_s
                            << u"cannot read /home/%1/%1/%1\\.txt now"_s.arg(name);
    QTest::newRow("a path in quotation marks")
        << u"cannot read “/srv/jane”."_s << u"cannot read “/srv/%1”\\."_s.arg(name);
    QTest::newRow("a path in a log") << u"event=indexed path=src/jane.cpp chunks=3"_s
                                     << u"event=indexed path=%1/%1\\.cpp chunks=3"_s.arg(name);
    QTest::newRow("a quoted one") << u"path=\"my plan/a b.md\" ms=3"_s << u"path=%1/%1\\.md ms=3"_s.arg(name);
    QTest::newRow("a project") << u"project=jane state=idle"_s << u"project=%1 state=idle"_s.arg(name);
    QTest::newRow("the system's own") << u"/proc/sys/fs/inotify"_s << u"/proc/sys/fs/inotify"_s;
    QTest::newRow("an address stays")
        << u"listening=http://localhost:3030/mcp"_s << u"listening=http://localhost:3030/mcp"_s;
    QTest::newRow("a fraction stays") << u"3/4 of 10"_s << u"3/4 of 10"_s;
}

void tst_Redaction::disguisesNames()
{
    QFETCH(QString, text);
    QFETCH(QString, pattern);
    const QString clean = redaction().text(text);
    QVERIFY2(QRegularExpression(u"\\A"_s + pattern + u"\\z"_s).match(clean).hasMatch(), qPrintable(clean));
}

void tst_Redaction::keepsNamesWhereTheyAreWanted()
{
    const QString text = u"path=src/jane.cpp in /home/jane/plan"_s;
    QCOMPARE(redaction(true).text(text), text);
}

void tst_Redaction::disguisesTheSameNameAlike()
{
    const QString text = u"/home/jane /home/john"_s;
    const QString clean = redaction().text(text);
    QCOMPARE(redaction().text(text), clean);
    QVERIFY(clean.section(u' ', 0, 0) != clean.section(u' ', 1, 1));
    QVERIFY(Redaction({.salt = "other"}).text(text) != clean);
}

void tst_Redaction::knowsSecretAndNamedMembers()
{
    const QJsonObject object{{u"apiKey"_s, u"hunter22"_s},
                             {u"token"_s, QString()},
                             {u"project"_s, u"jane"_s},
                             {u"files"_s, 3},
                             {u"list"_s, QJsonArray{QJsonObject{{u"path"_s, u"/home/jane"_s}}}}};
    const QJsonObject clean = redaction().json(object).toObject();
    QCOMPARE(clean.value("apiKey"_L1).toString(), u"***"_s);
    QCOMPARE(clean.value("token"_L1).toString(), QString());
    QCOMPARE(clean.value("files"_L1).toInt(), 3);
    QVERIFY(clean.value("project"_L1).toString().startsWith(u'~'));
    QCOMPARE(clean.value("list"_L1)[0]["path"_L1].toString(),
             u"/home/"_s + clean.value("project"_L1).toString());
    QCOMPARE(redaction(true).json(object).toObject().value("project"_L1).toString(), u"jane"_s);
}

QTEST_APPLESS_MAIN(tst_Redaction)
#include "tst_Redaction.moc"
