#include "RequestParser.h"

#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cctype>
#include <limits>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace http = boost::beast::http;

namespace {

template<typename View>
QByteArray bytes(const View &view)
{
    // Empty, but never null: a header without a value is not an absent one.
    return view.empty() ? QByteArray("") : QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

Problem refusal(const boost::system::error_code &code, qsizetype bodyLimit)
{
    if (code == http::error::body_limit)
        return {.status = 413, .detail = u"a body may have %1 bytes at most"_s.arg(bodyLimit)};
    // Which of the two is seen first depends on how much has come.
    if (code == http::error::bad_chunk_extension)
        return refusal(http::error::bad_chunk, bodyLimit);
    return {.status = 400,
            .detail = u"this is not a request in HTTP/1.1: %1"_s.arg(QString::fromStdString(code.message()))};
}

/// Frames cost bytes too: one-byte chunks with long extensions could go on for ever.
constexpr qsizetype MostWireBytesPerBodyByte = 8;
constexpr qsizetype MostBytesOfOneFrame = 32 * 1024;

/// Whether what stands between two chunks, from the line break of the one before on, is all there: the size
/// line, and after the last chunk also the trailers.
bool isWholeFrame(QByteArrayView bytes)
{
    const QByteArrayView line = bytes.sliced(bytes.startsWith("\r\n") ? 2 : 0);
    const auto afterZeros = std::ranges::find_if_not(line, [](char c) { return c == '0'; });
    const bool isLast = afterZeros != line.begin() && afterZeros != line.end()
        && std::isxdigit(static_cast<unsigned char>(*afterZeros)) == 0;
    return line.contains(isLast ? "\r\n\r\n" : "\r\n");
}

} // namespace

struct RequestParser::Beast
{
    http::request_parser<http::string_body> parser;
};

RequestParser::RequestParser(qsizetype bodyLimit) : m_beast(std::make_unique<Beast>()), m_bodyLimit(bodyLimit)
{
    m_beast->parser.header_limit(std::numeric_limits<std::uint32_t>::max()); // HeadScanner has the limit
    m_beast->parser.body_limit(boost::none); // of a Content-Length, checkFraming() says what is wrong with it
}

RequestParser::~RequestParser() = default;

Checked<RequestHead> RequestParser::parseHead(QByteArrayView head)
{
    auto &parser = m_beast->parser;
    boost::system::error_code code;
    const std::size_t used = parser.put(boost::asio::buffer(head.data(), std::size_t(head.size())), code);
    if (code)
        return refusal(code, m_bodyLimit);
    if (!parser.is_header_done() || used != std::size_t(head.size()))
        return Problem{.status = 400, .detail = u"the head is not whole"_s};

    const auto &message = parser.get();
    RequestHead parsed;
    parsed.method = bytes(message.method_string());
    parsed.target = bytes(message.target());
    parsed.minorVersion = message.version() == 11 ? 1 : 0;
    for (const auto &field : message)
        parsed.headers.push_back({bytes(field.name_string()), bytes(field.value())});
    parser.eager(true);
    parser.body_limit(static_cast<std::uint64_t>(m_bodyLimit));
    return parsed;
}

Checked<qsizetype> RequestParser::addBody(QByteArrayView input)
{
    boost::system::error_code code;
    const std::size_t used =
        m_beast->parser.put(boost::asio::buffer(input.data(), std::size_t(input.size())), code);
    if (code && code != http::error::need_more)
        return refusal(code, m_bodyLimit);
    m_taken += qsizetype(used);
    if (m_taken > MostWireBytesPerBodyByte * m_bodyLimit)
        return refusal(http::error::body_limit, m_bodyLimit);
    // Where a quoted extension does not end on its line, Beast would look for its end in the chunk's data,
    // and count the chunk's size again with each piece that comes.
    if (!isDone() && isWholeFrame(input.sliced(qsizetype(used))))
        return refusal(http::error::bad_chunk, m_bodyLimit);
    if (used == 0 && input.size() >= MostBytesOfOneFrame)
        return Problem{.status = 400, .detail = u"a chunk's size line does not end"_s};
    return qsizetype(used);
}

bool RequestParser::isDone() const
{
    return m_beast->parser.is_done();
}

QByteArray RequestParser::takeBody()
{
    return bytes(m_beast->parser.get().body());
}

} // namespace vectray
