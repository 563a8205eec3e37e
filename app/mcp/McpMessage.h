#pragma once

#include <QJsonObject>

#include <variant>

namespace vectray {

/// Why a message was refused, as JSON-RPC 2.0 and MCP say it.
struct McpError
{
    enum Code {
        ParseError = -32700,
        InvalidRequest = -32600,
        MethodNotFound = -32601,
        InvalidParams = -32602,
        InternalError = -32603,
        ResourceNotFound = -32002, ///< before 2026-07-28
        HeaderMismatch = -32020,
        UnsupportedProtocolVersion = -32022,
    };

    Code code = InternalError;
    QString message = {}; ///< a sentence
    QJsonObject data = {}; ///< empty: none
    int status = 200; ///< of the HTTP answer

    bool operator==(const McpError &) const = default;
};

/// A JSON-RPC message, as a client sends it.
struct McpMessage
{
    enum class Kind { Request, Notification, Response };

    Kind kind = Kind::Request;
    QJsonValue id = {}; ///< a string or a whole number; undefined: none
    QString method = {};
    QJsonObject params = {};

    /// What params._meta has under "io.modelcontextprotocol/" + name.
    QJsonValue meta(QLatin1StringView name) const;
};

std::variant<McpMessage, McpError> readMessage(const QJsonValue &value);

/// The answer to the request with that id; an undefined id is left out.
QJsonObject resultMessage(const QJsonValue &id, const QJsonObject &result);
QJsonObject errorMessage(const QJsonValue &id, const McpError &error);

} // namespace vectray
