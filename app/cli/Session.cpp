#include "Session.h"

namespace vectray {

Session::Session(const ClientCommand &command, Paths paths, Console &console)
    : m_command(command)
    , m_paths(std::move(paths))
    , m_console(console)
{}

Done Session::connect()
{
    if (m_client)
        return {};
    const auto endpoint = findEndpoint(m_command.port, m_paths.endpointFile());
    if (!endpoint)
        return endpoint.error();
    m_client = std::make_unique<Client>(*endpoint);
    return {};
}

Result<QJsonObject> Session::ask(Question question)
{
    if (Done connected = connect(); !connected)
        return connected.error();
    question.patience = patience(question.patience);
    return m_client->ask(question);
}

Result<QList<KnownFolder>> Session::folders(const QString &project, FolderKind kind)
{
    if (Done connected = connect(); !connected)
        return connected.error();
    return knownFolders(*m_client, project, kind);
}

Result<KnownFolder> Session::find(const command::FolderName &wanted, FolderKind kind, Match match)
{
    return folders(wanted.project, kind).and_then([&](const QList<KnownFolder> &known) {
        return chooseFolder(known, wanted, match);
    });
}

} // namespace vectray
