#include <base/SettingsFile.h>
#include <base/SettingsTable.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SettingsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesWhatItMayBe_data();
    void takesWhatItMayBe();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void ranksItsSources();
    void refusesAFileThatIsNone_data();
    void refusesAFileThatIsNone();
    void keepsWhatItDoesNotKnow();
    void writesOnlyWhatChanged();
    void isNoPlaceForAPassword();
    void hasAName_data();
    void hasAName();

private:
    QString path() const { return m_dir.filePath(u"config.json"_s); }
    void write(const QByteArray &text) const;
    QJsonObject written() const;

    QTemporaryDir m_dir;
};

void tst_SettingsFile::init()
{
    for (const SettingSpec &spec : settingsTable())
        qunsetenv(spec.environment.constData());
    QFile::remove(path());
}

void tst_SettingsFile::write(const QByteArray &text) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), qint64(text.size()));
}

QJsonObject tst_SettingsFile::written() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void tst_SettingsFile::takesWhatItMayBe_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");

    QTest::newRow("the first port") << u"port"_s << u"1"_s << u"1"_s;
    QTest::newRow("the last port") << u"port"_s << u"65535"_s << u"65535"_s;
    QTest::newRow("a path as store") << u"store"_s << u"/a/b.db"_s << u"/a/b.db"_s;
    QTest::newRow("a SQLite store") << u"store"_s << u"sqlite:/a/b.db"_s << u"sqlite:/a/b.db"_s;
    QTest::newRow("yes") << u"autoRecover"_s << u"YES"_s << u"true"_s;
    QTest::newRow("0") << u"autoRecover"_s << u"0"_s << u"false"_s;
    QTest::newRow("one name") << u"hosts"_s << u"desk"_s << u"desk"_s;
    QTest::newRow("names") << u"hosts"_s << u"desk, desk.example.org,"_s << u"desk,desk.example.org"_s;
    QTest::newRow("folders") << u"allowedFolders"_s << u"/a b,/c"_s << u"/a b,/c"_s;
    QTest::newRow("a certificate of our own") << u"tls"_s << u"self-signed"_s << u"self-signed"_s;
}

void tst_SettingsFile::takesWhatItMayBe()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QFETCH(const QString, expected);
    Settings settings;
    QVERIFY(findSetting(key)->write(settings, value));
    QCOMPARE(findSetting(key)->read(settings), expected);
}

void tst_SettingsFile::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("no port") << u"port"_s << u"0"_s << u"must be a number from 1 to 65535, not “0”"_s;
    QTest::newRow("a port too far") << u"port"_s << u"65536"_s
                                    << u"must be a number from 1 to 65535, not “65536”"_s;
    QTest::newRow("a word for a port")
        << u"port"_s << u"web"_s << u"must be a number from 1 to 65535, not “web”"_s;
    QTest::newRow("a relative store")
        << u"store"_s << u"sqlite:a.db"_s
        << u"must be sqlite: and an absolute path, or postgresql://…, not “sqlite:a.db”"_s;
    QTest::newRow("a relative path") << u"watchConfigPath"_s << u"a.json"_s
                                     << u"must be an absolute path, not “a.json”"_s;
    QTest::newRow("a relative folder among others")
        << u"allowedFolders"_s << u"/a,b"_s << u"must be absolute paths with commas between, not “/a,b”"_s;
    QTest::newRow("another kind of TLS")
        << u"tls"_s << u"yes"_s << u"must be self-signed, or nothing, not “yes”"_s;
    QTest::newRow("maybe") << u"autoRecover"_s << u"maybe"_s << u"must be true or false, not “maybe”"_s;
}

/// Whoever has to change it reads the name by which it came.
void tst_SettingsFile::refusesWhatMakesNoSense()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QFETCH(const QString, sentence);
    Settings settings;
    QVERIFY(!findSetting(key)->write(settings, value));
    QCOMPARE(settings, Settings());

    write(QJsonDocument(QJsonObject{{key, value}}).toJson());
    auto file = SettingsFile::read(path());
    QVERIFY(file);
    QCOMPARE(file->settings().error().message, u"“%1” in %2 %3"_s.arg(key, path(), sentence));
    QCOMPARE(file->set(key, value).error().message, key + u' ' + sentence);

    const QByteArray variable = findSetting(key)->environment;
    qputenv(variable.constData(), value.toUtf8());
    QCOMPARE(file->settings().error().message, QString::fromLatin1(variable) + u' ' + sentence);
}

