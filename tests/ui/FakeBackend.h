#pragma once

#include <items/Backend.h>

#include <QStringList>
#include <QTimer>

namespace vectray {

/// A backend without an engine: folders are a list, a sync is a timer that counts, a search looks for
/// words in a few texts. Keeps its promises: answers come later, effects are told.
class FakeBackend : public Backend
{
    Q_OBJECT

public:
    explicit FakeBackend(QObject *parent = nullptr);

    /// Adds or replaces a folder as it is.
    void put(const Folder &folder);
    void tell(const SyncEvent &event) { Q_EMIT eventHappened(event); }
    void setProgram(const ProgramState &state);
    /// Puts a text into the index.
    void addHit(const SearchHit &hit) { m_texts.append(hit); }
    void addProblem(const WatchConfig::Key &folder, const FileProblem &problem);
    /// What addFolder() answers instead of adding.
    void refuse(const QString &sentence) { m_refusal = sentence; }
    /// Answers of search() are held back until release().
    void holdAnswers() { m_hold = true; }
    void releaseAnswers();

    QStringList orders; ///< what was asked, in words, oldest first
    QList<SearchQuery> queries;
    QStringList fixed; ///< keys of settings
    EmbeddingCost cost; ///< of whatever is asked about
    std::optional<std::chrono::seconds> previewTime{2};

    QList<Folder> folders() const override { return m_folders; }
    ProgramState programState() const override { return m_program; }
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
    void stopStorageCopy() override { note(QStringLiteral("stopStorageCopy")); }
    Settings settings() const override { return m_settings; }
    QStringList fixedSettings() const override { return fixed; }
    void changeSettings(const Settings &settings, QObject *context, Answer<Settings> done) override;
    void renewToken(QObject *context, Answer<ApiAccess> done) override;
    void agents(QObject *context, Answer<QList<AgentConnection>> done) override;
    void setAgentConnected(const QString &agent, bool connected, QObject *context,
                           std::function<void(const Done &)> done) override;
    void saveDebugArchive(const QString &file, QObject *context,
                          std::function<void(const Done &)> done) override;
    EmbeddingServiceState embedding() const override
    {
        return {.model = {.model = QStringLiteral("vectray-256")}};
    }
    void tryEmbedding(const Settings &settings, const QByteArray &key, QObject *context,
                      Answer<EmbeddingTrial> done) override;
    void embeddingCost(const Settings &settings, QObject *context, Answer<EmbeddingCost> done) override;
    void keepKey(const QString &provider, const QByteArray &key, QObject *context,
                 std::function<void(const Done &)> done) override;
    ApiAccess apiAccess() const override
    {
        return {QStringLiteral("http://127.0.0.1:3030"), QStringLiteral("not-a-real-token")};
    }

Q_SIGNALS:
    void ordered(const QString &order);

private:
    void note(const QString &order);
    Folder *find(const WatchConfig::Key &key);
    void step();
    void finish(Folder &folder);
    static WatchConfig configOf(const FolderOptions &options);

    QList<Folder> m_folders;
    ProgramState m_program;
    Settings m_settings;
    QList<SearchHit> m_texts;
    QHash<WatchConfig::Key, QList<FileProblem>> m_problems;
    QString m_refusal;
    bool m_agentConnected = false;
    bool m_hold = false;
    QList<std::function<void()>> m_held;
    QTimer m_steps;
};

} // namespace vectray
