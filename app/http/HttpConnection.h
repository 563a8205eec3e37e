#pragma once

#include "Guard.h"
#include "HeadScanner.h"
#include "Reply.h"
#include "RequestParser.h"
#include "Router.h"

#include <base/Clock.h>

#include <QTcpSocket>

#include <memory>

namespace vectray {

/// What one connection needs of its server; all of it outlives the connection.
struct HttpSurroundings
{
    const HttpLimits &limits;
    const Router &router;
    Guard &guard;
    const Clock &clock;
    const QByteArray &date; ///< for the Date header, kept current
};

/// One answered request, for metrics.
struct AnsweredRequest
{
    QByteArray route = {}; ///< the template; empty if the request was refused before it had one
    int status = 0;
    std::chrono::nanoseconds duration{}; ///< from the whole request to the answer
};

/// One client. Requests are read one at a time: while an answer is due, or while the client does not
/// take what it was sent, nothing more is read. So pipelined answers are in order, and a client can
/// make us hold no more than one request and HttpLimits::backlogBytes.
class HttpConnection final : public ReplySink
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    HttpConnection(std::unique_ptr<QTcpSocket> socket, bool sameUser, const HttpSurroundings &surroundings);
    ~HttpConnection() override;

    /// Ends what has taken longer than the limits allow. To be called now and then.
    void expire(Instant now);

    void deliver(const HttpResponse &response) override;
    void beginStream(const HttpResponse &head) override;
    void writeStream(QByteArrayView bytes) override;
    void endStream() override;
    bool isStreaming() const override { return m_phase == Phase::Streaming; }
    qint64 backlog() const override;

Q_SIGNALS:
    /// The last signal. The connection may be deleted, though not in a slot of this.
    void closed();

    /// The socket is about to go to an Upgrader; closed() follows.
    void upgraded(QTcpSocket *socket);

    void answered(const vectray::AnsweredRequest &request);

private:
    enum class Phase { Head, Body, Answering, Streaming, Lingering, Closed };

    void process();
    bool step();
    bool readHead();
    bool onHead(QByteArrayView head);
    bool onRoute(Router::Match match);
    bool readBody();
    void dispatch();
    bool upgrade(Upgrader &upgrader);
    bool refuse(const Problem &problem);

    void write(const QByteArray &bytes);
    void onBytesWritten();
    void nextRequest();
    void linger();
    void endOutput();
    void discard();
    void close();
    void processSoon();
    ResponseFraming framing() const;
    void report(int status);

    std::unique_ptr<QTcpSocket> m_socket; ///< null after an upgrade
    const HttpSurroundings m_surroundings;
    const bool m_sameUser;

    Phase m_phase = Phase::Head;
    HeadScanner m_scanner;
    std::unique_ptr<RequestParser> m_parser;
    HttpRequest m_request;
    const Route *m_route = nullptr;
    bool m_begun = false; ///< bytes of the request that is being read have come
    bool m_keepAlive = true;
    bool m_processing = false;
    bool m_processQueued = false;
    qint64 m_discarded = 0;
    Instant m_deadline; ///< of the phase; Answering and Streaming have none
    Instant m_lastProgress; ///< when the client last took bytes
    Instant m_dispatchedAt;
};

} // namespace vectray
