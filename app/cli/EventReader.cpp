#include "EventReader.h"

#include "Client.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QTimer>
#include <QUrlQuery>
#include <QWebSocket>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

class Reading : public QObject
{
    Q_DISABLE_COPY_MOVE(Reading)

public:
    Reading(const Client &client, const EventWish &wish, const EventReader &reader)
        : m_client(client)
        , m_wish(wish)
        , m_reader(reader)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        m_patience.setSingleShot(true);
        connect(&m_socket, &QWebSocket::textMessageReceived, this, &Reading::take);
        // The daemon answers a ping behind all that it had to say before.
        connect(&m_socket, &QWebSocket::pong, this, [this] { end({}); });
        connect(&m_socket, &QWebSocket::disconnected, this, [this] { end(goneError()); });
        connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
                [this] { end(goneError()); });
        connect(&m_patience, &QTimer::timeout, this, [this] {
            end(Error{Error::Kind::Cancelled, u"the daemon sent no events in time"_s});
        });
    }

    Done run()
    {
        QUrl url = m_client.endpoint().url;
        url.setScheme(u"ws"_s);
        url.setPath(u"/ws"_s);
        if (m_wish.since)
            url.setQuery(QUrlQuery{{u"since"_s, QString::number(*m_wish.since)}});
        m_patience.start(m_wish.patience);
        m_socket.open(m_client.request(url));
        if (!m_ended)
            m_loop.exec();
        m_socket.disconnect(this);
        return m_outcome;
    }

private:
    void take(const QString &message)
    {
        if (m_ended)
            return;
        const QJsonDocument document = QJsonDocument::fromJson(message.toUtf8());
        if (!std::exchange(m_greeted, true)) {
            if (m_wish.follow)
                m_patience.stop();
            else
                m_socket.ping();
        }
        if (!document.isObject())
            return end(Error{Error::Kind::Internal, u"the daemon sent an event that is no JSON object"_s});
        if (Done read = m_reader(document.object()); !read)
            end(read.error());
    }

    Error goneError() const
    {
        const QString reason =
            m_socket.closeReason().isEmpty() ? m_socket.errorString() : m_socket.closeReason();
        return {m_greeted ? Error::Kind::Unavailable : Error::Kind::Internal,
                u"the daemon closed the connection: %1"_s.arg(reason)};
    }

    void end(const Done &outcome)
    {
        if (std::exchange(m_ended, true))
            return;
        m_outcome = outcome;
        m_loop.quit();
    }

    const Client &m_client;
    const EventWish &m_wish;
    const EventReader &m_reader;
    QWebSocket m_socket;
    QTimer m_patience;
    QEventLoop m_loop;
    Done m_outcome;
    bool m_greeted = false;
    bool m_ended = false;
};

} // namespace

Done readEvents(const Client &client, const EventWish &wish, const EventReader &reader)
{
    return Reading(client, wish, reader).run();
}

} // namespace vectray
