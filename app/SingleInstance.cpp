#include "SingleInstance.h"

#include <QLocalSocket>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Patience = 500; ///< ms, for a process on the same machine
constexpr qsizetype MaxWord = 64;

} // namespace

SingleInstance::SingleInstance(const QString &lockFile, QString socket) : m_lock(lockFile), m_socket(std::move(socket))
{
    m_lock.setStaleLockTime(0); // never too old: it is stale only if its process is gone
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

Done SingleInstance::acquire()
{
    if (!m_lock.tryLock(0)) {
        qint64 pid = 0;
        QString host;
        QString name;
        m_lock.getLockInfo(&pid, &host, &name);
        if (m_lock.error() != QLockFile::LockFailedError)
            return Error{Error::Kind::Unavailable, u"cannot make the lock file in the runtime folder"_s};
        return Error{Error::Kind::Conflict, u"Vectray is already running with this index (process %1, %2)"_s.arg(pid).arg(name)};
    }
    return {};
}

Done SingleInstance::listen()
{
    QLocalServer::removeServer(m_socket); // left by a process that was killed: the lock is ours
    if (!m_server.listen(m_socket))
        return Error{Error::Kind::Unavailable, u"cannot listen on %1: %2"_s.arg(m_socket, m_server.errorString())};
    return {};
}

bool SingleInstance::tell(const QString &socket, const QByteArray &words)
{
    QLocalSocket client;
    client.connectToServer(socket);
    if (!client.waitForConnected(Patience))
        return false;
    client.write(words + '\n');
    return client.waitForBytesWritten(Patience);
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *client = m_server.nextPendingConnection()) {
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
        const auto read = [this, client] {
            if (client->canReadLine())
                Q_EMIT told(client->readLine(MaxWord).trimmed());
            else if (client->bytesAvailable() > MaxWord)
                client->abort();
        };
        connect(client, &QLocalSocket::readyRead, this, read);
        read(); // it may have come with the connection
    }
}

} // namespace vectray
