#pragma once

#include "PostgresCodes.h"

#include <base/Clock.h>

#include <QFuture>
#include <QTimer>

#include <atomic>
#include <functional>

namespace vectray {

/// The nearest chunks by their codes in memory, where they are there: has them read when a search could have
/// done with them, brings them up to date for each one that does, and lets go of them when there has been
/// none for a while. One thread, with an event loop.
class PostgresNearest
{
public:
    struct Options
    {
        /// Reads them in another thread: see PostgresCodes::read(). Empty: there are never any codes.
        std::function<QFuture<Result<std::shared_ptr<PostgresCodes>>>(PostgresCodes::Wanted)> read;
        std::int64_t mostBytes = 0; ///< of memory
        std::atomic<std::int64_t> *chunks = nullptr; ///< is told how many there are; may be null
    };

    struct Task
    {
        const Embedding &vector;
        std::int64_t model = 0; ///< row, which has the vector's dimension
        const QList<QUuid> &datasets;
        const std::optional<QList<FileId>> &files; ///< only these; absent: all
        std::size_t wanted = 0;
    };

    /// In no order, and a few more than wanted, as the codes are rough. Absent while there are no codes to
    /// tell by.
    using Found = std::optional<QList<ChunkId>>;

    explicit PostgresNearest(Options options);

    Result<Found> find(Postgres &postgres, const Task &task);

    /// Another server may answer from now on, or the same one with an older state.
    void forget();

private:
    bool isReady(const Task &task);
    void takeWhatCame();
    void ask(const Task &task);
    void setCodes(std::shared_ptr<PostgresCodes> codes);
    void tell() const;

    Options m_options;
    QTimer m_rest;
    std::shared_ptr<PostgresCodes> m_codes; ///< null: none
    QFuture<Result<std::shared_ptr<PostgresCodes>>> m_coming;
    QList<QUuid> m_asked; ///< those whose codes are coming
    Instant m_notBefore; ///< any are asked for again

    struct Refusal
    {
        QList<QUuid> datasets;
        Instant until;
    };
    Refusal m_tooMuch;
};

} // namespace vectray
