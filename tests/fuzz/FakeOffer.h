#pragma once

#include "FuzzTarget.h"

#include <base/Answer.h>

#include <QJsonDocument>

#include <http/Reply.h>
#include <mcp/McpEndpoint.h>

namespace vectray::fuzz {

/// Two tools: one that says its arguments back, and one that only managers may use.
class FakeTools final : public ToolSet
{
public:
    QJsonArray list(bool mayManage) const override
    {
        QJsonArray tools{QJsonObject{{QStringLiteral("name"), QStringLiteral("echo")}}};
        if (mayManage)
            tools.append(QJsonObject{{QStringLiteral("name"), QStringLiteral("change")}});
        return tools;
    }
    bool has(const QString &name) const override
    {
        return name == QStringLiteral("echo") || name == QStringLiteral("change");
    }
    QFuture<ToolOutcome> call(const ToolCall &call) override
    {
        require(has(call.name), "only tools that there are are called");
        ++calls;
        if (call.arguments.contains(QStringLiteral("fail")))
            return answered(ToolOutcome::failed(QStringLiteral("It failed.")));
        return answered(ToolOutcome{.value = {{QStringLiteral("said"), call.arguments}}});
    }

    int calls = 0;
};

/// More than a page of documents.
class FakeResources final : public ResourceSet
{
public:
    QJsonArray list() const override
    {
        QJsonArray all;
        for (int i = 0; i < 120; ++i)
            all.append(
                QJsonObject{{QStringLiteral("uri"), uri(i)}, {QStringLiteral("name"), QStringLiteral("n")}});
        return all;
    }
    QJsonArray templates() const override { return {}; }
    QFuture<Result<QJsonObject>> read(const QString &wanted) override
    {
        if (wanted.startsWith(QStringLiteral("test://")))
            return answered(Result<QJsonObject>(QJsonObject{{QStringLiteral("said"), wanted}}));
        return answered(
            Result<QJsonObject>(Error{Error::Kind::NotFound, QStringLiteral("there is no %1").arg(wanted)}));
    }

private:
    static QString uri(int i) { return QStringLiteral("test://%1").arg(i, 3, 10, QLatin1Char('0')); }
};

/// A client that keeps the answer.
class KeepingSink final : public ReplySink
{
public:
    void deliver(const HttpResponse &response) override
    {
        require(!kept, "a request is answered once");
        kept = response;
    }
    void beginStream(const HttpResponse &) override {}
    void writeStream(QByteArrayView) override {}
    void endStream() override {}
    bool isStreaming() const override { return false; }
    qint64 backlog() const override { return 0; }

    std::optional<HttpResponse> kept;
};

/// What the endpoint says to the request.
inline HttpResponse askEndpoint(McpEndpoint &endpoint, const std::vector<HttpHeader> &headers,
                                const QByteArray &body)
{
    constexpr int MostTurns = 200;
    KeepingSink sink;
    endpoint.handle({.head = {.method = "POST", .target = "/mcp", .headers = headers}, .body = body},
                    Reply(&sink, "/mcp"));
    for (int turn = 0; turn < MostTurns && !sink.kept; ++turn)
        settle();
    require(sink.kept.has_value(), "each request is answered");
    return *sink.kept;
}

} // namespace vectray::fuzz
