#include "Reply.h"

#include "HttpLogging.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

void deliver(const QPointer<ReplySink> &sink, const HttpResponse &response)
{
    auto *const application = QCoreApplication::instance();
    if (!application)
        return;
    if (QThread::currentThread() == application->thread()) {
        if (sink)
            sink->deliver(response);
        return;
    }
    // The sink may die at any moment over there, so it is only looked at over there.
    QMetaObject::invokeMethod(
        application, [sink, response] { deliver(sink, response); }, Qt::QueuedConnection);
}

} // namespace

/// What the copies of a reply share.
class Reply::Exchange
{
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    Exchange(ReplySink *theSink, QByteArray thePath) : sink(theSink), path(std::move(thePath)) {}

    ~Exchange()
    {
        if (!claim())
            return;
        if (dropped.kind == Error::Kind::Internal && sink)
            qCCritical(logHttp, "event=reply-dropped path=%s", path.constData());
        deliver(sink, Problem::of(dropped).toResponse(path));
    }

    /// True for the first caller only.
    bool claim() { return !answered.exchange(true); }

    const QPointer<ReplySink> sink;
    const QByteArray path;
    Error dropped{Error::Kind::Internal, u"the server lost this request"_s};
    std::atomic<bool> answered = false;
};

void ResponseStream::write(QByteArrayView bytes) const
{
    if (isOpen())
        m_sink->writeStream(bytes);
}

void ResponseStream::end() const
{
    if (isOpen())
        m_sink->endStream();
}

Reply::Reply(ReplySink *sink, const QByteArray &path) : m_exchange(std::make_shared<Exchange>(sink, path)) {}

void Reply::send(const HttpResponse &response) const
{
    if (m_exchange->claim())
        deliver(m_exchange->sink, response);
    else
        qCCritical(logHttp, "event=second-answer path=%s status=%d", m_exchange->path.constData(),
                   response.status);
}

void Reply::send(const Problem &problem) const
{
    send(problem.toResponse(m_exchange->path));
}

void Reply::send(const Checked<HttpResponse> &response) const
{
    std::visit([this](const auto &sent) { send(sent); }, response);
}

ResponseStream Reply::stream(const HttpResponse &head) const
{
    if (!m_exchange->claim() || !m_exchange->sink)
        return ResponseStream(nullptr);
    m_exchange->sink->beginStream(head);
    return ResponseStream(m_exchange->sink);
}

bool Reply::isWanted() const
{
    return m_exchange->sink && !m_exchange->answered;
}

QObject *Reply::context() const
{
    return m_exchange->sink;
}

void Reply::answerIfDropped(Error error) const
{
    m_exchange->dropped = std::move(error);
}

} // namespace vectray
