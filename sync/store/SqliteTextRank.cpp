#include "SqliteTextRank.h"

#include "Sqlite.h"
#include "TextRank.h"

#include <sqlite3.h>

#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

using namespace TextRank;

constexpr int PathColumn = 1;

constexpr std::size_t RowsBetweenLooks = 1'024; ///< at the clock

struct RankedRow
{
    std::int64_t row = 0;
    double score = 0;
};

/// What rank() asks and gets; lives while its statement runs.
struct Ranking
{
    const QList<RankedTerm> &terms; ///< the expression's phrases, in their order
    std::int64_t chunks = 0; ///< in the table
    SqliteTextRank::Deadline deadline;
    std::vector<RankedRow> rows; ///< by growing row
};

/// The rows of one phrase.
struct PhraseRows
{
    double weight = 0;
    SqliteTextRank::Deadline deadline;
    std::vector<RankedRow> rows;
};

double frequencyIn(const Fts5ExtensionApi &api, Fts5Context *row)
{
    double frequency = 0;
    Fts5PhraseIter place{};
    int column = 0;
    int offset = 0;
    if (api.xPhraseFirst(row, 0, &place, &column, &offset) != SQLITE_OK)
        return 0;
    for (; column >= 0; api.xPhraseNext(row, &place, &column, &offset))
        frequency += column == PathColumn ? InPath : 1;
    return frequency;
}

int takeRow(const Fts5ExtensionApi *api, Fts5Context *row, void *user)
{
    PhraseRows &phrase = *static_cast<PhraseRows *>(user);
    const double frequency = frequencyIn(*api, row);
    phrase.rows.push_back({api->xRowid(row), phrase.weight * frequency * (Saturation + 1) / (frequency + Saturation)});
    const bool looks = phrase.rows.size() % RowsBetweenLooks == 0;
    return looks && std::chrono::steady_clock::now() > phrase.deadline ? SQLITE_DONE : SQLITE_OK;
}

/// Both by growing row.
std::vector<RankedRow> sumOf(const std::vector<RankedRow> &a, const std::vector<RankedRow> &b)
{
    std::vector<RankedRow> sum;
    sum.reserve(a.size() + b.size());
    auto left = a.begin();
    auto right = b.begin();
    while (left != a.end() && right != b.end()) {
        if (left->row == right->row)
            sum.push_back({left->row, left++->score + right++->score});
        else
            sum.push_back(left->row < right->row ? *left++ : *right++);
    }
    sum.insert(sum.end(), left, a.end());
    sum.insert(sum.end(), right, b.end());
    return sum;
}

constexpr char RankingPointer[] = "vectray.Ranking";

/// text_rank(table, ranking), once for a whole statement: the ranking gets its rows.
void textRank(const Fts5ExtensionApi *api, Fts5Context *cursor, sqlite3_context *answer, int count, sqlite3_value **values)
{
    auto *ranking = count == 1 ? static_cast<Ranking *>(sqlite3_value_pointer(values[0], RankingPointer)) : nullptr;
    if (!ranking || api->xPhraseCount(cursor) != ranking->terms.size())
        return sqlite3_result_error(answer, "text_rank() wants a ranking with a weight for each term", -1);
    for (int phrase = 0; phrase < ranking->terms.size(); ++phrase) {
        const std::int64_t frequency = ranking->terms.at(phrase).frequency;
        PhraseRows found{
            .weight = rarity(double(frequency), double(ranking->chunks)), .deadline = ranking->deadline, .rows = {}};
        found.rows.reserve(std::size_t(frequency));
        if (const int code = api->xQueryPhrase(cursor, phrase, &found, takeRow); code != SQLITE_OK)
            return sqlite3_result_error_code(answer, code);
        ranking->rows = ranking->rows.empty() ? std::move(found.rows) : sumOf(ranking->rows, found.rows);
    }
}

/// How SQLite hands out the door to its full-text search.
fts5_api *fullTextApi(sqlite3 *handle)
{
    fts5_api *api = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void *>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

} // namespace

Done SqliteTextRank::install(Sqlite &sqlite)
{
    fts5_api *api = fullTextApi(sqlite.handle());
    if (!api || api->xCreateFunction(api, "text_rank", nullptr, textRank, nullptr) != SQLITE_OK)
        return Error{Error::Kind::Internal, u"SQLite has no full-text search (FTS5)"_s};
    return {};
}

Result<std::vector<ScoredChunk>> SqliteTextRank::rank(Sqlite &sqlite, const QByteArray &table, const QList<RankedTerm> &terms,
                                                      std::int64_t chunks, Deadline deadline)
{
    Ranking ranking{.terms = terms, .chunks = chunks, .deadline = deadline, .rows = {}};
    QByteArray expression;
    for (const RankedTerm &term : terms)
        expression += (expression.isEmpty() ? "\"" : " OR \"") + term.term + '"';
    const Done ranked = sqlite.each("SELECT text_rank(" + table + ", ?1) FROM " + table + " WHERE " + table + " MATCH ?2 LIMIT 1",
                                    [](const SqliteRow &) {}, SqlitePointer{&ranking, RankingPointer}, SqliteText{expression});
    if (!ranked)
        return ranked.error();
    std::vector<ScoredChunk> scored;
    scored.reserve(ranking.rows.size());
    for (const RankedRow &row : ranking.rows)
        scored.push_back({ChunkId{row.row}, row.score});
    return scored;
}

} // namespace vectray
