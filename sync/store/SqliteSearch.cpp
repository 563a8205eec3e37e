#include "SqliteSearch.h"

#include "Glob.h"
#include "SearchTerms.h"
#include "SqliteRecords.h"
#include "SqliteSchema.h"
#include "SqliteVectorSets.h"

#include <base/Logging.h>

#include <malloc.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// BM25 of a term costs time for each chunk that has it, and a term that is everywhere says nothing: this many
/// chunks in all, rarest terms first. Measured: see docs/decisions/0009.
constexpr std::int64_t PostingBudget = 8'000;
constexpr std::chrono::seconds FrequencyAge{60};
constexpr std::chrono::seconds Patience{10}; ///< without a search, then what was read is let go of

/// Its file_id, symbol and symbol_kind, from a column on.
ChunkPlace placeOf(const SqliteRow &row, int column)
{
    return {.file = row.id<FileTag>(column), .relativePath = {}, .symbol = row.text(column + 1), .symbolKind = row.text(column + 2)};
}

/// The best \a wanted, best first.
void keepBest(std::vector<ScoredChunk> &scored, std::size_t wanted)
{
    const auto end = scored.begin() + std::ptrdiff_t(std::min(wanted, scored.size()));
    std::ranges::partial_sort(scored, end, BestFirst);
    scored.erase(end, scored.end());
}

} // namespace

Result<std::unique_ptr<SqliteSearch>> SqliteSearch::open(const QString &file, std::shared_ptr<SharedCodes> codes)
{
    auto sqlite = Sqlite::open(file, Sqlite::Access::ReadOnly);
    if (!sqlite)
        return sqlite.error();
    // A search reads some 300 pages from all over the file, and each that is not here is a call of the system.
    if (Done tuned = (*sqlite)->exec("PRAGMA cache_size=-16384"); !tuned)
        return tuned.error();
    if (Done installed = SqliteTextRank::install(**sqlite); !installed)
        return installed.error();
    if (Done followed = codes->follow(**sqlite); !followed)
        return followed.error();
    return std::unique_ptr<SqliteSearch>(new SqliteSearch(*std::move(sqlite), std::move(codes)));
}

SqliteSearch::SqliteSearch(std::unique_ptr<Sqlite> sqlite, std::shared_ptr<SharedCodes> codes)
    : m_sqlite(std::move(sqlite)), m_codes(std::move(codes))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(Patience);
    QObject::connect(&m_rest, &QTimer::timeout, &m_rest, [this] {
        std::ignore = m_sqlite->exec("PRAGMA shrink_memory");
        ::malloc_trim(0); // pages of a cache are small: by itself the allocator would keep them
    });
}

Result<QList<SearchHit>> SqliteSearch::search(const SearchQuery &query)
{
    m_rest.start();
    for (;;) {
        {
            SqliteTransaction moment(*m_sqlite); // ends, with nothing to roll back, when it goes
            if (Done begun = moment.begin(Sqlite::Access::ReadOnly); !begun)
                return begun.error();
            const auto searched = searchedModelRow(*m_sqlite);
            if (!searched)
                return searched.error();
            m_model = *searched;
            if (m_model == m_codes->model())
                return searchNow(query);
        }
        if (Done followed = m_codes->follow(*m_sqlite); !followed)
            return followed.error();
    }
}

Result<QList<SearchHit>> SqliteSearch::searchNow(const SearchQuery &query)
{
    const auto scope = scopeOf(query);
    if (!scope)
        return scope.error();
    const std::size_t wanted = candidatesFor(query.topK);
    Places places;
    const auto vector = byVector(query, *scope, wanted, places);
    if (!vector)
        return vector.error();
    const QList<QByteArray> terms = queryTerms(query.text.toUtf8());
    const auto text = byText(terms, *scope, wanted);
    if (!text)
        return text.error();

    QList<SearchHit> hits;
    const FusionWeights weights = weightsFor(query.text.toUtf8());
    auto fused = fuseRanks(*vector, *text, weights);
    const auto evidence = evidenceOf(terms, fused, places);
    if (!evidence)
        return evidence.error();
    for (const FusedChunk &chunk : weighEvidence(std::move(fused), *evidence, weights)) {
        if (hits.size() == query.topK)
            break;
        auto hit = hitFor(chunk);
        if (!hit)
            return hit.error();
        if (*hit) // else it went away since the scan
            hits.append(**std::move(hit));
    }
    return hits;
}

