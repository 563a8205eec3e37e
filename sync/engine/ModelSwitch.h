#pragma once

#include <domain/Embedding.h>
#include <domain/Result.h>

#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace vectray {

class Embedder;
class EmbedderSeat;
class IndexStore;

/// How far the index is on its way from one model to another.
struct ModelSwitchState
{
    bool isBuilding = false;
    EmbeddingModel from;
    EmbeddingModel to;
    std::int64_t done = 0; ///< chunks
    std::int64_t total = 0;
    QString trouble; ///< why it does not get on for now, as a sentence

    bool operator==(const ModelSwitchState &) const = default;
};

/// Brings the index to the model that the settings ask for. Until the new set of vectors is complete, the
/// index is searched, and kept up to date, by the old one; then all of it goes over at once. Safe to call
/// from any thread.
class ModelSwitch
{
    Q_DISABLE_COPY_MOVE(ModelSwitch)

public:
    struct Parts
    {
        IndexStore &store;
        EmbedderSeat &seat;
        /// The embedder that is set; may block. It is told what the index is searched by, and called again,
        /// less and less often, until it succeeds.
        std::function<Result<std::shared_ptr<const Embedder>>(std::optional<EmbeddingModel>, std::stop_token)>
            openWanted;
        /// The one of a model that the index is searched by. Does not wait for a network.
        std::function<std::shared_ptr<const Embedder>(const EmbeddingModel &)> openFormer;
        std::chrono::milliseconds firstRetry{2'000};
        std::chrono::milliseconds lastRetry{300'000};
    };

    explicit ModelSwitch(Parts parts);
    ~ModelSwitch(); ///< what is built so far stays for the next time

    /// Leaves who sits in the seat there if that is the model that the index is searched by, or the index is
    /// empty; else, and for the rest, works in a thread. Once.
    Done start();

    ModelSwitchState state() const;

private:
    using EmbedderPtr = std::shared_ptr<const Embedder>;

    void run(const std::optional<EmbeddingModel> &former, const std::stop_token &stop);
    EmbedderPtr waitForWanted(const std::optional<EmbeddingModel> &former, const std::stop_token &stop);
    bool goOver(const EmbedderPtr &wanted, const std::stop_token &stop);
    Done build(const Embedder &wanted, const std::stop_token &stop);
    void setState(const std::function<void(ModelSwitchState &)> &change);
    bool pause(int attempt, const Error &error, const std::stop_token &stop);

    Parts m_parts;
    mutable std::mutex m_mutex;
    ModelSwitchState m_state;
    std::jthread m_thread; // last: it uses the rest
};

} // namespace vectray
