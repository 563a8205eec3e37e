#include "PostgresSearch.h"

#include "ChunkCodec.h"
#include "Glob.h"
#include "PostgresRecords.h"
#include "PostgresVectorSets.h"
#include "RankFusion.h"
#include "SearchTerms.h"

#include <algorithm>
#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t PostingBudget =
    5'000; ///< chunks that are looked at for their words, rarest words first
constexpr qsizetype MostTerms = 16;
constexpr std::int64_t MinCandidates = 100;
constexpr std::int64_t TieBreakers = 200; ///< candidates by word whose word counts are compared too
constexpr std::chrono::seconds RememberFor{30};

QByteArray number(std::int64_t value)
{
    return QByteArray::number(qlonglong(value));
}

/// $3: datasets, $4: files.
QByteArray scopeCondition(bool isAll, bool hasFiles)
{
    if (hasFiles)
        return " AND file_id = ANY($4)";
    return isAll ? "" : " AND dataset_id = ANY($3)";
}

bool saysSomething(const Embedding &vector)
{
    return std::ranges::any_of(vector, [](float value) { return value != 0; });
}

SearchHit hitFrom(const PostgresRow &row)
{
    const auto score = [&](int column) {
        return row.isNull(column) ? std::nullopt : std::optional(row.real(column));
    };
    return {.id = row.id<ChunkTag>(0),
            .project = row.text(4),
            .dataset = row.text(5),
            .projectId = {row.uuid(6)},
            .datasetId = {row.uuid(7)},
            .filePath = row.text(8),
            .relativePath = row.text(9),
            .language = row.text(10),
            .symbol = row.text(11),
            .symbolKind = row.text(12),
            .startLine = int(row.integer(13)),
            .endLine = int(row.integer(14)),
            .vectorScore = score(1),
            .sparseScore = score(2),
            .finalScore = row.real(3)};
}

} // namespace

Done beginSearching(Postgres &postgres)
{
    bool iterates = false; // since pgvector 0.8
    if (Done read =
            postgres.each("SELECT string_to_array(extversion, '.')::int[] >= ARRAY[0, 8] FROM pg_extension "
                          "WHERE extname = 'vector'",
                          [&](const PostgresRow &row) { iterates = row.integer(0) != 0; });
        !read)
        return read;
    // Without iterating, a filter that few chunks pass would leave too few of the nearest. Planned anew each time,
    // because how to look for a word depends on how frequent it is.
    return postgres.exec(iterates ? "SET plan_cache_mode = force_custom_plan; SET hnsw.ef_search = 200; "
                                    "SET hnsw.iterative_scan = relaxed_order; SET hnsw.max_scan_tuples = 60000"
                                  : "SET plan_cache_mode = force_custom_plan; SET hnsw.ef_search = 1000");
}

Result<QList<SearchHit>> PostgresSearch::search(Postgres &postgres, const SearchQuery &query)
{
    auto scope = scopeOf(postgres, query);
    if (!scope)
        return scope.error();
    const auto model = modelRow(postgres, query.model);
    if (!model)
        return model.error();
    const bool hasVector = saysSomething(query.vector);
    if (hasVector) {
        const auto searched = searchedModelRow(postgres);
        if (!searched)
            return searched.error();
        if (*searched != 0 && *searched != *model)
            return Error{Error::Kind::Conflict,
                         u"the query's vector is not of the model that the index is searched by"_s};
    }
    const auto terms = worthwhileTerms(postgres, query.text);
    if (!terms)
        return terms.error();

    const FusionWeights fusion;
    QStringList words;
    QList<double> weights;
    for (const Term &term : *terms) {
        words.append(QString::fromUtf8(term.word));
        weights.append(term.weight);
    }
    const bool byVector = hasVector && *model != 0 && qsizetype(query.vector.size()) == query.model.dimension;
    const QByteArray sql = "WITH v AS MATERIALIZED ("
        + (byVector ? vectorPart(query, *scope, *model)
                    : QByteArray(
                        "SELECT NULL::bigint AS id, 0::float8 AS score WHERE $1::halfvec IS NULL AND false"))
        + "), t AS MATERIALIZED (" + textPart(*terms, *scope) + R"(),
        rv AS (SELECT id, score, row_number() OVER (ORDER BY score DESC, id) AS rank FROM v WHERE score >= $7),
        rt AS (SELECT id, score, row_number() OVER (ORDER BY score DESC, id) AS rank FROM t),
        fused AS (SELECT id, rv.score AS vector, rt.score AS sparse,
                         coalesce($10 / ($8 + rv.rank), 0) + coalesce($11 / ($8 + rt.rank), 0) AS score
                  FROM rv FULL JOIN rt USING(id) ORDER BY 4 DESC, 1 LIMIT $9)
        SELECT u.id, u.vector, u.sparse, u.score, p.name, d.name, p.id, d.id, f.file_path, f.relative_path, f.language,
               c.symbol, c.symbol_kind, c.start_line, c.end_line, c.text
        FROM fused u JOIN chunks c ON c.id = u.id JOIN indexed_files f ON f.id = c.file_id
             JOIN datasets d ON d.id = c.dataset_id JOIN projects p ON p.id = d.project_id
        ORDER BY u.score DESC, u.id)";

    QList<SearchHit> hits;
    Done unpacked;
    const Done read = postgres.each(
        sql,
        [&](const PostgresRow &row) {
            auto text = decompressText(row.bytes(15));
            if (!text) {
                unpacked = text.error();
                return;
            }
            hits.append(hitFrom(row));
            hits.last().text = *std::move(text);
        },
        HalfVector::of(byVector ? query.vector : Embedding(1)),
        std::max(MinCandidates, std::int64_t(query.topK) * 2), scope->datasets,
        scope->files.value_or(QList<FileId>()), words, weights, query.threshold.value_or(-2.0), fusion.k,
        query.topK, fusion.vector, fusion.sparse);
    if (!read)
        return read.error();
    return unpacked ? Result(hits) : unpacked.error();
}

