#include "PostgresCodes.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t ReadAtOnce = 20'000; ///< rows
constexpr std::int64_t MostNew = 50'000; ///< chunks that a search takes in on its way: half a second

std::size_t wordsOf(int dimension)
{
    return std::size_t(dimension + 63) / 64;
}

std::int64_t bytesOfChunk(int dimension)
{
    return std::int64_t(2 * wordsOf(dimension) * sizeof(std::uint64_t) + sizeof(ChunkId) + sizeof(FileId));
}

/// The planes of a code (vectorCode()) as bit strings, made by the server, as they are an eighth of the
/// vector. $1 and $2 have the threshold in every dimension, once negative; the vectors have unit length.
constexpr const char *Planes =
    "binary_quantize(embedding), "
    "binary_quantize(embedding - $1::halfvec) | binary_quantize($2::halfvec - embedding)";

HalfVector threshold(int dimension, float sign)
{
    return HalfVector::of(
        Embedding(std::size_t(dimension), sign * CodeLevel::Threshold / std::sqrt(float(dimension))));
}

/// A bit string in PostgreSQL's binary format has its first bit in the highest place of its first byte.
void copyPlane(QByteArrayView bits, std::span<std::uint64_t> plane)
{
    constexpr qsizetype Head = 4; // the number of bits
    const std::size_t bytes =
        std::min(std::size_t(std::max<qsizetype>(0, bits.size() - Head)), plane.size_bytes());
    std::memcpy(plane.data(), bits.data() + Head, bytes);
    for (std::uint64_t &word : plane) {
        word = (word >> 1U & 0x5555555555555555U) | (word & 0x5555555555555555U) << 1U;
        word = (word >> 2U & 0x3333333333333333U) | (word & 0x3333333333333333U) << 2U;
        word = (word >> 4U & 0x0f0f0f0f0f0f0f0fU) | (word & 0x0f0f0f0f0f0f0f0fU) << 4U;
    }
}

Result<QHash<QUuid, std::int64_t>> countChunks(Postgres &postgres, const QList<QUuid> &datasets)
{
    QHash<QUuid, std::int64_t> counts;
    const Done read = postgres.each(
        "SELECT dataset_id, sum(chunk_count)::bigint FROM indexed_files "
        "WHERE dataset_id = ANY($1) GROUP BY dataset_id",
        [&](const PostgresRow &row) { counts.insert(row.uuid(0), row.integer(1)); }, datasets);
    return read ? Result(counts) : read.error();
}

/// Of those that are wanted, what there is room for; nothing if that is not all that must be.
QHash<QUuid, std::int64_t> fitting(const QHash<QUuid, std::int64_t> &counts,
                                   const PostgresCodes::Wanted &wanted)
{
    QHash<QUuid, std::int64_t> fit;
    std::int64_t room = wanted.mostBytes / bytesOfChunk(wanted.dimension);
    for (const QUuid &dataset : wanted.datasets) {
        room -= counts.value(dataset);
        fit.insert(dataset, counts.value(dataset));
    }
    if (room < 0)
        return {};
    for (const QUuid &dataset : wanted.also) {
        if (fit.contains(dataset) || counts.value(dataset) > room)
            continue;
        room -= counts.value(dataset);
        fit.insert(dataset, counts.value(dataset));
    }
    return fit;
}

} // namespace

PostgresCodes::PostgresCodes(const Wanted &wanted, QThreadPool *pool)
    : m_model(wanted.model)
    , m_dimension(wanted.dimension)
    , m_scan(pool)
{}

