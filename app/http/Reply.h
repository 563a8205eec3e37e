#pragma once

#include "Problem.h"

#include <base/WhenDone.h>

#include <QPointer>

#include <memory>

namespace vectray {

/// Who carries answers to the client: a connection, or a test's own. Lives in the main thread.
class ReplySink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void deliver(const HttpResponse &response) = 0;

    /// Sends the head and keeps the answer open.
    virtual void beginStream(const HttpResponse &head) = 0;
    virtual void writeStream(QByteArrayView bytes) = 0;
    virtual void endStream() = 0;
    virtual bool isStreaming() const = 0;
    virtual qint64 backlog() const = 0; ///< bytes written that the client has not taken

Q_SIGNALS:
    void backlogShrunk();
    void streamEnded(); ///< by either side
};

/// An answer that goes on, such as server-sent events. Copies mean the same stream. Main thread only.
///
/// A client that lets more than HttpLimits::backlogBytes pile up is cut off.
class ResponseStream
{
public:
    explicit ResponseStream(ReplySink *sink) : m_sink(sink) {}

    bool isOpen() const { return m_sink && m_sink->isStreaming(); }
    qint64 backlog() const { return m_sink ? m_sink->backlog() : 0; }
    void write(QByteArrayView bytes) const;
    void end() const;

    /// For its signals; null when the client has left.
    ReplySink *sink() const { return m_sink; }

private:
    QPointer<ReplySink> m_sink;
};

/// The right to answer one request, once. Copies mean the same request; keep one for as long as the
/// answer takes. If the last copy goes and nothing was sent, the client gets a 500.
///
/// Safe when the client has left or the server is gone: then nothing happens. send() and the
/// destructor may be called in any thread, the rest in the main thread.
class Reply
{
public:
    Reply(ReplySink *sink, const QByteArray &path);

    void send(const HttpResponse &response) const;
    void send(const Problem &problem) const;
    void send(const Checked<HttpResponse> &response) const;
    void send(const Error &error) const { send(Problem::of(error)); }

    /// Sends what toResponse makes of the future's result: an HttpResponse, Problem, either or Error. A
    /// future that is cancelled answers 503.
    template<typename T, typename F>
    void follow(const QFuture<T> &future, F toResponse) const;

    /// Begins an answer that goes on. It counts as the one answer.
    ResponseStream stream(const HttpResponse &head) const;

    /// The client is still there and waits.
    bool isWanted() const;

private:
    class Exchange;

    QObject *context() const;
    void answerIfDropped(Error error) const;

    std::shared_ptr<Exchange> m_exchange;
};

template<typename T, typename F>
void Reply::follow(const QFuture<T> &future, F toResponse) const
{
    answerIfDropped({Error::Kind::Cancelled, QStringLiteral("the work for this request was cancelled")});
    if (QObject *receiver = context()) {
        whenDone(future, receiver, [reply = *this, toResponse = std::move(toResponse)](const T &result) {
            reply.send(toResponse(result));
        });
    }
}

} // namespace vectray
