#include "MessageHeaders.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// As MCP wants text in a header: plain if it is plain ASCII, else base64.
QByteArray headerValue(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const bool isPlain = std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c < 0x7f; });
    if (isPlain && bytes == bytes.trimmed() && !bytes.startsWith("=?base64?"))
        return bytes;
    return "=?base64?" + bytes.toBase64() + "?=";
}

} // namespace

std::vector<std::pair<QByteArray, QByteArray>> messageHeaders(const QJsonObject &message,
                                                              const QByteArray &settledVersion)
{
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    const QJsonObject params = message.value("params"_L1).toObject();
    const QString version = params.value("_meta"_L1)["io.modelcontextprotocol/protocolVersion"_L1].toString();
    const QByteArray spoken = version.isEmpty() ? settledVersion : headerValue(version);
    if (!spoken.isEmpty())
        headers.emplace_back("MCP-Protocol-Version", spoken);
    const QString method = message.value("method"_L1).toString();
    if (!method.isEmpty())
        headers.emplace_back("Mcp-Method", headerValue(method));
    const QString name = params.value(method == "resources/read"_L1 ? "uri"_L1 : "name"_L1).toString();
    if (!name.isEmpty())
        headers.emplace_back("Mcp-Name", headerValue(name));
    return headers;
}

} // namespace vectray
