#pragma once

#include <base/Paths.h>
#include <items/Backend.h>

#include <QFuture>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace vectray {

class AutoWatchManager;
class EmbedderSeat;
class EmbeddingSetup;
class EventBus;
class IndexStore;
class Searcher;
class SecretStore;
class StoreTransfer;
struct StoreInfo;

/// The engine as the user interface sees it. Main thread.
class UiBackend final : public Backend
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UiBackend)

public:
    struct Parts
    {
        AutoWatchManager &manager;
        EventBus &events;
        IndexStore &store;
        const Searcher &searcher;
        QThreadPool &pool;
        QString settingsFile; ///< absolute; need not be there
        std::function<ApiAccess()> api;
        std::function<Done()> replaceToken;
        EmbedderSeat &embedders;
        EmbeddingSetup &embedding;
        SecretStore &secrets;
        Paths paths;
        QString usualIndex; ///< the file that has the index unless the settings say otherwise
        std::function<QFuture<Result<StoreInfo>>()> compact; ///< empty: there is nothing to be compacted
    };

    explicit UiBackend(const Parts &parts);
    ~UiBackend() override;

    QList<Folder> folders() const override;
    ProgramState programState() const override;
    void addFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done) override;
    void changeFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done) override;
    void removeFolder(const WatchConfig::Key &folder, bool keepIndex) override;
    void setEnabled(const WatchConfig::Key &folder, bool enabled) override;
    void syncNow(const WatchConfig::Key &folder) override;
    void setPaused(const WatchConfig::Key &folder, bool paused) override;
    void pauseAll(std::optional<QDateTime> until) override;
    void resumeAll() override;
    void search(const SearchQuery &query, QObject *context, Answer<QList<SearchHit>> done) override;
    void problems(const WatchConfig::Key &folder, QObject *context, Answer<QList<FileProblem>> done) override;
    void preview(const FolderOptions &options, QObject *context, Answer<FolderPreview> done) override;
    void storage(QObject *context, Answer<StorageInfo> done) override;
    void compactStorage(QObject *context, Answer<StorageInfo> done) override;
    void tryStorage(const QString &address, const QByteArray &password, QObject *context,
                    Answer<StorageTrial> done) override;
    void keepStoragePassword(const QString &address, const QByteArray &password, QObject *context,
                             std::function<void(const Done &)> done) override;
    void copyStorage(const QString &store, const QByteArray &password, QObject *context,
                     Answer<StorageCopied> done) override;
    void stopStorageCopy() override;
    Settings settings() const override;
    QStringList fixedSettings() const override;
    void changeSettings(const Settings &settings, QObject *context, Answer<Settings> done) override;
    ApiAccess apiAccess() const override { return m_parts.api(); }
    void renewToken(QObject *context, Answer<ApiAccess> done) override;
    void agents(QObject *context, Answer<QList<AgentConnection>> done) override;
    void setAgentConnected(const QString &agent, bool connected, QObject *context,
                           std::function<void(const Done &)> done) override;
    void saveDebugArchive(const QString &file, QObject *context,
                          std::function<void(const Done &)> done) override;
    EmbeddingServiceState embedding() const override;
    void tryEmbedding(const Settings &settings, const QByteArray &key, QObject *context,
                      Answer<EmbeddingTrial> done) override;
    void embeddingCost(const Settings &settings, QObject *context, Answer<EmbeddingCost> done) override;
    void keepKey(const QString &provider, const QByteArray &key, QObject *context,
                 std::function<void(const Done &)> done) override;

private:
    void look();
    std::function<void(const Result<StoreInfo> &)> answerWithStorage(Answer<StorageInfo> done) const;

    void makeTransfer();

    Parts m_parts;
    std::unique_ptr<StoreTransfer> m_transfer;
    ProgramState m_told; ///< as it was last told
    QTimer m_looks; ///< at what does not tell by itself how it is
};

} // namespace vectray
