// From the request for a WebSocket to its end. The first byte says whether the handshake is ours, or comes
// out of the input; the second how the bytes come: whole, or in which pieces. The rest is what the client
// sends.
#include "FrameReader.h"
#include "FuzzTarget.h"
#include "MemorySocket.h"
#include "ReferenceReader.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <http/EventSocket.h>
#include <http/HttpConnection.h>

#include <set>

using namespace vectray;
using namespace vectray::fuzz;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint16 Port = 3030;
constexpr HttpLimits Limits{.requestLineBytes = 300, .headBytes = 1000};
constexpr qint64 InboundBytes = 512;
const QByteArray Handshake = "GET /ws?since=0 HTTP/1.1\r\nHost: localhost:3030\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

enum How : unsigned char { OwnHandshake = 1, ClientCloses = 2, TimePasses = 4 };

/// A connection, and behind it the endpoint for WebSockets.
class Endpoint
{
    Q_DISABLE_COPY_MOVE(Endpoint)

public:
    Endpoint() : m_guard({.port = Port})
    {
        m_router.add({.method = "GET", .path = "/ws", .upgrader = m_sockets.get()});
        auto socket = std::make_unique<MemorySocket>(written);
        m_socket = socket.get();
        m_connection = std::make_unique<HttpConnection>(
            std::move(socket), true, HttpSurroundings{Limits, m_router, m_guard, m_clock, m_date});
    }

    ~Endpoint()
    {
        m_connection.reset();
        m_sockets.reset();
        settle();
    }

    void talk(const QByteArrayList &pieces, unsigned char how)
    {
        m_log.append(u"test:before"_s, u"p"_s, {});
        for (const QByteArray &piece : pieces) {
            if (m_socket)
                m_socket->feed(piece);
            settle();
        }
        m_log.append(u"test:after"_s, u"p"_s, {{u"text"_s, u"\u00e9"_s}});
        settle();
        if ((how & TimePasses) != 0)
            m_now += std::chrono::minutes(2);
        if ((how & ClientCloses) != 0 && m_socket)
            m_socket->disconnectFromHost();
        settle();
    }

    QByteArray written;

private:
    Instant m_now{std::chrono::hours(1)};
    const Clock m_clock = [this] { return m_now; };
    const QByteArray m_date = "now";
    EventLog m_log;
    std::unique_ptr<EventSocket> m_sockets = std::make_unique<EventSocket>(
        m_log,
        EventSocket::Options{
            .clients = 1, .inboundBytes = InboundBytes, .messageBurst = 20, .clock = m_clock});
    Router m_router;
    Guard m_guard;
    QPointer<MemorySocket> m_socket;
    std::unique_ptr<HttpConnection> m_connection;
};

/// What a client may have said until it broke the rules or left.
struct Said
{
    int messages = 0; ///< texts and binaries that came whole
    int pings = 0;
    bool isUnmasked = false; ///< there was a frame without a mask
};

Said readClient(QByteArray frames)
{
    Said said;
    while (frames.size() >= 2) {
        if ((frames[1] & 0x80) == 0) {
            said.isUnmasked = true;
            return said;
        }
        const auto frame = takeFrame(frames);
        if (!frame)
            return said;
        if (frame->opcode == Frame::Ping)
            ++said.pings;
        else if (frame->isFinal && frame->opcode < Frame::Close)
            ++said.messages;
    }
    return said;
}

void checkHandshake(const QByteArray &head, const QByteArray &request)
{
    static const std::set<QByteArray> hosts{"localhost:3030", "127.0.0.1:3030", "[::1]:3030"};
    const auto read = ReferenceReader(request).next();
    require(read && read->method == "GET" && read->target.startsWith("/ws"),
            "a GET request came before the 101");
    require(read->header("upgrade").value_or("").toLower().contains("websocket"),
            "a WebSocket was asked for");
    require(hosts.contains(read->header("host").value_or("").toLower()), "the Host is ours");
    require(!read->header("origin") || read->header("origin")->toLower().startsWith("http://"),
            "the Origin is ours");
    const QByteArray key = read->header("sec-websocket-key").value_or("");
    const QByteArray salted = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const QByteArray accept = "Sec-WebSocket-Accept: "
        + QCryptographicHash::hash(salted, QCryptographicHash::Sha1).toBase64() + "\r\n";
    require(head.contains(accept), "the key is answered");
}

