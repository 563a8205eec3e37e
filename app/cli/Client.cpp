#include "Client.h"

#include "ExitCode.h"
#include "PortOwner.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <unistd.h>

#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The sentence in an RFC 9457 problem, with the places it points at.
QString sentenceIn(const QJsonObject &problem, int status)
{
    QString sentence;
    for (const auto name : {"detail"_L1, "error"_L1, "title"_L1}) {
        if (sentence.isEmpty())
            sentence = problem.value(name).toString();
    }
    if (sentence.isEmpty())
        sentence = u"the daemon answered with status %1"_s.arg(status);
    const QJsonArray places = problem.value("errors"_L1).toArray();
    for (const auto &place : places) {
        const QJsonObject object = place.toObject();
        sentence +=
            u" (%1: %2)"_s.arg(object.value("pointer"_L1).toString(), object.value("detail"_L1).toString());
    }
    return sentence;
}

/// Why there is no HTTP answer at all.
Error transportError(const QNetworkReply &reply, const QUrl &url)
{
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
        return notRunning(url);
    default:
        return {
            Error::Kind::Internal,
            u"the connection to %1 failed: %2"_s.arg(url.toString(QUrl::RemovePath), reply.errorString())};
    }
}

Result<QJsonObject> answerIn(QNetworkReply &reply, const QUrl &url)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return transportError(reply, url);
    QJsonParseError mistake;
    const QJsonDocument document = QJsonDocument::fromJson(reply.readAll(), &mistake);
    if (status >= 400)
        return Error{errorKindOf(status), sentenceIn(document.object(), status)};
    if (status >= 300)
        return Error{Error::Kind::Internal,
                     u"%1 wants to send us elsewhere (status %2); is that Vectray?"_s.arg(
                         url.toString(QUrl::RemovePath), QString::number(status))};
    if (!document.isObject())
        return Error{
            Error::Kind::Internal,
            u"%1 did not answer with a JSON object; is that Vectray?"_s.arg(url.toString(QUrl::RemovePath))};
    return document.object();
}

} // namespace

QByteArray projectPath(const QString &project, const char *rest)
{
    return "/projects/" + QUrl::toPercentEncoding(project) + rest;
}

Error notRunning(const QUrl &url)
{
    return {Error::Kind::Unavailable,
            u"Vectray is not running at %1. Start it with 'vectray' (system tray) or 'vectray serve'."_s.arg(
                url.toString(QUrl::RemovePath | QUrl::RemoveQuery))};
}

Client::Client(Endpoint endpoint) : m_endpoint(std::move(endpoint))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QNetworkRequest Client::request(const QUrl &url) const
{
    QNetworkRequest made(url);
    made.setHeader(QNetworkRequest::UserAgentHeader, u"vectray"_s);
    if (!m_endpoint.token.isEmpty())
        made.setRawHeader("Authorization", "Bearer " + m_endpoint.token);
    return made;
}

/// Whoever was first on the port may be another user, who would like to read what we search for.
Done Client::checkOwner()
{
    if (m_ownerChecked)
        return {};
    const auto owner = portOwner(quint16(m_endpoint.url.port()));
    if (owner && owner->uid != ::geteuid())
        return Error{Error::Kind::Denied,
                     u"port %1 belongs to %2, not to you"_s.arg(QString::number(m_endpoint.url.port()),
                                                                withProcess(*owner).toString())};
    m_ownerChecked = true;
    return {};
}

Result<QJsonObject> Client::ask(const Question &question)
{
    if (Done checked = checkOwner(); !checked)
        return checked.error();
    const QUrl url = QUrl::fromEncoded(m_endpoint.url.toEncoded() + question.path, QUrl::StrictMode);
    QNetworkRequest made = request(url);
    QByteArray body;
    if (question.body) {
        made.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        body = QJsonDocument(*question.body).toJson(QJsonDocument::Compact);
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(made, question.method, body));
    QEventLoop loop;
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(&patience, &QTimer::timeout, &loop, &QEventLoop::quit);
    patience.start(question.patience);
    if (!reply->isFinished())
        loop.exec();
    if (!reply->isFinished())
        return Error{Error::Kind::Cancelled,
                     u"no answer from %1 within %2 s"_s.arg(
                         url.toString(QUrl::RemovePath | QUrl::RemoveQuery),
                         QString::number(double(question.patience.count()) / 1000))};
    return answerIn(*reply, url);
}

} // namespace vectray
