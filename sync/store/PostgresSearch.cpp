#include "PostgresSearch.h"

#include "ChunkCodec.h"
#include "Glob.h"
#include "PostgresRecords.h"
#include "PostgresVectorSets.h"
#include "RankEvidence.h"
#include "RankFusion.h"
#include "SearchTerms.h"
#include "TextRank.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t PostingBudget =
    2'500; ///< chunks that are looked at for their words, rarest words first
constexpr qsizetype MostTerms = 16;
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

/// Columns 3 and following; the text is as it is stored.
SearchHit hitFrom(const PostgresRow &row)
{
    return {.id = row.id<ChunkTag>(0),
            .project = row.text(3),
            .dataset = row.text(4),
            .projectId = {row.uuid(5)},
            .datasetId = {row.uuid(6)},
            .filePath = row.text(7),
            .relativePath = row.text(8),
            .language = row.text(9),
            .symbol = row.text(10),
            .symbolKind = row.text(11),
            .startLine = int(row.integer(12)),
            .endLine = int(row.integer(13)),
            .text = row.bytes(14).toByteArray()};
}

} // namespace

Done PostgresSearch::begin(Postgres &postgres)
{
    m_nearest.forget();
    bool iterates = false; // since pgvector 0.8
    if (Done read =
            postgres.each("SELECT string_to_array(extversion, '.')::int[] >= ARRAY[0, 8] FROM pg_extension "
                          "WHERE extname = 'vector'",
                          [&](const PostgresRow &row) { iterates = row.integer(0) != 0; });
        !read)
        return read;
    // Planned anew each time, because how to look for a word depends on how frequent it is. Reading the whole table for
    // a frequent one unpacks the words of each chunk, which the server's costs leave out.
    const QByteArray plans = "SET plan_cache_mode = force_custom_plan; SET enable_seqscan = off; ";
    // Without iterating, a filter that few chunks pass would leave too few of the nearest.
    const QByteArray walk = iterates ? "SET hnsw.ef_search = 400; SET hnsw.iterative_scan = relaxed_order; "
                                       "SET hnsw.max_scan_tuples = 60000"
                                     : "SET hnsw.ef_search = 1000";
    return postgres.exec(plans + walk);
}

struct PostgresSearch::Candidates
{
    std::vector<ScoredChunk> vector; ///< best first
    std::vector<ScoredChunk> sparse; ///< the same
    QHash<ChunkId, SearchHit> hits; ///< of all chunks in them; without scores
    QHash<ChunkId, ChunkEvidence> evidence; ///< the same
};

Result<QList<SearchHit>> PostgresSearch::search(Postgres &postgres, const SearchQuery &query)
{
    const QList<QByteArray> terms = queryTerms(query.text.toUtf8());
    auto found = candidates(postgres, query, terms);
    if (!found)
        return found.error();
    const FusionWeights weights = weightsFor(query.text.toUtf8());
    QList<SearchHit> hits;
    for (const FusedChunk &chunk :
         weighEvidence(fuseRanks(found->vector, found->sparse, weights), found->evidence, weights)) {
        if (hits.size() == query.topK)
            break;
        SearchHit hit = found->hits.take(chunk.chunk);
        auto text = decompressText(hit.text);
        if (!text)
            return text.error();
        hit.text = *std::move(text);
        hit.vectorScore = chunk.vectorScore;
        hit.sparseScore = chunk.sparseScore;
        hit.finalScore = chunk.score;
        hits.append(std::move(hit));
    }
    return hits;
}

Result<PostgresSearch::Candidates> PostgresSearch::candidates(Postgres &postgres, const SearchQuery &query,
                                                              const QList<QByteArray> &terms)
{
    const auto scope = scopeOf(postgres, query);
    if (!scope)
        return scope.error();
    const auto model = modelRow(postgres, query.model);
    if (!model)
        return model.error();
    const auto byVector = isByVector(postgres, query, *model);
    if (!byVector)
        return byVector.error();
    const auto worthwhile = worthwhileTerms(postgres, terms);
    if (!worthwhile)
        return worthwhile.error();
    const auto nearest =
        *byVector ? nearestByCodes(postgres, query, *scope, *model) : PostgresNearest::Found();
    if (!nearest)
        return nearest.error();

    QStringList words;
    QList<double> rarities;
    for (const Term &term : *worthwhile) {
        words.append(QString::fromUtf8(term.word));
        rarities.append(term.weight);
    }
    const QByteArray nothing =
        "SELECT NULL::bigint AS id, 0::float8 AS score WHERE $1::halfvec IS NULL AND false";
    const QByteArray sql = "WITH v AS MATERIALIZED ("
        + (*byVector ? vectorPart(query, *scope, *model, nearest->has_value()) : nothing)
        + "), t AS MATERIALIZED (" + textPart(*worthwhile, *scope) + R"()
        SELECT c.id, v.score, t.score, p.name, d.name, p.id, d.id, f.file_path, f.relative_path, f.language,
               c.symbol, c.symbol_kind, c.start_line, c.end_line, c.text, f.id
        FROM v FULL JOIN t USING(id) JOIN chunks c USING(id) JOIN indexed_files f ON f.id = c.file_id
             JOIN datasets d ON d.id = c.dataset_id JOIN projects p ON p.id = d.project_id)";

    Candidates found;
    const double least = query.threshold.value_or(-1);
    const Done read = postgres.each(
        sql,
        [&](const PostgresRow &row) {
            const auto chunk = row.id<ChunkTag>(0);
            if (!row.isNull(1) && row.real(1) >= least)
                found.vector.push_back({chunk, row.real(1)});
            if (!row.isNull(2))
                found.sparse.push_back({chunk, row.real(2)});
            const SearchHit hit = hitFrom(row);
            found.evidence.insert(chunk,
                                  evidenceFor(terms,
                                              {.file = row.id<FileTag>(15),
                                               .relativePath = hit.relativePath,
                                               .symbol = hit.symbol,
                                               .symbolKind = hit.symbolKind}));
            found.hits.insert(chunk, hit);
        },
        HalfVector::of(*byVector ? query.vector : Embedding(1)), std::int64_t(candidatesFor(query.topK)), scope->datasets,
        scope->files.value_or(QList<FileId>()), words, rarities, nearest->value_or(QList<ChunkId>()));
    if (!read)
        return read.error();
    std::ranges::sort(found.vector, BestFirst);
    std::ranges::sort(found.sparse, BestFirst);
    return found;
}

