#pragma once

#include "CodeColumn.h"
#include "CodeQuery.h"

#include <domain/Ids.h>

#include <QHash>
#include <QList>

#include <functional>
#include <optional>

class QThreadPool;

namespace vectray {

/// What a committed transaction did to the codes of one dataset.
struct CodeDelta
{
    struct Added
    {
        ChunkId chunk;
        FileId file;
        VectorCode code;
    };

    std::int64_t dataset = 0;
    std::int64_t model = 0; ///< of what was added
    std::vector<Added> added; ///< by growing chunk id
    std::vector<ChunkId> removed; ///< of any model
    bool dropped = false; ///< the dataset as a whole; then the rest is empty
};

/// Nearest chunks by the codes of their embeddings: a scan of the signs of all chunks of the datasets asked for, which at
/// a million chunks takes a few milliseconds, and a closer look at the best of them. The caller rescores what it gets
/// with the int8 vectors. Measured: see docs/decisions/0006. Not thread-safe; but many may look
/// for the nearest at a time.
class VectorScan
{
public:
    /// Which files count; empty: all.
    using FileFilter = std::function<bool(FileId)>;

    /// Codes of different models are never compared, even where they have the same size.
    struct Key
    {
        std::int64_t dataset = 0;
        std::int64_t model = 0;

        bool operator==(const Key &) const = default;
        friend std::size_t qHash(const Key &key, std::size_t seed = 0)
        {
            return qHashMulti(seed, key.dataset, key.model);
        }
    };

    /// \a pool helps with large scans, and outlives this; null: nobody does.
    explicit VectorScan(QThreadPool *pool = nullptr) : m_pool(pool) {}

    /// How many to ask nearest() for, so that those that are wanted are among them; measured in docs/decisions/0006.
    static constexpr std::size_t toRescore(std::size_t wanted) { return wanted + wanted / 3; }

    void apply(const CodeDelta &delta);
    bool isEmpty() const { return m_columns.isEmpty(); }
    CodeColumn &column(Key key, std::size_t words); ///< words: of one plane
    std::size_t size(const QList<Key> &keys) const; ///< chunks

    /// The \a wanted chunks whose codes are nearest to \a query, in no order; fewer where there are fewer.
    std::vector<ChunkId> nearest(const CodeQuery &query, const QList<Key> &keys, std::size_t wanted,
                                 const FileFilter &filter = {}) const;

private:
    struct Place
    {
        const CodeColumn *column = nullptr;
        std::size_t slot = 0;
        float distance = 0;
    };

    struct Slice;
    struct Task;

    std::vector<Slice> slicesOf(const QList<Key> &keys, std::size_t words) const;
    static void measure(const Task &task, Slice &slice);
    void measureAll(const Task &task, std::vector<Slice> &slices) const;
    static std::vector<std::size_t> histogramOf(const std::vector<Slice> &slices);
    static std::vector<Place> nearestBySigns(const std::vector<Slice> &slices, std::size_t wanted);

    QThreadPool *m_pool;
    QHash<Key, CodeColumn> m_columns;
};

} // namespace vectray
