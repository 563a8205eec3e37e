#include "ConfigCommands.h"
#include "Console.h"

#include <base/SettingsFile.h>
#include <base/SettingsTable.h>

#include <QBuffer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_ConfigCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsEverySetting();
    void setsAndTakesBack();
    void saysThatTheEnvironmentWins();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void neverShowsAPassword();

private:
    template<typename Command>
    Result<Answer> answer(const Command &command)
    {
        const ClientCommand whole{.action = command};
        Console console(std::make_unique<QBuffer>(), std::make_unique<QBuffer>(), {});
        Session session(whole, m_paths, console);
        return answerTo(command, session);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    Paths m_paths;
};

void tst_ConfigCommands::init()
{
    for (const SettingSpec &setting : settingsTable())
        qunsetenv(setting.environment.constData());
    m_directory = std::make_unique<QTemporaryDir>();
    const QString root = m_directory->path();
    m_paths = {.config = root + u"/c"_s,
               .data = root + u"/d"_s,
               .state = root + u"/s"_s,
               .cache = root + u"/k"_s,
               .runtime = root + u"/r"_s};
}

void tst_ConfigCommands::cleanup()
{
    qunsetenv("VECTRAY_PORT");
}

void tst_ConfigCommands::listsEverySetting()
{
    const auto all = answer(command::ConfigGet{});
    QVERIFY(all);
    const QJsonArray list = all->json.value("settings"_L1).toArray();
    QCOMPARE(std::size_t(list.size()), settingsTable().size());
    for (const QJsonValue setting : list) {
        QVERIFY(all->text.contains(setting["key"_L1].toString()));
        QCOMPARE(setting["origin"_L1].toString(), u"default"_s);
        QVERIFY(!setting["help"_L1].toString().isEmpty());
    }
}

void tst_ConfigCommands::setsAndTakesBack()
{
    QVERIFY(answer(command::ConfigSet{u"port"_s, u"4000"_s}));
    const auto port = answer(command::ConfigGet{u"port"_s});
    QVERIFY(port);
    QCOMPARE(port->text, u"4000\n"_s);
    QCOMPARE(port->json.value("origin"_L1).toString(), u"file"_s);
    QCOMPARE(QFile::permissions(m_paths.settingsFile()) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());

    QVERIFY(answer(command::ConfigSet{u"port"_s, QString()}));
    QCOMPARE(answer(command::ConfigGet{u"port"_s})->text, u"3030\n"_s);
}

void tst_ConfigCommands::saysThatTheEnvironmentWins()
{
    qputenv("VECTRAY_PORT", "5000");
    const auto set = answer(command::ConfigSet{u"port"_s, u"4000"_s});
    QVERIFY(set);
    QVERIFY(set->remark.contains(u"VECTRAY_PORT"_s));
    const auto port = answer(command::ConfigGet{u"port"_s});
    QCOMPARE(port->text, u"5000\n"_s);
    QCOMPARE(port->json.value("origin"_L1).toString(), u"environment"_s);
}

void tst_ConfigCommands::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("no such setting") << u"prot"_s << u"1"_s << Error::Kind::NotFound;
    QTest::newRow("no number") << u"port"_s << u"x"_s << Error::Kind::Invalid;
    QTest::newRow("out of range") << u"port"_s << u"70000"_s << Error::Kind::Invalid;
    QTest::newRow("neither true nor false") << u"autoRecover"_s << u"maybe"_s << Error::Kind::Invalid;
}

void tst_ConfigCommands::refusesWhatMakesNoSense()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(Error::Kind, kind);
    const auto set = answer(command::ConfigSet{key, value});
    QVERIFY(!set);
    QCOMPARE(set.error().kind, kind);
    QVERIFY(!QFile::exists(m_paths.settingsFile()));
    if (kind == Error::Kind::NotFound) {
        QVERIFY(set.error().message.contains(u"port"_s));
        QCOMPARE(answer(command::ConfigGet{key}).error().kind, kind);
    }
}

void tst_ConfigCommands::neverShowsAPassword()
{
    const QString store = u"postgresql://me:hunter2@localhost/db"_s;
    const auto set = answer(command::ConfigSet{u"store"_s, store});
    QVERIFY(!set); // it belongs into no file
    QVERIFY(!set.error().message.contains(u"hunter2"_s));
    qputenv("VECTRAY_STORE", store.toUtf8());
    const auto get = answer(command::ConfigGet{u"store"_s});
    const auto all = answer(command::ConfigGet{});
    qunsetenv("VECTRAY_STORE");
    QVERIFY(get && all);
    QVERIFY(!get->text.contains(u"hunter2"_s) && !all->text.contains(u"hunter2"_s));
    QVERIFY(get->text.contains(u"***@localhost"_s));
}

QTEST_GUILESS_MAIN(tst_ConfigCommands)
#include "tst_ConfigCommands.moc"