Result<SqliteSearch::Scope> SqliteSearch::scopeOf(const SearchQuery &query)
{
    Scope scope;
    QSet<QString> names;
    bool projectKnown = query.project.isEmpty();
    if (Done read = m_sqlite->each("SELECT d.id, d.name FROM datasets d JOIN projects p ON p.id = d.project_id "
                                   "WHERE ?1 = '' OR p.name = ?1",
                                   [&](const SqliteRow &row) {
                                       projectKnown = true;
                                       if (!query.datasets.isEmpty() && !query.datasets.contains(row.text(1)))
                                           return;
                                       scope.datasets.append(row.integer(0));
                                       names.insert(row.text(1));
                                   },
                                   query.project);
        !read)
        return read.error();
    if (!projectKnown)
        return Error{Error::Kind::NotFound, u"there is no project “%1”"_s.arg(query.project)};
    for (const QString &name : query.datasets) {
        if (!names.contains(name))
            return Error{Error::Kind::NotFound, u"there is no dataset “%1” in this project"_s.arg(name)};
    }

    if (!query.languages.isEmpty() || !query.pathPrefix.isEmpty() || !query.glob.isEmpty()) {
        auto files = filteredFiles(query, scope.datasets);
        if (!files)
            return files.error();
        scope.files = *std::move(files);
    }
    return scope;
}

Result<QSet<FileId>> SqliteSearch::filteredFiles(const SearchQuery &query, const QList<std::int64_t> &datasets)
{
    const QRegularExpression glob = globExpression(query.glob);
    QSet<FileId> files;
    for (const std::int64_t dataset : datasets) {
        const Done read = m_sqlite->each(
            "SELECT id, relative_path, language FROM indexed_files WHERE dataset_id = ?",
            [&](const SqliteRow &row) {
                if (!query.pathPrefix.isEmpty() && !row.bytes(1).startsWith(query.pathPrefix.toUtf8()))
                    return;
                if (!query.languages.isEmpty() && !query.languages.contains(row.text(2)))
                    return;
                if (query.glob.isEmpty() || glob.match(row.text(1)).hasMatch())
                    files.insert(row.id<FileTag>(0));
            },
            dataset);
        if (!read)
            return read.error();
    }
    return files;
}

Result<std::vector<ScoredChunk>> SqliteSearch::byVector(const SearchQuery &query, const Scope &scope, std::size_t wanted,
                                                        Places &places)
{
    std::vector<ScoredChunk> scored;
    if (std::ranges::all_of(query.vector, [](float value) { return value == 0; }))
        return scored; // no word of it means anything to the model
    const auto model = modelRow(*m_sqlite, query.model);
    if (!model)
        return model.error();
    QList<VectorScan::Key> keys;
    for (const std::int64_t dataset : scope.datasets)
        keys.append({dataset, *model});
    const auto filter = scope.files ? VectorScan::FileFilter([&](FileId file) { return scope.files->contains(file); })
                                    : VectorScan::FileFilter();
    const std::vector<ChunkId> nearest = m_codes->nearest(CodeQuery(query.vector), keys, VectorScan::toRescore(wanted), filter);
    if (m_model != 0 && (*model != m_model || m_codes->model() != m_model))
        return Error{Error::Kind::Conflict, u"the query's vector is not of the model that the index is searched by"_s};
    const QByteArray packed = packEmbedding(query.vector);
    for (const ChunkId chunk : nearest) {
        const auto score = [&](const SqliteRow &row) {
            scored.push_back({chunk, similarity(packed, row.bytes(0))});
            places.insert(chunk, placeOf(row, 1));
        };
        const Done read = m_sqlite->each("SELECT embedding, file_id, symbol, symbol_kind FROM chunks WHERE id = ?", score, chunk);
        if (!read)
            return read.error();
    }

    const double least = query.threshold.value_or(-1);
    std::erase_if(scored, [least](const ScoredChunk &chunk) { return chunk.score < least; });
    keepBest(scored, wanted);
    return scored;
}

Result<std::int64_t> SqliteSearch::documentFrequency(const QByteArray &term, std::int64_t dataset)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_frequenciesSince > FrequencyAge || m_frequencies.size() > 10'000) {
        m_frequencies.clear();
        m_frequenciesSince = now;
    }
    const QByteArray key = ftsTable(dataset) + ' ' + term;
    if (const auto known = m_frequencies.constFind(key); known != m_frequencies.constEnd())
        return *known;

    std::int64_t frequency = 0;
    const QByteArray table = ftsTable(dataset);
    const QByteArray quoted = '"' + term + '"'; // a term has no quotes in it: see indexTerms()
    if (Done counted = m_sqlite->each("SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE " + table
                                          + " MATCH ? LIMIT ?)",
                                      [&](const SqliteRow &row) { frequency = row.integer(0); },
                                      SqliteText{quoted}, PostingBudget + 1);
        !counted)
        return counted.error();
    m_frequencies.insert(key, frequency);
    return frequency;
}

/// Those of them that are in the index and worth their time, rarest first.
Result<SqliteSearch::Wanted> SqliteSearch::wantedTerms(const QList<QByteArray> &terms, std::int64_t dataset)
{
    QList<RankedTerm> ranked;
    for (const QByteArray &term : terms) {
        const auto frequency = documentFrequency(term, dataset);
        if (!frequency)
            return frequency.error();
        if (*frequency > 0)
            ranked.append({term, *frequency});
    }
    std::ranges::sort(ranked, {}, [](const RankedTerm &term) { return std::pair(term.frequency, term.term); });
    Wanted wanted;
    for (const RankedTerm &term : std::as_const(ranked)) {
        if (wanted.postings + term.frequency > PostingBudget && !wanted.terms.isEmpty())
            break;
        wanted.terms.append(term);
        wanted.postings += term.frequency;
    }
    return wanted;
}

