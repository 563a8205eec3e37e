// What an agent's program writes to "vectray mcp": the first byte says in which pieces it comes. Each message
// goes to the endpoint with the headers that the bridge gives it.
#include "FakeOffer.h"
#include "MessageHeaders.h"
#include "MessageLines.h"

using namespace vectray;
using namespace vectray::fuzz;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostLine = 200;

MessageLines::Lines linesOf(const QByteArrayList &pieces)
{
    MessageLines cutter(MostLine);
    MessageLines::Lines all;
    const auto add = [&all](const MessageLines::Lines &lines) {
        all.insert(all.end(), lines.begin(), lines.end());
    };
    for (const QByteArray &piece : pieces)
        add(cutter.take(piece));
    add(cutter.end());
    return all;
}

MessageLines::Lines expectedLines(const QByteArray &sent)
{
    MessageLines::Lines lines;
    for (const QByteArray &line : sent.split('\n')) {
        if (line.size() > MostLine)
            lines.emplace_back(std::nullopt);
        else if (!line.trimmed().isEmpty())
            lines.emplace_back(line);
    }
    return lines;
}

void checkHeaders(const QByteArray &line, McpEndpoint &endpoint)
{
    const QJsonObject message = QJsonDocument::fromJson(line).object();
    std::vector<HttpHeader> headers;
    for (const auto &[name, value] : messageHeaders(message, {})) {
        require(value == value.trimmed(), "no end of a header's value is lost on the way");
        for (const char c : value)
            require(c >= 0x20 && c < 0x7f, "a header is plain ASCII");
        headers.push_back({name, value});
    }
    const HttpResponse response = askEndpoint(endpoint, headers, line);
    constexpr int HeaderMismatch = -32020;
    const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
    require(answer.value("error"_L1)["code"_L1].toInt() != HeaderMismatch,
            "the endpoint reads in the bridge's headers what the message says");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto input = inputForLoop(data, size);
    if (!input)
        return 0;
    const unsigned char pieces = input->byte();
    const QByteArray sent = input->rest();
    const MessageLines::Lines lines = linesOf(inPieces(sent, pieces));
    require(lines == expectedLines(sent), "messages are the lines, whatever pieces they come in");

    FakeTools tools;
    FakeResources resources;
    McpEndpoint endpoint({.tools = tools, .resources = resources}, {.version = u"1"_s});
    for (const auto &line : lines) {
        if (line)
            checkHeaders(*line, endpoint);
    }
    return 0;
}
