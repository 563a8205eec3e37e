#include <base/Paths.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Paths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheEnvironment_data();
    void followsTheEnvironment();
    void namesItsFiles();
    void makesPrivateFolders();
    void makesAnOpenFolderPrivate();
    void failsWithTheFolderThatCannotBeMade();
    void refusesAFolderOfAnotherUser();
};

using Variables = QMap<QByteArray, QByteArray>;

static Paths under(const QTemporaryDir &dir)
{
    return {.config = dir.filePath(u"c/vectray"_s),
            .data = dir.filePath(u"d/vectray"_s),
            .state = dir.filePath(u"s/vectray"_s),
            .cache = dir.filePath(u"k/vectray"_s),
            .runtime = dir.filePath(u"r/vectray"_s)};
}

static uint modeOf(const QString &path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & 07777U : 0;
}

void tst_Paths::init()
{
    for (const char *const name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
                                   "XDG_RUNTIME_DIR", "VECTRAY_DATA_DIR"})
        qunsetenv(name);
    qputenv("HOME", "/home/ada");
}

void tst_Paths::followsTheEnvironment_data()
{
    QTest::addColumn<Variables>("environment");
    QTest::addColumn<QString Paths::*>("path");
    QTest::addColumn<QString>("expected");

    QTest::newRow("config by default") << Variables{} << &Paths::config << u"/home/ada/.config/vectray"_s;
    QTest::newRow("data by default") << Variables{} << &Paths::data << u"/home/ada/.local/share/vectray"_s;
    QTest::newRow("state by default") << Variables{} << &Paths::state << u"/home/ada/.local/state/vectray"_s;
    QTest::newRow("cache by default") << Variables{} << &Paths::cache << u"/home/ada/.cache/vectray"_s;
    QTest::newRow("runtime by default, never in /tmp")
        << Variables{} << &Paths::runtime << u"/home/ada/.local/state/vectray/run"_s;
    QTest::newRow("config") << Variables{{"XDG_CONFIG_HOME", "/c"}} << &Paths::config << u"/c/vectray"_s;
    QTest::newRow("data") << Variables{{"XDG_DATA_HOME", "/d"}} << &Paths::data << u"/d/vectray"_s;
    QTest::newRow("state") << Variables{{"XDG_STATE_HOME", "/s"}} << &Paths::state << u"/s/vectray"_s;
    QTest::newRow("cache") << Variables{{"XDG_CACHE_HOME", "/k"}} << &Paths::cache << u"/k/vectray"_s;
    QTest::newRow("runtime") << Variables{{"XDG_RUNTIME_DIR", "/run/user/7"}} << &Paths::runtime
                             << u"/run/user/7/vectray"_s;
    QTest::newRow("without a runtime folder, beside the state")
        << Variables{{"XDG_STATE_HOME", "/s"}} << &Paths::runtime << u"/s/vectray/run"_s;
    QTest::newRow("a relative value is ignored")
        << Variables{{"XDG_DATA_HOME", "share"}} << &Paths::data << u"/home/ada/.local/share/vectray"_s;
    QTest::newRow("an empty value is ignored")
        << Variables{{"XDG_DATA_HOME", ""}} << &Paths::data << u"/home/ada/.local/share/vectray"_s;
    QTest::newRow("a trailing slash is left out")
        << Variables{{"XDG_DATA_HOME", "/d/"}} << &Paths::data << u"/d/vectray"_s;
    QTest::newRow("the data folder may be named directly")
        << Variables{{"VECTRAY_DATA_DIR", "/srv/index"}, {"XDG_DATA_HOME", "/d"}} << &Paths::data
        << u"/srv/index"_s;
    QTest::newRow("a relative data folder is ignored")
        << Variables{{"VECTRAY_DATA_DIR", "index"}, {"XDG_DATA_HOME", "/d"}} << &Paths::data
        << u"/d/vectray"_s;
    QTest::newRow("a name that is not ASCII") << Variables{{"XDG_DATA_HOME",
                                                            "/m\xc3\xb6"
                                                            "bel"}}
                                              << &Paths::data << u"/möbel/vectray"_s;
}

void tst_Paths::followsTheEnvironment()
{
    QFETCH(Variables, environment);
    QFETCH(QString Paths::*, path);
    QFETCH(QString, expected);
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        qputenv(it.key().constData(), it.value());
    QCOMPARE(Paths::fromEnvironment().*path, expected);
}

void tst_Paths::namesItsFiles()
{
    const Paths paths{.data = u"/d"_s, .runtime = u"/r"_s};
    QCOMPARE(paths.database(), u"/d/index.db"_s);
    QCOMPARE(paths.endpointFile(), u"/r/endpoint.json"_s);
}

void tst_Paths::makesPrivateFolders()
{
    const QTemporaryDir dir;
    const Paths paths = under(dir);
    for (const char *const round : {"made", "already there"}) {
        QVERIFY2(paths.create(), round);
        for (const QString &path : {paths.config, paths.data, paths.state, paths.cache, paths.runtime})
            QCOMPARE(modeOf(path), 0700U);
    }
}

void tst_Paths::makesAnOpenFolderPrivate()
{
    const QTemporaryDir dir;
    const Paths paths = under(dir);
    QVERIFY(QDir().mkpath(paths.data));
    QCOMPARE(::chmod(QFile::encodeName(paths.data).constData(), 0777), 0);
    QVERIFY(paths.create());
    QCOMPARE(modeOf(paths.data), 0700U);
}

void tst_Paths::failsWithTheFolderThatCannotBeMade()
{
    const QTemporaryDir dir;
    QFile inTheWay(dir.filePath(u"d"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const Paths paths = under(dir);
    const Done made = paths.create();
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Unavailable);
    QVERIFY(made.error().message.contains(paths.data));
}

void tst_Paths::refusesAFolderOfAnotherUser()
{
    if (::geteuid() != 0)
        QSKIP("only root can give a folder away");
    const QTemporaryDir dir;
    const Paths paths = under(dir);
    QVERIFY(QDir().mkpath(paths.runtime));
    constexpr uid_t Nobody = 65534;
    QCOMPARE(::chown(QFile::encodeName(paths.runtime).constData(), Nobody, Nobody), 0);
    const Done made = paths.create();
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Denied);
    QVERIFY(made.error().message.contains(paths.runtime));
}

QTEST_APPLESS_MAIN(tst_Paths)
#include "tst_Paths.moc"
