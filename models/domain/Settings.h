#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>

namespace vectray {

/// How the program runs: the settings that are not about single folders. What each is called in the
/// environment and in the settings file, and what it may be, is in <base/SettingsTable.h>.
struct Settings
{
    quint16 port = 3030;
    QString
        store; ///< "sqlite:" and an absolute path, or "postgresql://…"; empty: the index in the data folder
    QString instance; ///< whose folders are whose in a shared store; empty: user@machine
    QString watchConfigFile; ///< absolute; empty: beside the index
    QString model; ///< absolute path of the built-in embedder's model file; empty: the one that was shipped
    std::chrono::milliseconds pollInterval{30'000}; ///< of the health check
    std::chrono::milliseconds reconcileInterval{600'000}; ///< how often a folder is compared as a whole
    bool autoRecover = true; ///< a dead watcher is started again
    bool saveBattery = true; ///< on battery, work that nobody waits for is put off
    std::int64_t maxFileBytes = 2 << 20; ///< larger files are skipped
    int threads = 0; ///< that read, hash and chunk files; 0: as many as there are processors
    int nice = 10; ///< of work on whole folders: 0 as everybody, 19 the least claim on the processor

    // Other machines. All empty: only this one is served.
    QString listen; ///< "address:port" for them, by TLS and with the token
    QString tls; ///< "self-signed": with a certificate of our own
    QString tlsCertificate; ///< absolute path, PEM
    QString tlsKey; ///< absolute path, PEM
    QStringList hosts; ///< names by which they know this one

    QStringList allowedFolders; ///< dangerous ones that may be watched all the same; absolute
    bool indexSecrets = false; ///< files that look like they hold keys or passwords as well

    // Embedding. Keys are not here: they come from the environment or the keyring.
    QString embeddingProvider = QStringLiteral("builtin"); ///< or "openai", "ollama", "voyage", "gemini"
    QString embeddingModel; ///< as the service calls it; empty: a good one of the service's
    int embeddingDimensions = 0; ///< to ask for; 0: the model's own
    QString openAiBaseUrl; ///< of OpenAI or what speaks like it; empty here and below: the service itself
    QString ollamaHost;
    QString voyageBaseUrl;
    QString geminiBaseUrl;
    int embeddingConcurrency = 4; ///< calls at a time
    std::int64_t embeddingRequestsPerMinute = 0; ///< 0: as the service says
    std::int64_t embeddingTokensPerMinute = 0; ///< 0: as the service says
    std::int64_t embeddingTokensPerMonth = 0; ///< hard limit; 0: none
    QString embeddingBudget = QStringLiteral("5"); ///< money a month, decimal; hard limit; "0": none
    QString embeddingPrice; ///< money per million tokens, decimal; empty: as known
    std::int64_t vectorCacheMegabytes = 1024; ///< for vectors that no chunk has now
    bool allowManage = false; ///< all AI agents may change what is indexed

    bool operator==(const Settings &) const = default;
};

} // namespace vectray
