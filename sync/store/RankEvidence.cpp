#include "RankEvidence.h"

#include "SearchTerms.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double ForDefinition = 0.5;
constexpr double ForFile = 0.5;

constexpr qsizetype WordsOfASentence = 4;

bool isAsciiLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isAsciiUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// read_file, readFile, std::sort, ECONNRESET, utf8: no word of a language.
bool looksLikeAName(QByteArrayView word)
{
    bool hasLower = false;
    qsizetype capitals = 0;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (c == '_' || c == ':' || c == '(' || (c >= '0' && c <= '9') || (c == '.' && i + 1 < word.size()))
            return true;
        if (isAsciiUpper(c) && hasLower)
            return true;
        hasLower = hasLower || isAsciiLower(c);
        capitals += isAsciiUpper(c) ? 1 : 0;
    }
    return capitals > 5; // shorter ones are DNS, JSON, SIGHUP, which sentences have, too
}

/// Without the ending, as far as it matters: "compressed", "compression" and "compress" are one.
QByteArrayView stemOf(QByteArrayView word)
{
    static constexpr std::array Endings{"ation", "ing", "ion", "ed", "es", "er", "s", "e"};
    constexpr qsizetype LeastStem = 3;
    for (const char *ending : Endings) {
        const QByteArrayView end(ending);
        if (end == QByteArrayView("s") && word.endsWith("ss"))
            continue; // process, class
        if (word.endsWith(end) && word.size() - end.size() >= LeastStem)
            return word.chopped(end.size());
    }
    return word;
}

} // namespace

FusionWeights weightsFor(QByteArrayView query)
{
    const QList<QByteArray> words = query.toByteArray().simplified().split(' ');
    const bool hasName =
        std::ranges::any_of(words, [](const QByteArray &word) { return looksLikeAName(word); });
    if (hasName || words.size() < WordsOfASentence)
        return {.k = 10, .vector = 0.5, .sparse = 1};
    return {.k = 10, .vector = 1.5, .sparse = 1};
}

bool isDefinition(QStringView symbolKind)
{
    static constexpr std::array<QStringView, 12> Kinds{u"function",  u"method", u"constructor", u"class",
                                                       u"struct",    u"enum",   u"interface",   u"trait",
                                                       u"namespace", u"type",   u"macro",       u"module"};
    return std::ranges::find(Kinds, symbolKind) != Kinds.end();
}

double namedBy(const QList<QByteArray> &terms, QByteArrayView name)
{
    if (terms.isEmpty() || name.isEmpty())
        return 0;
    const QByteArray words = indexTerms(name);
    QVarLengthArray<QByteArrayView, 16> stems; // a name has few words: this is done for each candidate of each query
    for (QByteArrayView rest = words; !rest.isEmpty();) {
        const qsizetype end = rest.indexOf(' ');
        stems.append(stemOf(end < 0 ? rest : rest.first(end)));
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    }
    const auto found = std::ranges::count_if(terms, [&](const QByteArray &term) { return stems.contains(stemOf(term)); });
    return double(found) / double(terms.size());
}

ChunkEvidence evidenceFor(const QList<QByteArray> &terms, const ChunkPlace &place)
{
    const QStringView path(place.relativePath);
    const QStringView name = path.sliced(path.lastIndexOf(u'/') + 1);
    const qsizetype dot = name.indexOf(u'.');
    return {.file = place.file,
            .isDefinition = isDefinition(place.symbolKind),
            .named = namedBy(terms, place.symbol.toUtf8()) + namedBy(terms, (dot < 0 ? name : name.first(dot)).toUtf8())};
}

std::vector<FusedChunk> weighEvidence(std::vector<FusedChunk> fused,
                                      const QHash<ChunkId, ChunkEvidence> &evidence,
                                      const FusionWeights &weights)
{
    QHash<FileId, double> files;
    for (const FusedChunk &chunk : fused)
        files[evidence.value(chunk.chunk).file] += chunk.score;
    std::vector<std::pair<double, FileId>> byFit;
    for (auto file = files.begin(); file != files.end(); ++file)
        byFit.emplace_back(*file, file.key());
    std::ranges::sort(byFit, [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    QHash<FileId, double> shares;
    for (std::size_t rank = 0; rank < byFit.size(); ++rank)
        shares.insert(byFit[rank].second, ForFile / (weights.k + double(rank + 1)));

    for (FusedChunk &chunk : fused) {
        const ChunkEvidence known = evidence.value(chunk.chunk);
        chunk.score *= (known.isDefinition ? 1 + ForDefinition : 1) * (1 + known.named);
        chunk.score += shares.value(known.file);
    }
    std::ranges::sort(fused, BestFirst);
    return fused;
}

} // namespace vectray
