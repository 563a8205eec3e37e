#pragma once

#include "ChunkCodec.h"
#include "CodeColumn.h"

#include <domain/Ids.h>

#include <QHash>
#include <QList>

#include <functional>
#include <optional>

namespace vectray {

/// What a committed transaction did to the codes of one dataset.
struct CodeDelta
{
    struct Added
    {
        ChunkId chunk;
        FileId file;
        SignCode code;
    };

    std::int64_t dataset = 0;
    std::int64_t model = 0; ///< of what was added
    std::vector<Added> added; ///< by growing chunk id
    std::vector<ChunkId> removed; ///< of any model
    bool dropped = false; ///< the dataset as a whole; then the rest is empty
};

/// Nearest chunks by the sign bits of their embeddings: a scan of all codes of the datasets asked for, which at
/// a million chunks takes a few milliseconds. The caller rescores what it gets with the int8 vectors.
/// Not thread-safe.
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

    void apply(const CodeDelta &delta);
    bool isEmpty() const { return m_columns.isEmpty(); }
    CodeColumn &column(Key key, std::size_t words);
    std::size_t size(const QList<Key> &keys) const; ///< chunks

    /// How many candidates make rescoring lose nothing: max(200, N / 1000).
    static std::size_t candidatesFor(std::size_t chunks) { return std::max<std::size_t>(200, chunks / 1000); }

    /// About \a wanted chunks whose codes are nearest to \a query, in no order: all nearer than some distance, and
    /// enough of those at it.
    std::vector<ChunkId> nearest(const SignCode &query, const QList<Key> &keys, std::size_t wanted,
                                 const FileFilter &filter = {}) const;

private:
    QHash<Key, CodeColumn> m_columns;
};

} // namespace vectray
