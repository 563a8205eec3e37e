#include "McpBridge.h"

#include "Client.h"
#include "MessageHeaders.h"
#include "ParentWatch.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto GraceTime = 10s;
constexpr auto AnswerTime = 120s;

/// The sentence of a refusal that is no JSON-RPC message.
QString sentenceOf(const QByteArray &body, const QString &otherwise)
{
    const QString detail = QJsonDocument::fromJson(body).object().value("detail"_L1).toString();
    return detail.isEmpty() ? otherwise : detail;
}

} // namespace

McpBridge::McpBridge(Options options) : m_options(std::move(options))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(int(std::chrono::milliseconds(AnswerTime).count()));
    m_grace.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, &McpBridge::finished);
}

McpBridge::~McpBridge() = default;

Done McpBridge::open()
{
    auto endpoint = reachDaemon(m_options.daemon);
    if (!endpoint)
        return endpoint.error();
    m_endpoint = *std::move(endpoint);
    m_notifier = std::make_unique<QSocketNotifier>(m_options.input, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &McpBridge::readInput);
    return {};
}

void McpBridge::readInput()
{
    std::array<char, 65536> bytes{};
    const ssize_t count = ::read(m_options.input, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        m_notifier->setEnabled(false);
        m_ended = true;
        takeAll(m_lines.end());
        m_grace.start(GraceTime);
        finishIfDone();
        return;
    }
    takeAll(m_lines.take(QByteArrayView(bytes.data(), count)));
}

void McpBridge::takeAll(const MessageLines::Lines &lines)
{
    for (const std::optional<QByteArray> &line : lines) {
        if (line)
            take(*line);
        else
            answerError({}, u"a message may be no longer than 1 MiB"_s);
    }
}

void McpBridge::take(const QByteArray &bytes)
{
    const Line line{.bytes = bytes, .json = QJsonDocument::fromJson(bytes)};
    const QJsonObject message = line.json.object();
    if (message.value("method"_L1) == "notifications/cancelled"_L1)
        return cancel(message.value("params"_L1)["requestId"_L1]);
    send(line);
}

void McpBridge::send(const Line &line)
{
    QUrl url = m_endpoint.url;
    url.setPath(u"/mcp"_s);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"vectray"_s);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Accept", "application/json, text/event-stream");
    if (!m_endpoint.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_endpoint.token);
    if (m_options.mayManage)
        request.setRawHeader("Vectray-Allow-Manage", "true");
    const QJsonObject message = line.json.object();
    for (const auto &[name, value] : messageHeaders(message, m_version))
        request.setRawHeader(name, value);
    QNetworkReply *reply = m_network.post(request, line.bytes);
    m_asked.insert(reply, message.value("id"_L1));
    connect(reply, &QNetworkReply::finished, this, [this, reply, line] {
        reply->deleteLater();
        if (m_asked.remove(reply))
            onAnswer(reply, line);
        finishIfDone();
    });
}

void McpBridge::onAnswer(QNetworkReply *reply, const Line &line)
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 && !line.sentAgain && reply->error() != QNetworkReply::OperationCanceledError)
        return sendAgain(line);
    if (status == 0)
        return answerError(line, u"Vectray does not answer: %1"_s.arg(reply->errorString()));
    const QByteArray body = reply->readAll();
    if (body.isEmpty() && status < 400)
        return;
    const QJsonDocument answered = QJsonDocument::fromJson(body);
    const bool isMessage = answered.isArray() || answered.object().value("jsonrpc"_L1) == "2.0"_L1;
    if (!isMessage)
        return answerError(
            line, sentenceOf(body, u"Vectray refused the message with HTTP status %1"_s.arg(status)));
    if (line.json.object().value("method"_L1) == "initialize"_L1)
        m_version = answered.object().value("result"_L1)["protocolVersion"_L1].toString().toLatin1();
    answer(answered.toJson(QJsonDocument::Compact));
}

/// The daemon was restarted, perhaps on another port, or has ended.
void McpBridge::sendAgain(Line line)
{
    const auto endpoint = reachDaemon(m_options.daemon);
    if (!endpoint)
        return answerError(line, endpoint.error().message);
    m_endpoint = *endpoint;
    line.sentAgain = true;
    send(line);
}

void McpBridge::cancel(const QJsonValue &id)
{
    const auto asked = m_asked;
    for (auto entry = asked.begin(); entry != asked.end(); ++entry) {
        if (entry.value() != id || id.isUndefined())
            continue;
        m_asked.remove(entry.key()); // whoever cancels wants no answer
        entry.key()->abort();
    }
}

void McpBridge::answer(const QByteArray &json)
{
    const QByteArray line = json + '\n';
    for (qsizetype written = 0; written < line.size();) {
        const ssize_t count =
            ::write(m_options.output, line.data() + written, std::size_t(line.size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) { // nobody reads any more
            m_grace.start(0);
            return;
        }
        written += count;
    }
}

/// Only requests are answered.
void McpBridge::answerError(const Line &line, const QString &sentence)
{
    const QJsonObject message = line.json.object();
    QJsonObject error{{u"jsonrpc"_s, u"2.0"_s},
                      {u"error"_s, QJsonObject{{u"code"_s, -32603}, {u"message"_s, sentence}}}};
    if (message.contains("id"_L1))
        error.insert(u"id"_s, message.value("id"_L1));
    else if (message.contains("method"_L1))
        return;
    answer(QJsonDocument(error).toJson(QJsonDocument::Compact));
}

void McpBridge::finishIfDone()
{
    if (m_ended && m_asked.isEmpty())
        m_grace.start(0);
}

Result<ExitCode> runMcpBridge(const McpBridge::Options &options)
{
    std::signal(SIGPIPE, SIG_IGN);
    QEventLoop loop;
    const ParentWatch parent;
    // At once: it may come while the daemon is being reached, and there is nobody left to say goodbye to.
    QObject::connect(&parent, &ParentWatch::parentDied, &loop, [] { std::_Exit(toInt(ExitCode::Ok)); });
    McpBridge bridge(options);
    QObject::connect(&bridge, &McpBridge::finished, &loop, &QEventLoop::quit);
    if (Done opened = bridge.open(); !opened)
        return opened.error();
    loop.exec();
    return ExitCode::Ok;
}

} // namespace vectray
