#pragma once

#include "AgentConnection.h"
#include "ApiAccess.h"
#include "EmbeddingCost.h"
#include "FolderOptions.h"
#include "ProgramState.h"
#include "StorageInfo.h"

#include <domain/EmbeddingServiceState.h>
#include <domain/EmbeddingTrial.h>
#include <domain/FileProblem.h>
#include <domain/Folder.h>
#include <domain/Result.h>
#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>
#include <domain/Settings.h>
#include <domain/SyncEvent.h>

#include <QObject>

#include <functional>
#include <optional>

namespace vectray {

/// What the user interface asks of the rest of the program, and what it is told by it.
///
/// Everything happens in the GUI thread. A question returns at once, without waiting for anything;
/// its answer is called later (never from inside the call), exactly once, unless the context is gone.
/// Orders without an answer show their effect as folderChanged() or programStateChanged().
class Backend : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Answer = std::function<void(const Result<T> &)>;

    using QObject::QObject;

    /// In the order in which they were added.
    virtual QList<Folder> folders() const = 0;
    virtual ProgramState programState() const = 0;

    /// An error's message is shown beside the form that was filled in.
    virtual void addFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done) = 0;
    virtual void changeFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done) = 0;
    virtual void removeFolder(const WatchConfig::Key &folder, bool keepIndex) = 0;
    virtual void setEnabled(const WatchConfig::Key &folder, bool enabled) = 0;

    /// Looks at the whole folder now; also the way to try again after an error.
    virtual void syncNow(const WatchConfig::Key &folder) = 0;
    virtual void setPaused(const WatchConfig::Key &folder, bool paused) = 0;

    /// \a until is UTC; nothing: until resumeAll().
    virtual void pauseAll(std::optional<QDateTime> until) = 0;
    virtual void resumeAll() = 0;

    virtual void search(const SearchQuery &query, QObject *context, Answer<QList<SearchHit>> done) = 0;
    virtual void problems(const WatchConfig::Key &folder, QObject *context,
                          Answer<QList<FileProblem>> done) = 0;
    virtual void preview(const FolderOptions &options, QObject *context, Answer<FolderPreview> done) = 0;
    virtual void storage(QObject *context, Answer<StorageInfo> done) = 0;
    /// Gives back to the disk what nothing is kept in any more; it may take minutes. Answers with what is
    /// there then.
    virtual void compactStorage(QObject *context, Answer<StorageInfo> done) = 0;
    /// Whether the index could be kept at this address of a PostgreSQL, and what to set right if not; some
    /// seconds at most. An empty \a password: what the environment, the keyring or ~/.pgpass has.
    virtual void tryStorage(const QString &address, const QByteArray &password, QObject *context,
                            Answer<StorageTrial> done) = 0;
    /// Puts the password for this address into the keyring; an empty one takes it out.
    virtual void keepStoragePassword(const QString &address, const QByteArray &password, QObject *context,
                                     std::function<void(const Done &)> done) = 0;

    /// Copies the index into another store, named as in the settings, and compares both; indexing rests
    /// meanwhile, and what was broken off goes on where it was. One at a time. Cancelled: by
    /// stopStorageCopy(). An empty \a password: as in tryStorage().
    virtual void copyStorage(const QString &store, const QByteArray &password, QObject *context,
                             Answer<StorageCopied> done) = 0;
    virtual void stopStorageCopy() = 0;

    /// As the next start will find them, without what the command line says.
    virtual Settings settings() const = 0;
    /// Keys of those settings that the environment decides: changing them would do nothing.
    virtual QStringList fixedSettings() const = 0;
    /// Answers with the settings as they are now written.
    virtual void changeSettings(const Settings &settings, QObject *context, Answer<Settings> done) = 0;
    virtual ApiAccess apiAccess() const = 0;
    /// Makes a new token; the old one is worth nothing from then on.
    virtual void renewToken(QObject *context, Answer<ApiAccess> done) = 0;

    virtual void agents(QObject *context, Answer<QList<AgentConnection>> done) = 0;
    virtual void setAgentConnected(const QString &agent, bool connected, QObject *context,
                                   std::function<void(const Done &)> done) = 0;
    /// Gathers what helps to find a fault, without secrets, in a file that only its user can read.
    virtual void saveDebugArchive(const QString &file, QObject *context,
                                  std::function<void(const Done &)> done) = 0;

    virtual EmbeddingServiceState embedding() const = 0;
    /// Embeds a word by what \a settings say, saved or not, for ten seconds at most. An empty \a key: what
    /// the environment or the keyring has.
    virtual void tryEmbedding(const Settings &settings, const QByteArray &key, QObject *context,
                              Answer<EmbeddingTrial> done) = 0;
    /// What it would cost to have the index embedded by what \a settings say, saved or not; asks no service.
    virtual void embeddingCost(const Settings &settings, QObject *context, Answer<EmbeddingCost> done) = 0;
    /// Puts a provider's key into the keyring.
    virtual void keepKey(const QString &provider, const QByteArray &key, QObject *context,
                         std::function<void(const Done &)> done) = 0;

Q_SIGNALS:
    void folderChanged(const vectray::Folder &folder); ///< or was added
    void folderRemoved(const vectray::WatchConfig::Key &folder);
    void programStateChanged(const vectray::ProgramState &state);
    void storageCopyProgressed(const vectray::StorageCopyProgress &progress);
    void eventHappened(const vectray::SyncEvent &event);
};

} // namespace vectray
