#pragma once

#include "ResourceSet.h"
#include "ToolSet.h"

#include <QFuture>
#include <QObject>

#include <http/HttpRequest.h>
#include <http/Reply.h>

#include <chrono>
#include <optional>

namespace vectray {

/// POST /mcp: the Model Context Protocol over Streamable HTTP, without sessions and without streams. Each
/// message is answered for itself, in the version of the protocol that it says. Main thread.
///
/// All text goes out cleaned() (base/HostileText.h): what tools return is the content of files.
class McpEndpoint final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(McpEndpoint)

public:
    struct Options
    {
        QString version = {}; ///< of the program
        bool mayManage = false; ///< for everyone; else for those that send "Vectray-Allow-Manage: true"
    };

    /// What agents are offered.
    struct Offer
    {
        ToolSet &tools;
        ResourceSet &resources;
    };

    /// What is offered must outlive this, and this the server.
    McpEndpoint(Offer offer, Options options);

    void handle(const HttpRequest &request, const Reply &reply);

private:
    struct Outgoing;
    struct Question;

    QFuture<Outgoing> answerTo(const QJsonValue &json, const RequestHead &head);
    Outgoing answerInOldWay(const Question &question) const;
    Outgoing answerStateless(const Question &question) const;
    QFuture<Outgoing> callTool(const Question &question);
    Outgoing listResources(const Question &question) const;
    QFuture<Outgoing> readResource(const Question &question);
    void answerAll(const QJsonArray &messages, const HttpRequest &request, const Reply &reply);
    QJsonObject introduction() const;
    QJsonObject toolList(const Question &question) const;
    Outgoing resultFor(const Question &question, QJsonObject result,
                       std::optional<std::chrono::milliseconds> lifetime = {}) const;

    const Offer m_offer;
    const Options m_options;
};

} // namespace vectray
