#pragma once

#include "Client.h"
#include "Command.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

namespace vectray {

class Console;

/// While it lives, a line on the terminal that says how far the sync of a folder is. It asks the daemon now
/// and then, beside the question that waits for the sync; where the folder is not watched there is nothing to
/// show.
class SyncProgress final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SyncProgress)

public:
    /// Both must outlive this.
    SyncProgress(const Client &client, Console &console, command::FolderName folder);
    ~SyncProgress() override; ///< clears the line

private:
    void ask();
    void show(const QJsonObject &watchers);

    const Client &m_client;
    Console &m_console;
    const command::FolderName m_folder;
    QNetworkAccessManager m_network;
    QTimer m_timer;
};

/// "[#####     ]  50 %  5 of 10 files", no wider than \a width (0: any); empty without a total.
QString progressBar(qint64 current, qint64 total, int width);

} // namespace vectray
