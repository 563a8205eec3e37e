#include "Views.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

/// Each row reads golden/NAME.json and expects golden/NAME.txt. With VECTRAY_UPDATE_GOLDEN set the texts are
/// written anew, to be looked at with git diff.
class tst_Views : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsAnAnswer_data();
    void showsAnAnswer();
    void paintsOnlyOnATerminal();
    void summarisesASync_data();
    void summarisesASync();
};

namespace {

using View = std::function<QString(const QJsonObject &)>;

QString golden(const QString &name)
{
    return QStringLiteral(VECTRAY_SOURCE_DIR "/tests/cli/golden/") + name;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString eventLines(const QJsonObject &document)
{
    QString text;
    const QJsonArray events = document.value("events"_L1).toArray();
    for (const auto &event : events)
        text += eventLine(event.toObject(), {}) + u'\n';
    return text;
}

} // namespace

Q_DECLARE_METATYPE(View)

void tst_Views::initTestCase()
{
    qputenv("TZ", "UTC"); // people see local times
}

void tst_Views::showsAnAnswer_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<View>("view");
    const auto row = [](const char *name, const View &view) {
        QTest::newRow(name) << QString::fromLatin1(name) << view;
    };

    row("list",
        [](const QJsonObject &json) { return foldersView(json.value("configurations"_L1).toArray()); });
    row("list-empty",
        [](const QJsonObject &json) { return foldersView(json.value("configurations"_L1).toArray()); });
    row("status", [](const QJsonObject &json) {
        return statusView(json.value("daemon"_L1).toObject(), json.value("projects"_L1).toArray(), {});
    });
    row("search", [](const QJsonObject &json) { return searchView(json, {}, u"/home/me/app"_s); });
    row("search-narrow", [](const QJsonObject &json) {
        return searchView(json, {false, 40}, u"/home/me/app"_s);
    });
    row("search-colour", [](const QJsonObject &json) { return searchView(json, {true, 0}, u"/"_s); });
    row("explain-ignored",
        [](const QJsonObject &json) { return explainView(u"/home/me/app/x.o"_s, json, {}); });
    row("explain-indexed",
        [](const QJsonObject &json) { return explainView(u"/home/me/\x1b[2Jx"_s, json, {}); });
    row("preview", [](const QJsonObject &json) { return previewView(u"/home/me/app"_s, json); });
    row("preview-service", [](const QJsonObject &json) { return previewView(u"/home/me/app"_s, json); });
    row("events", &eventLines);
}

void tst_Views::showsAnAnswer()
{
    QFETCH(QString, name);
    QFETCH(View, view);
    const QByteArray json = contents(golden(name + u".json"_s));
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY2(document.isObject(), qPrintable(golden(name + u".json"_s)));
    const QByteArray text = view(document.object()).toUtf8();
    if (qEnvironmentVariableIsSet("VECTRAY_UPDATE_GOLDEN")) {
        QFile file(golden(name + u".txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        return;
    }
    QCOMPARE(QString::fromUtf8(text), QString::fromUtf8(contents(golden(name + u".txt"_s))));
}

void tst_Views::paintsOnlyOnATerminal()
{
    QCOMPARE(Style{}.red(u"x"_s), u"x"_s);
    QCOMPARE((Style{true, 80}.red(u"x"_s)), u"\x1b[31mx\x1b[0m"_s);
}

void tst_Views::summarisesASync_data()
{
    QTest::addColumn<QJsonObject>("stats");
    QTest::addColumn<QString>("line");

    QTest::newRow("nothing") << QJsonObject{{u"durationMs"_s, 12}}
                             << u"nothing changed; 0 chunks embedded, in 0.01 s"_s;
    QTest::newRow("some") << QJsonObject{{u"filesCreated"_s, 2},
                                         {u"filesRenamed"_s, 1},
                                         {u"filesFailed"_s, 3},
                                         {u"chunksEmbedded"_s, 40},
                                         {u"durationMs"_s, 1234}}
                          << u"2 created, 1 renamed, 3 failed; 40 chunks embedded, in 1.23 s"_s;
}

void tst_Views::summarisesASync()
{
    QFETCH(QJsonObject, stats);
    QFETCH(QString, line);
    QCOMPARE(statsLine(stats), line);
}

QTEST_GUILESS_MAIN(tst_Views)
#include "tst_Views.moc"