Result<std::shared_ptr<PostgresCodes>> PostgresCodes::read(Postgres &postgres, const Wanted &wanted,
                                                           QThreadPool *pool)
{
    PostgresTransaction moment(postgres); // ends, with nothing to roll back, when it goes
    if (Done begun = moment.begin(); !begun)
        return begun.error();
    if (Done set = postgres.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"); !set)
        return set.error();
    const auto counts = countChunks(postgres, wanted.datasets + wanted.also);
    if (!counts)
        return counts.error();
    const QHash<QUuid, std::int64_t> fit = fitting(*counts, wanted);
    if (fit.isEmpty())
        return std::shared_ptr<PostgresCodes>();
    std::unique_ptr<PostgresCodes> codes(new PostgresCodes(wanted, pool));
    if (Done read = codes->readAll(postgres, fit); !read)
        return read.error();
    return std::shared_ptr<PostgresCodes>(std::move(codes));
}

Done PostgresCodes::readAll(Postgres &postgres, const QHash<QUuid, std::int64_t> &counts)
{
    for (auto count = counts.begin(); count != counts.end(); ++count) {
        m_numbers.insert(count.key(), m_numbers.size() + 1);
        columnOf(count.key()).reserve(std::size_t(*count));
    }
    if (Done read = postgres.each("SELECT pg_current_snapshot()::text",
                                  [&](const PostgresRow &row) { m_moment = row.text(0); });
        !read)
        return read;
    if (Done declared = postgres.run(
            QByteArray("DECLARE codes NO SCROLL CURSOR FOR SELECT id, file_id, dataset_id, ") + Planes
                + " FROM chunks WHERE model_id = $3 AND dataset_id = ANY($4) ORDER BY id",
            threshold(m_dimension, 1), threshold(m_dimension, -1), m_model, counts.keys());
        !declared)
        return declared;
    const QByteArray fetch = "FETCH " + QByteArray::number(qlonglong(ReadAtOnce)) + " FROM codes";
    for (std::int64_t rows = -1; rows != m_read;) {
        rows = m_read;
        if (Done fetched = postgres.each(fetch,
                                         [&](const PostgresRow &row) {
                                             add(row, 0);
                                             ++m_read;
                                         });
            !fetched)
            return fetched;
    }
    return {};
}

CodeColumn &PostgresCodes::columnOf(const QUuid &dataset)
{
    return m_scan.column({.dataset = m_numbers.value(dataset), .model = m_model}, wordsOf(m_dimension));
}

/// Its id, file, dataset and planes.
void PostgresCodes::add(const PostgresRow &row, int column)
{
    const std::size_t words = wordsOf(m_dimension);
    VectorCode code(2 * words);
    copyPlane(row.bytes(column + 3), std::span(code).first(words));
    copyPlane(row.bytes(column + 4), std::span(code).last(words));
    columnOf(row.uuid(column + 2)).add(row.id<ChunkTag>(column), row.id<FileTag>(column + 1), code);
}

bool PostgresCodes::has(std::int64_t model, const QList<QUuid> &datasets) const
{
    return model == m_model
        && std::ranges::all_of(datasets, [&](const QUuid &dataset) { return m_numbers.contains(dataset); });
}

std::int64_t PostgresCodes::chunks() const
{
    QList<VectorScan::Key> keys;
    for (const std::int64_t number : m_numbers)
        keys.append({.dataset = number, .model = m_model});
    return std::int64_t(m_scan.size(keys));
}

bool PostgresCodes::isOverdue() const
{
    return m_added > m_read / 2 + MostNew;
}

std::vector<ChunkId> PostgresCodes::nearest(const CodeQuery &query, const QList<QUuid> &datasets,
                                            std::size_t wanted, const VectorScan::FileFilter &filter) const
{
    QList<VectorScan::Key> keys;
    for (const QUuid &dataset : datasets)
        keys.append({.dataset = m_numbers.value(dataset), .model = m_model});
    return m_scan.nearest(query, keys, wanted, filter);
}

Result<PostgresCodes::Update> PostgresCodes::update(Postgres &postgres, const QList<ChunkId> &lookedUp)
{
    // A row each for the moment, for what is new and for what is gone. OFFSET 0: the server would otherwise
    // look for the datasets first, where it knows nothing of the numbers yet. Numbers that are still to come
    // are from the server that a backup was made on; those chunks were there when all were read.
    const QByteArray sql = QByteArray(R"(
        SELECT pg_current_snapshot()::text, NULL::bigint, NULL::bigint, NULL::uuid, NULL::varbit, NULL::varbit
        UNION ALL (SELECT NULL, id, file_id, dataset_id, )")
        + Planes + R"(
                   FROM (SELECT * FROM chunks WHERE added_in >= pg_snapshot_xmin($5::text::pg_snapshot)
                                                AND added_in < pg_snapshot_xmax(pg_current_snapshot()) OFFSET 0) c
                   WHERE NOT pg_visible_in_snapshot(added_in, $5::text::pg_snapshot) AND model_id = $3 AND dataset_id = ANY($4)
                   LIMIT $6)
        UNION ALL SELECT NULL, w.id, NULL, NULL, NULL, NULL FROM unnest($7::bigint[]) w(id)
                  WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.id = w.id))";
    Update update;
    std::int64_t added = 0;
    QString moment;
    std::vector<ChunkId> gone;
    const Done read = postgres.each(
        sql,
        [&](const PostgresRow &row) {
            if (row.isNull(1)) {
                moment = row.text(0);
            } else if (row.isNull(2)) {
                gone.push_back(row.id<ChunkTag>(1));
            } else {
                add(row, 1);
                ++added;
            }
        },
        threshold(m_dimension, 1), threshold(m_dimension, -1), m_model, datasets(), m_moment, MostNew,
        lookedUp);
    if (!read)
        return read.error();
    m_moment = moment;
    m_added += added;
    for (const std::int64_t dataset : m_numbers)
        m_scan.apply({.dataset = dataset, .removed = gone});
    return Update{.hasNew = added > 0, .hasGone = !gone.empty(), .isTooMuch = added == MostNew};
}

} // namespace vectray
