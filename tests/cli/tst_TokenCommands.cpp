#include "Console.h"
#include "FakeDaemon.h"
#include "TokenCommands.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_TokenCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatTheFileHas();
    void showsNoneBeforeTheFirstStart();
    void refusesATokenThatIsNoSecret();
    void letsARunningDaemonReplaceIt();
    void replacesItAloneWhereNobodyRuns();
    void replacesNothingBehindADaemonsBack_data();
    void replacesNothingBehindADaemonsBack();

private:
    template<typename Command>
    Result<Answer> answer(const Command &command, std::optional<quint16> port = {})
    {
        const ClientCommand whole{.action = command, .port = port};
        Console console(std::make_unique<QBuffer>(), std::make_unique<QBuffer>(), {});
        Session session(whole, m_paths, console);
        return answerTo(command, session);
    }
    bool put(const QString &path, const QByteArray &bytes, QFile::Permissions others = {})
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
            && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | others);
    }
    QByteArray stored() const
    {
        QFile file(m_paths.tokenFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    Paths m_paths;
};

void tst_TokenCommands::init()
{
    qunsetenv("VECTRAY_PORT");
    m_directory = std::make_unique<QTemporaryDir>();
    const QString root = m_directory->path();
    m_paths = {.config = root + u"/c"_s,
               .data = root + u"/d"_s,
               .state = root + u"/s"_s,
               .cache = root + u"/k"_s,
               .runtime = root + u"/r"_s};
    QVERIFY(m_paths.create());
}

void tst_TokenCommands::showsWhatTheFileHas()
{
    QVERIFY(put(m_paths.tokenFile(), "the-token\n"));
    const auto shown = answer(command::TokenShow{});
    QVERIFY(shown);
    QCOMPARE(shown->text, u"the-token\n"_s);
    QCOMPARE(shown->json, (QJsonObject{{u"token"_s, u"the-token"_s}, {u"file"_s, m_paths.tokenFile()}}));
}

void tst_TokenCommands::showsNoneBeforeTheFirstStart()
{
    const auto shown = answer(command::TokenShow{});
    QVERIFY(!shown);
    QCOMPARE(shown.error().kind, Error::Kind::NotFound);
    QVERIFY(shown.error().message.contains(u"vectray serve"_s));
}

void tst_TokenCommands::refusesATokenThatIsNoSecret()
{
    QVERIFY(put(m_paths.tokenFile(), "the-token\n", QFile::ReadOther));
    const auto shown = answer(command::TokenShow{});
    QVERIFY(!shown);
    QCOMPARE(shown.error().kind, Error::Kind::Denied);
}

void tst_TokenCommands::letsARunningDaemonReplaceIt()
{
    QVERIFY(put(m_paths.tokenFile(), "the-token\n"));
    FakeDaemon daemon;
    daemon.answer("POST /token/rotate", R"({"message": "done"})");
    const auto rotated = answer(command::TokenRotate{}, daemon.port());
    QVERIFY(rotated);
    QCOMPARE(rotated->json, (QJsonObject{{u"message"_s, u"done"_s}}));
    QVERIFY(rotated->text.contains(u"vectray token show"_s));
    QCOMPARE(stored(), QByteArray("the-token")); // it is the daemon's to write
}

void tst_TokenCommands::replacesItAloneWhereNobodyRuns()
{
    QVERIFY(put(m_paths.tokenFile(), "the-token\n"));
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    qputenv("VECTRAY_PORT", QByteArray::number(free.serverPort()));
    free.close();
    QVERIFY(answer(command::TokenRotate{}));
    qunsetenv("VECTRAY_PORT");
    QCOMPARE(stored().size(), 43); // 32 bytes
    constexpr auto Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(m_paths.tokenFile()) & Others, QFile::Permissions());
}

void tst_TokenCommands::replacesNothingBehindADaemonsBack_data()
{
    QTest::addColumn<int>("status"); // 0: nobody answers there
    QTest::newRow("one that refuses") << 403;
    QTest::newRow("one that cannot write") << 503;
    QTest::newRow("one that was named and is not there") << 0;
}

void tst_TokenCommands::replacesNothingBehindADaemonsBack()
{
    QFETCH(int, status);
    QVERIFY(put(m_paths.tokenFile(), "the-token\n"));
    FakeDaemon daemon;
    daemon.answer("POST /token/rotate", R"({"error": "no"})", status);
    const quint16 port = daemon.port();
    if (status == 0)
        daemon.stop();
    QVERIFY(!answer(command::TokenRotate{}, port));
    QCOMPARE(stored(), QByteArray("the-token"));
}

QTEST_GUILESS_MAIN(tst_TokenCommands)
#include "tst_TokenCommands.moc"
