#include "SyncProgress.h"

#include "Console.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Interval{300};

} // namespace

SyncProgress::SyncProgress(const Client &client, Console &console, command::FolderName folder)
    : m_client(client)
    , m_console(console)
    , m_folder(std::move(folder))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_timer.setSingleShot(true); // the next question after the answer to the last one
    connect(&m_timer, &QTimer::timeout, this, &SyncProgress::ask);
    m_timer.start(Interval);
}

SyncProgress::~SyncProgress()
{
    m_console.progress({});
}

void SyncProgress::ask()
{
    const QByteArray path = projectPath(m_folder.project, "/watch/list");
    const QUrl url = QUrl::fromEncoded(m_client.endpoint().url.toEncoded() + path, QUrl::StrictMode);
    QNetworkReply *reply = m_network.get(m_client.request(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        show(QJsonDocument::fromJson(reply->readAll()).object());
        m_timer.start(Interval);
    });
}

void SyncProgress::show(const QJsonObject &answer)
{
    const QJsonArray watchers = answer.value("watchers"_L1).toArray();
    for (const auto &watcher : watchers) {
        if (watcher["path"_L1].toString() != m_folder.path
            || watcher["dataset"_L1].toString() != m_folder.dataset)
            continue;
        const QJsonValue progress = watcher["progress"_L1];
        const QString bar = progressBar(progress["current"_L1].toInteger(), progress["total"_L1].toInteger(),
                                        m_console.style().width);
        if (!bar.isEmpty())
            m_console.progress(bar);
    }
}

QString progressBar(qint64 current, qint64 total, int width)
{
    constexpr int BarWidth = 30;
    if (total <= 0)
        return {};
    const qint64 done = std::clamp<qint64>(current, 0, total);
    const auto filled = int(done * BarWidth / total);
    const QString bar = u'[' + QString(filled, u'#') + QString(BarWidth - filled, u' ') + u']';
    const QString figures = u"%1 %  %2 of %3 files"_s.arg(done * 100 / total, 3).arg(done).arg(total);
    const QString whole = bar + u' ' + figures;
    if (width <= 0 || whole.size() < width)
        return whole;
    return figures.trimmed().left(width - 1);
}

} // namespace vectray
