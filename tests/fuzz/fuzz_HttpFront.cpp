// One connection from its first byte to its last. The first byte says who connects and how it ends, the
// second how the bytes come: whole, or in which pieces. The rest is what the client sends.
#include "AnswerReader.h"
#include "FuzzTarget.h"
#include "MemorySocket.h"
#include "ReferenceReader.h"

#include <http/HttpConnection.h>

#include <set>

using namespace vectray;
using namespace vectray::fuzz;

namespace {

constexpr quint16 Port = 3030;
constexpr HttpLimits Limits{
    .requestLineBytes = 200, .headBytes = 700, .headerCount = 8, .bodyBytes = 300, .backlogBytes = 4000};
const QByteArray Token = "right";

enum How : unsigned char { SameUser = 1, ClientCloses = 2, TimePasses = 4 };

/// A request that came to a handler.
struct Handled
{
    RequestHead head = {};
    QByteArray body = {};

    bool operator==(const Handled &other) const
    {
        return head.method == other.head.method && head.target == other.head.target
            && head.headers == other.head.headers && body == other.body;
    }
};

/// A connection in front of a few routes.
class Front
{
    Q_DISABLE_COPY_MOVE(Front)

public:
    explicit Front(unsigned char how) : m_how(how), m_guard({.port = Port, .token = Token})
    {
        addRoutes();
        auto socket = std::make_unique<MemorySocket>(written);
        m_socket = socket.get();
        m_connection =
            std::make_unique<HttpConnection>(std::move(socket), (how & SameUser) != 0,
                                             HttpSurroundings{Limits, m_router, m_guard, m_clock, m_date});
        QObject::connect(m_connection.get(), &HttpConnection::answered,
                         [this](const AnsweredRequest &answered) { statuses.push_back(answered.status); });
    }

    void talk(const QByteArrayList &pieces)
    {
        for (const QByteArray &piece : pieces) {
            m_socket->feed(piece);
            settleAll();
        }
        if ((m_how & TimePasses) != 0) {
            m_now += std::chrono::minutes(2);
            m_connection->expire(m_now);
            settleAll();
        }
        if ((m_how & ClientCloses) != 0)
            m_socket->disconnectFromHost();
        settleAll();
    }

    QByteArray written;
    std::vector<int> statuses;
    std::vector<Handled> handled;

private:
    void addRoutes()
    {
        const auto echo = [this](const HttpRequest &request, const Reply &reply) {
            keep(request);
            reply.send(HttpResponse::text('>' + request.body)); // never the beginning of an answer
        };
        m_router.add({"GET", "/health", echo, Route::Access::Anyone});
        m_router.add({"POST", "/owner", echo, Route::Access::Owner});
        m_router.add("GET", "/private", echo);
        m_router.add("POST", "/echo", echo);
        m_router.add("DELETE", "/echo", echo);
        m_router.add("GET", "/echo/{text}", [this](const HttpRequest &request, const Reply &reply) {
            keep(request);
            require(!request.param("text").isEmpty(), "a route's parameter is never empty");
            reply.send(HttpResponse::text('>' + request.param("text").toUtf8()));
        });
        m_router.add("GET", "/later", [this](const HttpRequest &request, const Reply &reply) {
            keep(request);
            m_owed.push_back(reply);
        });
        m_router.add("GET", "/stream", [this](const HttpRequest &request, const Reply &reply) {
            keep(request);
            const ResponseStream stream = reply.stream(HttpResponse::text({}));
            stream.write("one");
            stream.write("two");
            stream.end();
        });
    }

    void keep(const HttpRequest &request) { handled.push_back({request.head, request.body}); }

    void settleAll()
    {
        do {
            for (const Reply &reply : std::exchange(m_owed, {}))
                reply.send(HttpResponse::text("later"));
            settle();
        } while (!m_owed.empty());
    }

