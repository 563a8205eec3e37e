#include "McpVersion.h"

#include <QJsonArray>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto VersionHeader = "MCP-Protocol-Version";
constexpr auto OldestVersion = "2025-03-26"_L1; ///< has no such header

McpError mismatch(const QString &sentence)
{
    return {.code = McpError::HeaderMismatch, .message = u"Header mismatch: "_s + sentence, .status = 400};
}

/// A header's text in UTF-8: what is not plain ASCII comes as "=?base64?…?=". Nothing if that does not decode.
std::optional<QByteArray> decoded(const QByteArray &value)
{
    constexpr QByteArrayView Prefix = "=?base64?";
    constexpr QByteArrayView Suffix = "?=";
    if (value.size() < Prefix.size() + Suffix.size() || !value.startsWith(Prefix) || !value.endsWith(Suffix))
        return value;
    const QByteArray inner = value.sliced(Prefix.size()).chopped(Suffix.size());
    const auto bytes = QByteArray::fromBase64Encoding(inner, QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? std::optional(*bytes) : std::nullopt;
}

std::optional<McpError> checkHeader(const RequestHead &head, const char *name, const QString &inBody)
{
    if (head.count(name) != 1)
        return mismatch(u"the request must have exactly one %1 header"_s.arg(QLatin1StringView(name)));
    const auto inHeader = decoded(head.header(name));
    if (!inHeader)
        return mismatch(u"the %1 header is not proper base64"_s.arg(QLatin1StringView(name)));
    // Half a surrogate pair, which JSON can say, is "?" in a header: compared as it comes, no text is refused for it.
    if (*inHeader != inBody.toUtf8())
        return mismatch(u"the %1 header says '%2', and the message '%3'"_s.arg(
            QLatin1StringView(name), QString::fromUtf8(*inHeader), inBody));
    return std::nullopt;
}

/// What Mcp-Name repeats.
QString nameIn(const McpMessage &message)
{
    if (message.method == "tools/call"_L1 || message.method == "prompts/get"_L1)
        return message.params.value("name"_L1).toString();
    if (message.method == "resources/read"_L1)
        return message.params.value("uri"_L1).toString();
    return {};
}

} // namespace

const QStringList &supportedMcpVersions()
{
    static const QStringList versions{u"2026-07-28"_s, u"2025-11-25"_s, u"2025-06-18"_s, OldestVersion};
    return versions;
}

QString negotiatedMcpVersion(const QString &wanted)
{
    const QStringList withHandshake = supportedMcpVersions().sliced(1);
    return withHandshake.contains(wanted) ? wanted : withHandshake.first();
}

bool isStateless(const McpMessage &message, QByteArrayView version)
{
    if (!message.meta("protocolVersion"_L1).isUndefined())
        return true;
    return !version.isEmpty() && message.method != "initialize"_L1
        && !supportedMcpVersions().sliced(1).contains(QString::fromUtf8(version));
}

QString spokenMcpVersion(const McpMessage &message, const RequestHead &head)
{
    const QString inMessage = message.meta("protocolVersion"_L1).toString();
    if (!inMessage.isEmpty())
        return inMessage;
    const QByteArray inHeader = head.header(VersionHeader);
    return inHeader.isEmpty() ? QString(OldestVersion) : QString::fromUtf8(inHeader);
}

std::optional<McpError> checkStateless(const McpMessage &message, const RequestHead &head)
{
    const QJsonValue version = message.meta("protocolVersion"_L1);
    if (version.toString().isEmpty() || !message.meta("clientCapabilities"_L1).isObject())
        return McpError{.code = McpError::InvalidParams,
                        .message = u"params._meta must have io.modelcontextprotocol/protocolVersion and "
                                   "io.modelcontextprotocol/clientCapabilities"_s,
                        .status = 400};
    if (auto wrong = checkHeader(head, VersionHeader, version.toString()))
        return wrong;
    if (!supportedMcpVersions().contains(version.toString()))
        return McpError{.code = McpError::UnsupportedProtocolVersion,
                        .message = u"Unsupported protocol version"_s,
                        .data = {{u"supported"_s, QJsonArray::fromStringList(supportedMcpVersions())},
                                 {u"requested"_s, version}},
                        .status = 400};
    if (auto wrong = checkHeader(head, "Mcp-Method", message.method))
        return wrong;
    const QString name = nameIn(message);
    return name.isEmpty() ? std::nullopt : checkHeader(head, "Mcp-Name", name);
}

} // namespace vectray
