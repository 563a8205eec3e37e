#pragma once

#include "Client.h"
#include "Command.h"
#include "ExitCode.h"
#include "FolderLookup.h"

#include <base/Paths.h>

#include <QJsonObject>

#include <memory>

namespace vectray {

class Console;

/// What a command has to say: for programs and for people.
struct Answer
{
    QJsonObject json;
    QString text;
    QString remark; ///< for standard error; empty: none
    ExitCode exit = ExitCode::Ok;
};

/// What a command works with: the daemon, found when it is first needed, and the console.
class Session
{
    Q_DISABLE_COPY_MOVE(Session)

public:
    /// \a command and \a console must outlive this.
    Session(const ClientCommand &command, Paths paths, Console &console);

    bool wantsJson() const { return m_command.json; }
    const Paths &paths() const { return m_paths; }
    std::optional<quint16> port() const { return m_command.port; }
    Console &console() { return m_console; }

    /// How long to wait where \a usual would suit the command.
    std::chrono::milliseconds patience(std::chrono::milliseconds usual) const
    {
        return m_command.timeout.value_or(usual);
    }

    Done connect();
    Client &client() { return *m_client; } ///< only after connect()

    Result<QJsonObject> ask(Question question);
    Result<QList<KnownFolder>> folders(const QString &project, FolderKind kind);
    Result<KnownFolder> find(const command::FolderName &wanted, FolderKind kind, Match match);

private:
    const ClientCommand &m_command;
    const Paths m_paths;
    Console &m_console;
    std::unique_ptr<Client> m_client;
};

} // namespace vectray