void tst_SettingsFile::ranksItsSources()
{
    write(R"({"port": 4000, "maxFileBytes": 4096})");
    qputenv("VECTRAY_PORT", "5000");
    qputenv("VECTRAY_MAX_FILE_BYTES", "");
    const auto file = SettingsFile::read(path());
    QVERIFY(file);
    const auto settings = file->settings();
    QVERIFY(settings);
    QCOMPARE(settings->port, quint16(5000));
    QCOMPARE(settings->maxFileBytes, 4096);
    QCOMPARE(settings->pollInterval, Settings().pollInterval);
    QVERIFY(*file->origin(u"port"_s) == SettingsFile::Origin::Environment);
    QVERIFY(*file->origin(u"maxFileBytes"_s) == SettingsFile::Origin::File);
    QVERIFY(*file->origin(u"pollInterval"_s) == SettingsFile::Origin::Default);
    QVERIFY(!file->origin(u"colour"_s));
}

void tst_SettingsFile::refusesAFileThatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("cut off") << QByteArray("{\"port\": ") << u"is no JSON: "_s;
    QTest::newRow("a list") << QByteArray("[1]") << u"must hold one JSON object"_s;
    QTest::newRow("nothing at all") << QByteArray() << u"is no JSON: "_s;
}

void tst_SettingsFile::refusesAFileThatIsNone()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, sentence);
    write(text);
    const auto file = SettingsFile::read(path());
    QVERIFY(!file);
    QVERIFY2(file.error().message.contains(sentence), qPrintable(file.error().message));
}

void tst_SettingsFile::keepsWhatItDoesNotKnow()
{
    write(R"({"port": 4000, "tomorrow": {"a": [1, 2]}})");
    auto file = SettingsFile::read(path());
    QVERIFY(file);
    QVERIFY(file->set(u"autoRecover"_s, u"no"_s));
    QVERIFY(file->set(u"port"_s, {}));
    QVERIFY(!file->set(u"tomorrow"_s, u"1"_s));
    QVERIFY(!file->set(u"maxFileBytes"_s, u"many"_s));
    QVERIFY(file->save());
    QCOMPARE(
        written(),
        QJsonObject({{u"autoRecover"_s, false}, {u"tomorrow"_s, QJsonObject{{u"a"_s, QJsonArray{1, 2}}}}}));
    QCOMPARE(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void tst_SettingsFile::writesOnlyWhatChanged()
{
    write(R"({"port": 4000})");
    auto file = SettingsFile::read(path());
    QVERIFY(file);
    const Settings before = *file->settings();
    Settings after = before;
    after.port = Settings().port;
    after.maxFileBytes = 4096;
    QVERIFY(file->setAll(before, after));
    QVERIFY(file->save());
    QCOMPARE(written(), QJsonObject({{u"maxFileBytes"_s, 4096}}));
}

void tst_SettingsFile::isNoPlaceForAPassword()
{
    const QTemporaryDir dir;
    auto file = *SettingsFile::read(dir.filePath(u"config.json"_s));
    QVERIFY(file.set(u"store"_s, u"postgresql://me@localhost/db"_s));
    for (const QString &store : {u"postgresql://me:secret@localhost/db"_s, u"postgres://localhost/db?x=1&password=secret"_s}) {
        const Done refused = file.set(u"store"_s, store);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Invalid);
        QVERIFY(!refused.error().message.contains(u"secret"));
    }
}

void tst_SettingsFile::hasAName_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(settingsTable().size()); ++i)
        QTest::newRow(settingsTable()[std::size_t(i)].environment.constData()) << i;
}

void tst_SettingsFile::hasAName()
{
    QFETCH(const int, index);
    const SettingSpec &spec = settingsTable()[std::size_t(index)];
    QVERIFY(!spec.key.isEmpty() && !spec.environment.isEmpty() && !spec.help.isEmpty()
            && !spec.values.isEmpty());
    // Its own value, as text, is one that it takes.
    Settings settings;
    QVERIFY(spec.write(settings, spec.read(settings)));
    QCOMPARE(settings, Settings());
}

QTEST_GUILESS_MAIN(tst_SettingsFile)
#include "tst_SettingsFile.moc"