Result<std::vector<ScoredChunk>> SqliteSearch::byText(const QList<QByteArray> &terms, const Scope &scope, std::size_t wanted)
{
    std::vector<ScoredChunk> scored;
    const auto deadline = std::chrono::steady_clock::now() + TextDeadline;
    for (const std::int64_t dataset : scope.datasets) {
        const auto found = wantedTerms(terms, dataset);
        if (!found)
            return found.error();
        if (found->terms.isEmpty())
            continue;
        const auto chunks = std::max(std::int64_t(m_codes->size({{dataset, m_model}})), found->postings);
        const auto some = SqliteTextRank::rank(*m_sqlite, ftsTable(dataset), found->terms, chunks, deadline);
        if (!some)
            return some.error();
        scored.insert(scored.end(), some->begin(), some->end());
    }
    if (std::chrono::steady_clock::now() > deadline)
        qCInfo(logStore).nospace() << "search=text-deadline datasets=" << scope.datasets.size();
    if (scope.files)
        return keepFiltered(std::move(scored), *scope.files, wanted);
    keepBest(scored, wanted);
    return scored;
}

/// The best of those that are in one of the files.
Result<std::vector<ScoredChunk>> SqliteSearch::keepFiltered(std::vector<ScoredChunk> scored, const QSet<FileId> &files,
                                                            std::size_t wanted)
{
    std::ranges::sort(scored, BestFirst);
    std::vector<ScoredChunk> kept;
    for (const ScoredChunk &chunk : scored) {
        if (kept.size() == wanted)
            break;
        const auto keep = [&](const SqliteRow &row) {
            if (files.contains(row.id<FileTag>(0)))
                kept.push_back(chunk);
        };
        if (Done read = m_sqlite->each("SELECT file_id FROM chunk_codes WHERE chunk_id = ?", keep, chunk.chunk); !read)
            return read.error();
    }
    return kept;
}

Result<QHash<ChunkId, ChunkEvidence>> SqliteSearch::evidenceOf(const QList<QByteArray> &terms,
                                                               const std::vector<FusedChunk> &chunks, const Places &places)
{
    QHash<ChunkId, ChunkEvidence> evidence;
    QHash<FileId, QString> paths; // several chunks are of one file
    for (const FusedChunk &chunk : chunks) {
        ChunkPlace place = places.value(chunk.chunk);
        Done read;
        if (place.file == FileId{})
            read = m_sqlite->each("SELECT file_id, symbol, symbol_kind FROM chunks WHERE id = ?",
                                  [&](const SqliteRow &row) { place = placeOf(row, 0); }, chunk.chunk);
        if (read && !paths.contains(place.file))
            read = m_sqlite->each("SELECT relative_path FROM indexed_files WHERE id = ?",
                                  [&](const SqliteRow &row) { paths.insert(place.file, row.text(0)); }, place.file);
        if (!read)
            return read.error();
        place.relativePath = paths.value(place.file);
        evidence.insert(chunk.chunk, evidenceFor(terms, place));
    }
    return evidence;
}

Result<std::optional<SearchHit>> SqliteSearch::hitFor(const FusedChunk &chunk)
{
    std::optional<SearchHit> hit;
    QByteArray packed;
    const Done read = m_sqlite->each(
        R"(SELECT p.name, d.name, p.uuid, d.uuid, f.file_path, f.relative_path, f.language, c.symbol, c.symbol_kind,
                  c.start_line, c.end_line, c.text
           FROM chunks c JOIN indexed_files f ON f.id = c.file_id JOIN datasets d ON d.id = c.dataset_id
                JOIN projects p ON p.id = d.project_id WHERE c.id = ?)",
        [&](const SqliteRow &row) {
            hit = SearchHit{.id = chunk.chunk,
                            .project = row.text(0),
                            .dataset = row.text(1),
                            .projectId = {row.uuid(2)},
                            .datasetId = {row.uuid(3)},
                            .filePath = row.text(4),
                            .relativePath = row.text(5),
                            .language = row.text(6),
                            .symbol = row.text(7),
                            .symbolKind = row.text(8),
                            .startLine = int(row.integer(9)),
                            .endLine = int(row.integer(10)),
                            .vectorScore = chunk.vectorScore,
                            .sparseScore = chunk.sparseScore,
                            .finalScore = chunk.score};
            packed = row.bytes(11).toByteArray();
        },
        chunk.chunk);
    if (!read)
        return read.error();
    if (hit) {
        auto text = decompressText(packed);
        if (!text)
            return text.error();
        hit->text = *std::move(text);
    }
    return hit;
}

} // namespace vectray
