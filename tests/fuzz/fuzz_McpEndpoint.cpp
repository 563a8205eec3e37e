// POST /mcp: headers, a line each, a blank line, and the body.
#include "FakeOffer.h"

#include <base/HostileText.h>

#include <set>

using namespace vectray;
using namespace vectray::fuzz;
using namespace Qt::Literals::StringLiterals;

namespace {

void checkClean(const QJsonValue &value)
{
    if (value.isString())
        require(cleaned(value.toString()) == value.toString(),
                "no text goes out with what cannot be seen in it");
    for (const QJsonValue element : value.toArray())
        checkClean(element);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        checkClean(member.key());
        checkClean(member.value());
    }
}

/// A single answer, by JSON-RPC 2.0.
void checkMessage(const QJsonObject &message)
{
    require(message.value("jsonrpc"_L1) == "2.0"_L1, "an answer is JSON-RPC");
    require(message.contains("result"_L1) != message.contains("error"_L1),
            "an answer is a result or an error");
    const QJsonValue id = message.value("id"_L1);
    require(id.isUndefined() || id.isString() || id.isDouble(), "an id is a string or a number");
    if (const QJsonValue error = message.value("error"_L1); !error.isUndefined()) {
        require(error["code"_L1].isDouble(), "an error has a code");
        require(!error["message"_L1].toString().isEmpty(), "an error says what is wrong");
    }
    const QJsonObject result = message.value("result"_L1).toObject();
    if (result.contains("structuredContent"_L1))
        require(!result.value("content"_L1).toArray().isEmpty(), "what is structured is there as text too");
    QJsonObject words = message;
    words.remove(u"id"_s); // the client's own
    checkClean(words);
}

void checkAnswer(const HttpResponse &response, const QByteArray &body)
{
    static const std::set<int> statuses{200, 202, 400, 404};
    require(statuses.contains(response.status), "the status is one of those that the endpoint gives");
    require((response.status == 202) == response.body.isEmpty(),
            "there is nothing to say to notifications alone");
    if (response.body.isEmpty())
        return;
    const QJsonDocument answer = QJsonDocument::fromJson(response.body);
    const QJsonDocument asked = QJsonDocument::fromJson(body);
    require(answer.isObject() || answer.isArray(), "an answer is JSON");
    if (answer.isArray()) {
        require(asked.isArray() && answer.array().size() <= asked.array().size(), "a batch answers a batch");
        for (const QJsonValue message : answer.array())
            checkMessage(message.toObject());
        return;
    }
    checkMessage(answer.object());
    const QJsonValue id = answer.object().value("id"_L1);
    require(id.isUndefined() || id == asked.object().value("id"_L1), "an answer has the id of its request");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto input = inputForLoop(data, size);
    if (!input)
        return 0;
    std::vector<HttpHeader> headers;
    while (!input->isEmpty()) {
        const QByteArray line = input->part('\n').toByteArray();
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        headers.push_back({line.first(std::max<qsizetype>(colon, 0)), line.mid(colon + 1).trimmed()});
    }
    const QByteArray body = input->rest();

    FakeTools tools;
    FakeResources resources;
    McpEndpoint endpoint({.tools = tools, .resources = resources}, {.version = u"1"_s});
    checkAnswer(askEndpoint(endpoint, headers, body), body);
    return 0;
}