/// What the server says after its 101: whole frames, and nothing after a close.
void checkFrames(QByteArray frames, const Said &said)
{
    static const std::set<QString> told{u"connected"_s, u"gap"_s, u"test:before"_s, u"test:after"_s};
    static const std::set<QString> answers{u"pong"_s, u"subscribed"_s, u"unsubscribed"_s, u"error"_s};
    int answered = 0;
    int ponged = 0;
    bool isClosed = false;
    while (!frames.isEmpty()) {
        require(!isClosed, "nothing follows a close");
        const auto frame = takeFrame(frames);
        require(frame.has_value(), "what is written is whole frames");
        require(!frame->isMasked && frame->isFinal && frame->reserved == 0, "a server's frame is plain");
        require(frame->isShortest, "a length is written in as few bytes as can be");
        require(frame->opcode < Frame::Close || frame->payload.size() <= 125, "a control frame is short");
        isClosed = frame->opcode == Frame::Close;
        if (frame->opcode == Frame::Pong)
            ++ponged;
        if (isClosed || frame->opcode == Frame::Pong)
            continue;
        require(frame->opcode == Frame::Text && frame->payload.isValidUtf8(), "events are text");
        const QJsonObject message = QJsonDocument::fromJson(frame->payload).object();
        const QString type = message.value("type"_L1).toString();
        require(answers.contains(type) || told.contains(type),
                "a message is of a type that the contract knows");
        answered += answers.contains(type) ? 1 : 0;
    }
    require(answered <= said.messages, "nothing is answered but what was said");
    require(ponged <= said.pings, "nothing is ponged but pings");
    require(isClosed || !said.isUnmasked, "a client that does not mask is closed");
}

/// Events carry the time of day.
QByteArray withoutTimes(QByteArray written)
{
    constexpr QByteArrayView Member = "\"timestamp\":\"";
    constexpr qsizetype TimeSize = 24;
    for (qsizetype at = written.indexOf(Member); at >= 0; at = written.indexOf(Member, at + 1))
        written.replace(at + Member.size(), TimeSize, QByteArray(TimeSize, '0'));
    return written;
}

/// The head of the 101 is Qt's and has the time as well.
QByteArray behindHead(const QByteArray &written)
{
    return written.mid(written.indexOf("\r\n\r\n") + 4);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto input = inputForLoop(data, size);
    if (!input)
        return 0;
    const unsigned char how = input->byte();
    const unsigned char pieces = input->byte();
    // Nothing may follow our handshake until it is answered.
    const QByteArray rest = input->rest();
    const bool isOurs = (how & OwnHandshake) != 0;
    const QByteArrayList begin = isOurs ? QByteArrayList{Handshake} : QByteArrayList();
    const QByteArray sent = isOurs ? QByteArray(Handshake + rest) : rest;

    Endpoint endpoint;
    endpoint.talk(begin + inPieces(rest, pieces), how);
    const QByteArray written = withoutTimes(endpoint.written);
    const qsizetype head = written.indexOf("\r\n\r\n") + 4;
    Said said;
    if (written.startsWith("HTTP/1.1 101 ")) {
        const qsizetype requestHead = sent.indexOf("\r\n\r\n") + 4;
        said = readClient(sent.sliced(requestHead));
        checkHandshake(written.first(head), sent.first(requestHead));
        checkFrames(written.sliced(head), said);
    }
    // What came at once with a frame without a mask is not answered any more.
    if (pieces != 0 && isOurs && !said.isUnmasked) {
        Endpoint whole;
        whole.talk(begin + QByteArrayList{rest}, how);
        require(behindHead(withoutTimes(whole.written)) == behindHead(written),
                "it does not matter in which pieces frames come");
    }
    return 0;
}