QByteArray PostgresSearch::vectorPart(const SearchQuery &query, const Scope &scope, std::int64_t model)
{
    // The expression of the index (PostgresIndexes), or one that no index has.
    const QByteArray distance = scope.chunks > ExactUpTo ? "embedding::halfvec("
            + number(query.model.dimension) + ") <=> $1::halfvec(" + number(query.model.dimension) + ')'
                                                         : QByteArray("embedding <=> $1::halfvec");
    return "SELECT id, 1 - (" + distance + ") AS score FROM chunks WHERE model_id = " + number(model)
        + scopeCondition(scope.isAll, scope.files.has_value()) + " ORDER BY " + distance + " LIMIT $2";
}

QByteArray PostgresSearch::textPart(const QList<Term> &terms, const Scope &scope)
{
    if (terms.isEmpty())
        return "SELECT NULL::bigint AS id, 0::float8 AS score WHERE $5::text[] IS NULL AND $6::float8[] IS "
               "NULL AND $2 < 0";
    const QByteArray condition = scopeCondition(scope.isAll, scope.files.has_value());
    QByteArray lists;
    for (qsizetype i = 1; i <= terms.size(); ++i) {
        const QByteArray index = number(i);
        lists += (i == 1 ? "" : " UNION ALL ") + QByteArray("(SELECT id, ($6::float8[])[") + index
            + "] AS weight FROM chunks WHERE terms @@ (''''||($5::text[])[" + index + "]||'''')::tsquery"
            + condition + " LIMIT " + number(PostingBudget) + ')';
    }
    // By the rareness of the words a chunk has; then by how often it has them, and whether in its text or its
    // path.
    return "SELECT b.id, b.score + ts_rank(c.terms, (''''||array_to_string($5::text[], "
           "'''|''')||'''')::tsquery) AS score "
           "FROM (SELECT id, sum(weight) AS score FROM ("
        + lists + ") lists GROUP BY id ORDER BY 2 DESC, 1 LIMIT " + number(TieBreakers)
        + ") b JOIN chunks c ON c.id = b.id ORDER BY 2 DESC, 1 LIMIT $2";
}

Result<PostgresSearch::Scope> PostgresSearch::scopeOf(Postgres &postgres, const SearchQuery &query)
{
    Scope scope{.isAll = true};
    QSet<QString> names;
    bool projectKnown = query.project.isEmpty();
    if (Done read = postgres.each(
            "SELECT d.id, d.name, p.name FROM datasets d JOIN projects p ON p.id = d.project_id",
            [&](const PostgresRow &row) {
                const bool inProject = query.project.isEmpty() || row.text(2) == query.project;
                projectKnown |= inProject;
                if (!inProject || (!query.datasets.isEmpty() && !query.datasets.contains(row.text(1)))) {
                    scope.isAll = false;
                    return;
                }
                scope.datasets.append(row.uuid(0));
                names.insert(row.text(1));
            });
        !read)
        return read.error();
    if (!projectKnown)
        return Error{Error::Kind::NotFound, u"there is no project “%1”"_s.arg(query.project)};
    for (const QString &name : query.datasets) {
        if (!names.contains(name))
            return Error{Error::Kind::NotFound, u"there is no dataset “%1” in this project"_s.arg(name)};
    }
    if (!query.languages.isEmpty() || !query.pathPrefix.isEmpty() || !query.glob.isEmpty()) {
        if (Done filtered = filterFiles(postgres, query, scope); !filtered)
            return filtered.error();
        return scope;
    }
    const auto chunks = countChunks(postgres, scope.datasets);
    if (!chunks)
        return chunks.error();
    scope.chunks = *chunks;
    return scope;
}

