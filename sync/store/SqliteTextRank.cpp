#include "SqliteTextRank.h"

#include "Sqlite.h"

#include <sqlite3.h>

#include <cmath>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); k1 as Lucene has it.
constexpr double Saturation = 1.2;
constexpr int PathColumn = 1;
constexpr double InPath = 0.5; ///< it says what a file is about, but not which chunk of it

double frequencyIn(const Fts5ExtensionApi &api, Fts5Context *row, int phrase)
{
    double frequency = 0;
    Fts5PhraseIter place{};
    int column = 0;
    int offset = 0;
    if (api.xPhraseFirst(row, phrase, &place, &column, &offset) != SQLITE_OK)
        return 0;
    for (; column >= 0; api.xPhraseNext(row, &place, &column, &offset))
        frequency += column == PathColumn ? InPath : 1;
    return frequency;
}

void textRank(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *answer, int count, sqlite3_value **values)
{
    const int phrases = api->xPhraseCount(row);
    if (count != 1 || sqlite3_value_bytes(values[0]) != phrases * int(sizeof(double))) {
        sqlite3_result_error(answer, "text_rank() wants a weight for each term", -1);
        return;
    }
    const auto *weights = static_cast<const char *>(sqlite3_value_blob(values[0]));
    double score = 0;
    for (int phrase = 0; phrase < phrases; ++phrase) {
        double weight = 0;
        std::memcpy(&weight, weights + std::size_t(phrase) * sizeof weight, sizeof weight);
        const double frequency = frequencyIn(*api, row, phrase);
        score += weight * frequency * (Saturation + 1) / (frequency + Saturation);
    }
    sqlite3_result_double(answer, score);
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

Done installTextRank(Sqlite &sqlite)
{
    fts5_api *api = fullTextApi(sqlite.handle());
    if (!api || api->xCreateFunction(api, "text_rank", nullptr, textRank, nullptr) != SQLITE_OK)
        return Error{Error::Kind::Internal, u"SQLite has no full-text search (FTS5)"_s};
    return {};
}

QByteArray rankWeights(const std::vector<std::int64_t> &frequencies, std::int64_t chunks)
{
    QByteArray packed;
    for (const std::int64_t frequency : frequencies) {
        const double weight = std::log(1 + (double(chunks) - double(frequency) + 0.5) / (double(frequency) + 0.5));
        packed.append(reinterpret_cast<const char *>(&weight), sizeof weight);
    }
    return packed;
}

} // namespace vectray
