#pragma once

#include <domain/Result.h>

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

namespace vectray {

/// One Vectray a user and index: a lock file, which ends with the process however it ends, and a
/// socket in the runtime folder by which a second start talks to the first.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    SingleInstance(const QString &lockFile, QString socket);

    /// Conflict, naming the process, if another one holds the lock.
    Done acquire();
    /// Hears second starts from now on. Only for who has acquired the lock, and has a window to show.
    Done listen();

    /// Sends a few words to the process that listens; false if nobody does.
    static bool tell(const QString &socket, const QByteArray &words);

Q_SIGNALS:
    void told(const QByteArray &words); ///< by a second start

private:
    void onConnection();

    QLockFile m_lock;
    QString m_socket;
    QLocalServer m_server;
};

} // namespace vectray