Result<bool> PostgresSearch::isByVector(Postgres &postgres, const SearchQuery &query, std::int64_t model)
{
    if (!saysSomething(query.vector))
        return false;
    const auto searched = searchedModelRow(postgres);
    if (!searched)
        return searched.error();
    if (*searched != 0 && *searched != model)
        return Error{Error::Kind::Conflict,
                     u"the query's vector is not of the model that the index is searched by"_s};
    return model != 0 && qsizetype(query.vector.size()) == query.model.dimension;
}

Result<PostgresNearest::Found> PostgresSearch::nearestByCodes(Postgres &postgres, const SearchQuery &query,
                                                              const Scope &scope, std::int64_t model)
{
    if (scope.chunks <= ExactUpTo)
        return PostgresNearest::Found();
    return m_nearest.find(postgres,
                          {.vector = query.vector,
                           .model = model,
                           .datasets = scope.datasets,
                           .files = scope.files,
                           .wanted = candidatesFor(query.topK)});
}

QByteArray PostgresSearch::vectorPart(const SearchQuery &query, const Scope &scope, std::int64_t model,
                                      bool byCodes)
{
    const auto nearest = [&](const QByteArray &distance, const QByteArray &which) -> QByteArray {
        return "SELECT id, 1 - (" + distance + ") AS score FROM chunks WHERE model_id = " + number(model) + which
            + scopeCondition(scope.isAll, scope.files.has_value()) + " ORDER BY " + distance + " LIMIT $2";
    };
    const QByteArray onesOwn = "embedding <=> $1::halfvec"; // no index has this expression
    if (byCodes)
        return nearest(onesOwn, " AND id = ANY($7)");
    if (scope.chunks <= ExactUpTo)
        return nearest(onesOwn, {});
    // The expression and the condition of the index (PostgresIndexes), and what it does not have yet.
    const QByteArray dimension = number(query.model.dimension);
    return '(' + nearest("embedding::halfvec(" + dimension + ") <=> $1::halfvec(" + dimension + ')', " AND NOT staged")
        + ") UNION ALL (" + nearest(onesOwn, " AND staged") + ") ORDER BY score DESC LIMIT $2";
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
    // path: ts_rank_cd() of one word is the sum of the weights of its places. This is BM25 (TextRank), written so that
    // the number of places is asked for once.
    QByteArray rank;
    for (qsizetype i = 1; i <= terms.size(); ++i) {
        const QByteArray index = number(i);
        rank += (i == 1 ? "" : " + ") + QByteArray("($6::float8[])[") + index + "] * ("
            + QByteArray::number(TextRank::Saturation + 1) + " - "
            + QByteArray::number(TextRank::Saturation * (TextRank::Saturation + 1)) + " / (ts_rank_cd('{"
            + QByteArray::number(TextRank::InPath) + ",1,1,1}', c.terms, (''''||($5::text[])[" + index
            + "]||'''')::tsquery) + " + QByteArray::number(TextRank::Saturation) + "))";
    }
    return "SELECT b.id, " + rank + " AS score FROM (SELECT id, sum(weight) AS score FROM (" + lists
        + ") lists GROUP BY id ORDER BY 2 DESC, 1 LIMIT " + number(TieBreakers)
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

Result<QList<PostgresSearch::Term>> PostgresSearch::worthwhileTerms(Postgres &postgres,
                                                                    const QList<QByteArray> &words)
{
    if (Done learnt = learnFrequencies(postgres); !learnt)
        return learnt.error();
    QList<Term> terms;
    for (const QByteArray &word : words) {
        if (QString::fromUtf8(word).toUtf8() != word)
            continue;
        terms.append({.word = word, .having = m_frequencies.value(word, m_leastFrequency / 2) * m_chunks});
    }
    std::ranges::stable_sort(terms, std::ranges::less(), &Term::having);

    double postings = 0;
    double counted = 0; // of the words that the statistics know
    qsizetype kept = 0;
    for (; kept < std::min(terms.size(), MostTerms); ++kept) {
        postings += terms.at(kept).having;
        counted += m_frequencies.contains(terms.at(kept).word) ? terms.at(kept).having : 0;
        if (postings > double(PostingBudget) && kept > 0)
            break;
    }
    terms.resize(kept);
    for (Term &term : terms)
        term.weight = TextRank::rarity(term.having, std::max(m_chunks, counted));
    return terms;
}

} // namespace vectray
