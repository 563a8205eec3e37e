#include "McpMessage.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

McpError invalid(const QString &sentence)
{
    return {.code = McpError::InvalidRequest, .message = sentence, .status = 400};
}

bool isId(const QJsonValue &id)
{
    return id.isString() || (id.isDouble() && id.toInteger(0) == id.toInteger(1));
}

} // namespace

QJsonValue McpMessage::meta(QLatin1StringView name) const
{
    return params.value("_meta"_L1).toObject().value("io.modelcontextprotocol/"_L1 + name);
}

std::variant<McpMessage, McpError> readMessage(const QJsonValue &value)
{
    if (!value.isObject())
        return invalid(u"a message must be a JSON object"_s);
    const QJsonObject object = value.toObject();
    if (object.value("jsonrpc"_L1) != "2.0"_L1)
        return invalid(u"a message must have \"jsonrpc\": \"2.0\""_s);
    McpMessage message{.id = object.value("id"_L1), .method = object.value("method"_L1).toString()};
    if (!message.id.isUndefined() && !isId(message.id))
        return invalid(u"the id must be a string or a whole number"_s);
    if (message.method.isEmpty()) {
        if (message.id.isUndefined() || !(object.contains("result"_L1) || object.contains("error"_L1)))
            return invalid(u"a message must have a method"_s);
        message.kind = McpMessage::Kind::Response;
        return message;
    }
    const QJsonValue params = object.value("params"_L1);
    if (!params.isUndefined() && !params.isObject())
        return invalid(u"params must be an object"_s);
    message.params = params.toObject();
    message.kind = message.id.isUndefined() ? McpMessage::Kind::Notification : McpMessage::Kind::Request;
    return message;
}

QJsonObject resultMessage(const QJsonValue &id, const QJsonObject &result)
{
    return {{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}, {u"result"_s, result}};
}

QJsonObject errorMessage(const QJsonValue &id, const McpError &error)
{
    QJsonObject body{{u"code"_s, int(error.code)}, {u"message"_s, error.message}};
    if (!error.data.isEmpty())
        body.insert(u"data"_s, error.data);
    QJsonObject message{{u"jsonrpc"_s, u"2.0"_s}, {u"error"_s, body}};
    if (!id.isUndefined())
        message.insert(u"id"_s, id);
    return message;
}

} // namespace vectray