Done PostgresSearch::filterFiles(Postgres &postgres, const SearchQuery &query, Scope &scope)
{
    scope.files.emplace();
    return postgres.each(R"(SELECT id, chunk_count FROM indexed_files
                            WHERE dataset_id = ANY($1) AND ($2 = '{}' OR language = ANY($2))
                                  AND starts_with(relative_path, $3) AND ($4 = '' OR relative_path ~ $5))",
                         [&](const PostgresRow &row) {
                             scope.files->append(row.id<FileTag>(0));
                             scope.chunks += row.integer(1);
                         },
                         scope.datasets, query.languages, query.pathPrefix, query.glob,
                         u"^(?:"_s + globPattern(query.glob) + u")$"_s);
}

Result<std::int64_t> PostgresSearch::countChunks(Postgres &postgres, const QList<QUuid> &datasets)
{
    if (steadyNow() > m_countsUntil) {
        m_counts.clear();
        m_countsUntil = steadyNow() + RememberFor;
    }
    if (const auto known = m_counts.constFind(datasets); known != m_counts.constEnd())
        return *known;
    std::int64_t chunks = 0;
    if (Done counted = postgres.each(
            "SELECT count(*) FROM (SELECT 1 FROM chunks WHERE dataset_id = ANY($1) LIMIT $2) c",
            [&](const PostgresRow &row) { chunks = row.integer(0); }, datasets, ExactUpTo + 1);
        !counted)
        return counted.error();
    m_counts.insert(datasets, chunks);
    return chunks;
}

Done PostgresSearch::learnFrequencies(Postgres &postgres)
{
    if (steadyNow() < m_frequenciesUntil)
        return {};
    m_frequencies.clear();
    m_leastFrequency = 0;
    // What the server's own statistics know of the words; nothing before its first ANALYZE.
    if (Done read = postgres.each(
            R"(SELECT w.word, w.frequency FROM pg_stats s CROSS JOIN LATERAL
                   unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])])
                       w(word, frequency)
               WHERE s.schemaname = 'claude_context' AND s.tablename = 'chunks' AND s.attname = 'terms')",
            [&](const PostgresRow &row) {
                m_frequencies.insert(row.bytes(0).toByteArray(), row.real(1));
                m_leastFrequency =
                    m_frequencies.size() == 1 ? row.real(1) : std::min(m_leastFrequency, row.real(1));
            });
        !read)
        return read;
    if (Done read = postgres.each("SELECT greatest(reltuples, 1)::float8 FROM pg_class WHERE oid = "
                                  "'claude_context.chunks'::regclass",
                                  [&](const PostgresRow &row) { m_chunks = row.real(0); });
        !read)
        return read;
    m_frequenciesUntil = steadyNow() + RememberFor;
    return {};
}

Result<QList<PostgresSearch::Term>> PostgresSearch::worthwhileTerms(Postgres &postgres, const QString &text)
{
    if (Done learnt = learnFrequencies(postgres); !learnt)
        return learnt.error();
    QList<Term> terms;
    for (const QByteArray &word : queryTerms(text.toUtf8())) {
        if (QString::fromUtf8(word).toUtf8() != word)
            continue;
        const double share = m_frequencies.value(word, m_leastFrequency / 2);
        const double chunks = share * m_chunks;
        terms.append({word, std::log(1 + (m_chunks - chunks + 0.5) / (chunks + 0.5))}); // of BM25
    }
    std::ranges::stable_sort(terms, std::ranges::greater(), &Term::weight);

    double postings = 0;
    qsizetype kept = 0;
    for (; kept < std::min(terms.size(), MostTerms); ++kept) {
        postings += m_frequencies.value(terms.at(kept).word, m_leastFrequency / 2) * m_chunks;
        if (postings > double(PostingBudget) && kept > 0)
            break;
    }
    terms.resize(kept);
    return terms;
}

} // namespace vectray
