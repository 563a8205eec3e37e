#include <engine/ConfigFile.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_ConfigFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void readsWhatItWrote();
    void holdsNothingBeforeItIsWritten();
    void isOnlyForItsUser();
    void saysWhereItIsBroken();
    void leavesOutWhatMakesNoSense();
    void keepsTheOldFileWhenItCannotWrite();

private:
    QString path() const { return m_dir->filePath(u"watch-configs.json"_s); }
    void put(const QByteArray &content) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void tst_ConfigFile::readsWhatItWrote()
{
    const WatchConfig config{.id = ConfigId::make(),
                             .key = {u"/a/\"b\"\n"_s, u"p"_s, u"d"_s},
                             .enabled = false,
                             .autoStart = false,
                             .debounce = std::chrono::milliseconds(123),
                             .include = {u"*.c"_s},
                             .exclude = {u"*.o"_s, u"tmp/**"_s},
                             .priority = -2,
                             .backend = u"poll"_s,
                             .createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC)};
    QVERIFY(ConfigFile(path()).write({config}));
    QCOMPARE(*ConfigFile(path()).read(), QList{config});
}

void tst_ConfigFile::holdsNothingBeforeItIsWritten()
{
    const auto configs = ConfigFile(path()).read();
    QVERIFY(configs);
    QVERIFY(configs->isEmpty());
}

void tst_ConfigFile::isOnlyForItsUser()
{
    QVERIFY(ConfigFile(path()).write({}));
    QVERIFY(!(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void tst_ConfigFile::saysWhereItIsBroken()
{
    put("{\"configurations\": [}");
    const auto configs = ConfigFile(path()).read();
    QVERIFY(!configs);
    QCOMPARE(configs.error().kind, Error::Kind::Invalid);
    QVERIFY2(configs.error().message.contains(u"at byte 21"), qPrintable(configs.error().message));
}

void tst_ConfigFile::leavesOutWhatMakesNoSense()
{
    put(R"({"configurations": [{"path": "relative", "project": "p", "dataset": "d"}, 7, {"path": "/x"},
            {"path": "/good", "project": "p", "dataset": "d"}]})");
    const auto configs = ConfigFile(path()).read();
    QCOMPARE(configs->size(), 1);
    QCOMPARE(configs->first().key.path, u"/good"_s);
    QCOMPARE(configs->first().debounce, std::chrono::milliseconds(2000));
}

void tst_ConfigFile::keepsTheOldFileWhenItCannotWrite()
{
    const ConfigFile file(m_dir->filePath(u"no/such/folder/file.json"_s));
    const Done written = file.write({});
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Unavailable);
    QVERIFY(written.error().message.contains(file.path()));
}

QTEST_APPLESS_MAIN(tst_ConfigFile)
#include "tst_ConfigFile.moc"
