#include "SharedCodes.h"

#include "Sqlite.h"
#include "SqliteVectorSets.h"

#include <mutex>

namespace vectray {

namespace {

Result<VectorScan> readCodes(Sqlite &sqlite, QThreadPool &pool)
{
    VectorScan scan(&pool);
    VectorCode code;
    const Done read = sqlite.each(
        "SELECT chunk_id, dataset_id, file_id, model_id, code FROM chunk_codes ORDER BY chunk_id",
        [&](const SqliteRow &row) {
            const QByteArrayView bytes = row.bytes(4);
            code.resize(std::size_t(bytes.size()) / sizeof code[0]);
            std::memcpy(code.data(), bytes.data(), code.size() * sizeof code[0]);
            scan.column({row.integer(1), row.integer(3)}, code.size() / 2).add(row.id<ChunkTag>(0), row.id<FileTag>(2), code);
        });
    if (!read)
        return read.error();
    return scan;
}

} // namespace

Done SharedCodes::follow(Sqlite &sqlite)
{
    // Nobody may tell of a change between the moment that is read here and the end of the reading: it would be lost.
    const std::unique_lock lock(m_mutex);
    SqliteTransaction moment(sqlite); // ends, with nothing to roll back, when it goes
    if (Done begun = moment.begin(Sqlite::Access::ReadOnly); !begun)
        return begun;
    const auto searched = searchedModelRow(sqlite);
    if (!searched)
        return searched.error();
    const bool firstModel = m_model == 0; // then what is here came with the changes, and is of this model
    if (*searched == m_model || (firstModel && !m_scan.isEmpty())) {
        m_model = *searched;
        return {};
    }
    auto scan = readCodes(sqlite, m_pool);
    if (!scan)
        return scan.error();
    m_scan = *std::move(scan);
    m_model = *searched;
    return {};
}

void SharedCodes::apply(const CodeDelta &delta)
{
    const std::unique_lock lock(m_mutex);
    m_scan.apply(delta);
}

std::int64_t SharedCodes::model() const
{
    const std::shared_lock lock(m_mutex);
    return m_model;
}

std::size_t SharedCodes::size(const QList<VectorScan::Key> &keys) const
{
    const std::shared_lock lock(m_mutex);
    return m_scan.size(keys);
}

std::vector<ChunkId> SharedCodes::nearest(const CodeQuery &query, const QList<VectorScan::Key> &keys,
                                          std::size_t wanted, const VectorScan::FileFilter &filter) const
{
    const std::shared_lock lock(m_mutex);
    return m_scan.nearest(query, keys, wanted, filter);
}

} // namespace vectray
