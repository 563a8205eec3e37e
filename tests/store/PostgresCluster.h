#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

namespace vectray::test {

using namespace Qt::Literals::StringLiterals;

/// A PostgreSQL 15 of the test's own with pgvector: made in a temporary folder, on a Unix socket and a free
/// port, and gone with this object. PostgreSQL refuses to run as root, so there it runs as the user of its
/// package.
class PostgresCluster
{
public:
    /// Why the tests that need it cannot run; empty if they can.
    static QString missing()
    {
        if (!QFile::exists(QString(Programs) + u"/initdb"_s)
            || !QFile::exists(u"/usr/share/postgresql/15/extension/vector.control"_s))
            return u"PostgreSQL 15 or pgvector is not installed; packaging/test installs both"_s;
        return ::geteuid() == 0 && ::getpwnam("postgres") == nullptr ? u"there is no user postgres"_s
                                                                     : QString();
    }

    PostgresCluster()
    {
        QTcpServer free;
        if (!free.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        m_port = free.serverPort();
        free.close();
        if (::geteuid() == 0) {
            const passwd *user = ::getpwnam("postgres");
            if (::chown(m_dir.path().toUtf8().constData(), user->pw_uid, user->pw_gid) != 0)
                qFatal("chown failed");
        }
        QProcess initdb;
        begin(initdb, u"initdb"_s,
              {u"-D"_s, data(), u"-A"_s, u"trust"_s, u"-U"_s, u"postgres"_s, u"-E"_s, u"UTF8"_s,
               u"--locale=C.UTF-8"_s, u"--no-sync"_s, u"--no-instructions"_s});
        if (!initdb.waitForFinished(120'000) || initdb.exitCode() != 0)
            qFatal("initdb: %s", initdb.readAll().constData());
        start();
        run(u"template1"_s, "CREATE EXTENSION vector");
    }
    ~PostgresCluster() { stop(SIGQUIT); }

    void start()
    {
        begin(m_server, u"postgres"_s, {u"-D"_s, data(),
                                        u"-k"_s, m_dir.path(),
                                        u"-p"_s, QString::number(m_port),
                                        u"-c"_s, u"listen_addresses=127.0.0.1"_s,
                                        u"-c"_s, u"fsync=off"_s,
                                        u"-c"_s, u"full_page_writes=off"_s,
                                        u"-c"_s, u"shared_buffers=64MB"_s,
                                        u"-c"_s, u"max_connections=40"_s,
                                        u"-c"_s, u"autovacuum=off"_s,
                                        u"-c"_s, u"log_min_messages=fatal"_s});
        const QByteArray where = connection(u"postgres"_s);
        const bool listens = QTest::qWaitFor(
            [&] {
                return PQping(where.constData()) == PQPING_OK || m_server.state() == QProcess::NotRunning;
            },
            120'000);
        if (!listens || m_server.state() == QProcess::NotRunning)
            qFatal("postgres did not start: %s", m_server.readAll().constData());
    }
    /// SIGQUIT is "pg_ctl stop -m immediate", SIGINT a shutdown that throws everybody out.
    void stop(int signal)
    {
        if (m_server.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_server.processId()), signal);
        if (!m_server.waitForFinished(60'000))
            m_server.kill();
        m_server.waitForFinished();
    }

    /// All its processes stand still, as on a machine that hangs: it takes connections, and answers nothing.
    void freeze(bool frozen) const
    {
        ::kill(pid_t(m_server.processId()), frozen ? SIGSTOP : SIGCONT);
        QProcess::execute(u"pkill"_s,
                          {frozen ? u"-STOP"_s : u"-CONT"_s, u"-P"_s, QString::number(m_server.processId())});
    }

    /// A new database; the name of one that no other case has.
    QString makeDatabase()
    {
        const QString name = u"case%1"_s.arg(++m_databases);
        run(u"postgres"_s, "CREATE DATABASE " + name.toUtf8());
        return name;
    }
    QString url(const QString &database) const
    {
        return u"postgresql://postgres@127.0.0.1:%1/%2"_s.arg(m_port).arg(database);
    }
    quint16 port() const { return m_port; }
    qint64 pid() const { return m_server.processId(); }

    /// Runs statements as another program would, and returns the first value of the last one.
    QByteArray run(const QString &database, const QByteArray &sql) const
    {
        PGconn *handle = PQconnectdb(connection(database).constData());
        PGresult *result = PQexec(handle, sql.constData());
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            qFatal("%s: %s", sql.constData(), PQerrorMessage(handle));
        const QByteArray value = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        PQfinish(handle);
        return value;
    }

private:
    static constexpr QLatin1String Programs{"/usr/lib/postgresql/15/bin"};

    QString data() const { return m_dir.filePath(u"data"_s); }
    QByteArray connection(const QString &database) const
    {
        return (u"host='%1' port=%2 user=postgres dbname='%3'"_s.arg(m_dir.path()).arg(m_port).arg(database))
            .toUtf8();
    }
    static void begin(QProcess &process, const QString &program, const QStringList &arguments)
    {
        if (::geteuid() == 0) {
            const passwd *user = ::getpwnam("postgres");
            process.setChildProcessModifier([uid = user->pw_uid, gid = user->pw_gid] {
                if (::setgid(gid) != 0 || ::setuid(uid) != 0)
                    ::_exit(1);
            });
        }
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(QDir::rootPath());
        process.start(QString(Programs) + u'/' + program, arguments);
        process.waitForStarted();
    }

    QTemporaryDir m_dir;
    quint16 m_port = 0;
    int m_databases = 0;
    QProcess m_server;
};

} // namespace vectray::test