    const unsigned char m_how;
    Instant m_now{std::chrono::hours(1)};
    const Clock m_clock = [this] { return m_now; };
    const QByteArray m_date = "now";
    Router m_router;
    Guard m_guard;
    std::vector<Reply> m_owed;
    MemorySocket *m_socket = nullptr;
    std::unique_ptr<HttpConnection> m_connection;
};

/// The guard let it through; so it must be allowed, by the words of docs/security.md.
void checkAllowed(const RequestHead &head, bool sameUser)
{
    static const std::set<QByteArray> hosts{"localhost:3030", "127.0.0.1:3030", "[::1]:3030"};
    static const std::set<QByteArray> origins{"http://localhost:3030", "http://127.0.0.1:3030",
                                              "http://[::1]:3030"};
    require(head.count("Host") == 1 || (head.count("Host") == 0 && head.minorVersion == 0),
            "there is one Host");
    require(head.count("Host") == 0 || hosts.contains(head.header("Host").toLower()), "the Host is ours");
    require(head.count("Origin") == 0 || origins.contains(head.header("Origin").toLower()),
            "the Origin is ours");
    const QByteArray site = head.header("Sec-Fetch-Site").toLower();
    require(head.count("Sec-Fetch-Site") == 0 || site == "same-origin" || site == "none",
            "no other site asks");
    const bool isOpen = head.path() == "/health";
    require(sameUser || isOpen || head.header("Authorization").endsWith(Token), "strangers have the token");
    require(sameUser || head.path() != "/owner", "strangers own nothing");
    require(!head.announcesBody() || head.header("Content-Type").toLower().contains("application/json"),
            "a body is JSON");
}

/// What reached a handler is what the reference reads too, in that order: no request was smuggled.
void checkReference(const std::vector<Handled> &handled, const QByteArray &sent)
{
    ReferenceReader reader(sent);
    for (const Handled &request : handled) {
        auto expected = reader.next();
        while (expected
               && !(expected->method == request.head.method && expected->target == request.head.target
                    && expected->headers.size() == request.head.headers.size()
                    && expected->body == request.body))
            expected = reader.next();
        require(expected.has_value(),
                "a handler sees no request but those that were sent, with all their headers");
        require(request.body.size() <= Limits.bodyBytes, "a body is no longer than allowed");
        require(qsizetype(request.head.headers.size()) <= Limits.headerCount,
                "there are not too many headers");
        require(request.head.path().startsWith('/'), "a path begins with a slash");
    }
}

void checkAnswers(const Front &front, const QByteArray &written, const QByteArray &sent)
{
    static const std::set<int> known{200, 400, 401, 403, 404, 405, 408, 413,
                                     414, 415, 417, 421, 429, 431, 505};
    const auto answers = readAnswers(written, sent.contains("HEAD "));
    require(answers.has_value(), "what is written is whole answers");
    require(answers->size() == front.statuses.size(), "each request has one answer");
    bool isOver = false;
    std::size_t good = 0;
    for (std::size_t i = 0; i < answers->size(); ++i) {
        const ReadAnswer &answer = (*answers)[i];
        require(!isOver, "nothing follows an answer that closes");
        require(answer.status == front.statuses[i], "an answer has the status that was reported");
        require(known.contains(answer.status), "a status is one that the front gives");
        require(answer.header("x-content-type-options") == "nosniff", "each answer has the security headers");
        const bool isBroken = answer.status == 400 || answer.status == 408 || answer.status == 414
            || answer.status == 431 || answer.status == 505;
        isOver = answer.header("connection") == "close";
        require(!isBroken || isOver, "after what could not be read for sure nothing is read");
        good += answer.status == 200 ? 1 : 0;
    }
    require(good == front.handled.size(),
            "each handled request has its answer, and no other request a good one");
}

/// Whether it comes depends on what has come of the body at that moment.
QByteArray withoutContinue(QByteArray written)
{
    return written.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto input = inputForLoop(data, size);
    if (!input)
        return 0;
    const unsigned char how = input->byte();
    const unsigned char pieces = input->byte();
    const QByteArray sent = input->rest();

    Front front(how);
    front.talk(inPieces(sent, pieces));
    const QByteArray written = withoutContinue(front.written);
    for (const Handled &request : front.handled)
        checkAllowed(request.head, (how & SameUser) != 0);
    checkReference(front.handled, sent);
    checkAnswers(front, written, sent);
    if (pieces != 0) {
        Front whole(how);
        whole.talk({sent});
        require(whole.handled == front.handled, "it does not matter in which pieces a request comes");
        require(withoutContinue(whole.written) == written,
                "answers do not depend on the pieces of a request");
    }
    return 0;
}
