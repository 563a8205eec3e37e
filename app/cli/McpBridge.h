#pragma once

#include "DaemonStarter.h"
#include "ExitCode.h"
#include "MessageLines.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

class QNetworkReply;

namespace vectray {

/// Carries MCP messages between a client on standard input and output (one JSON message a line) and POST /mcp
/// of the daemon. It knows of the protocol only what the HTTP headers need. Main thread.
class McpBridge final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(McpBridge)

public:
    struct Options
    {
        DaemonWish daemon = {};
        bool mayManage = false; ///< tell the daemon that this client may change what is indexed
        int input = 0; ///< descriptors
        int output = 1;
    };

    explicit McpBridge(Options options);
    ~McpBridge() override;

    /// Reaches the daemon. Nothing is read before.
    Done open();

Q_SIGNALS:
    void finished(); ///< the client has closed its end, and has its answers

private:
    struct Line
    {
        QByteArray bytes = {};
        QJsonDocument json = {};
        bool sentAgain = false; ///< after the daemon was found gone
    };

    void readInput();
    void takeAll(const MessageLines::Lines &lines);
    void take(const QByteArray &bytes);
    void send(const Line &line);
    void onAnswer(QNetworkReply *reply, const Line &line);
    void sendAgain(Line line);
    void cancel(const QJsonValue &id);
    void answer(const QByteArray &json);
    void answerError(const Line &line, const QString &sentence);
    void finishIfDone();

    const Options m_options;
    Endpoint m_endpoint;
    QNetworkAccessManager m_network;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_grace; ///< for answers that are out when the client closes its end
    MessageLines m_lines;
    QHash<QNetworkReply *, QJsonValue> m_asked; ///< ids
    QByteArray m_version; ///< of the protocol, as the handshake settled it; empty: none yet
    bool m_ended = false; ///< of the input
};

/// Runs a bridge until its client or its parent is gone.
Result<ExitCode> runMcpBridge(const McpBridge::Options &options);

} // namespace vectray
