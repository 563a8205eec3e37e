#pragma once

#include "Embedder.h"

#include <memory>
#include <mutex>

namespace vectray {

/// Where the embedder sits whose vectors the index is searched by. It may be replaced at any time, so whoever
/// works with it takes a hold of it for one piece of work. Safe to use from many threads.
class EmbedderSeat
{
    Q_DISABLE_COPY_MOVE(EmbedderSeat)

public:
    explicit EmbedderSeat(std::shared_ptr<const Embedder> embedder) : m_embedder(std::move(embedder)) {}

    std::shared_ptr<const Embedder> current() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_embedder;
    }
    void replace(std::shared_ptr<const Embedder> embedder)
    {
        const std::scoped_lock lock(m_mutex);
        m_embedder.swap(embedder); // the old one, if nobody holds it, goes with the argument: after the lock
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Embedder> m_embedder;
};

} // namespace vectray
