#include "StaticEmbedder.h"

#include "ModelFile.h"
#include "RowSum.h"
#include "Tokenizer.h"

#include <base/Logging.h>

#include <array>
#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype TextsBetweenStopChecks = 64; // about a millisecond

QString nameOf(const ModelFile &file)
{
    const QString hash = file.hash().toHex();
    const QString origin = hash == QLatin1StringView(VECTRAY_MODEL_SHA256) ? u"vectray"_s : u"custom"_s;
    return u"%1-%2-%3"_s.arg(origin).arg(file.dimension()).arg(hash.first(12));
}

void normalise(Embedding &vector)
{
    std::array<double, 8> squares{}; // eight sums, so that one addition need not wait for the other
    for (std::size_t i = 0; i < vector.size(); i += squares.size()) {
        for (std::size_t j = 0; j < squares.size(); ++j)
            squares[j] += double(vector[i + j]) * double(vector[i + j]);
    }
    double total = 0;
    for (const double square : squares)
        total += square;
    if (total <= 0)
        return;
    const auto factor = float(1 / std::sqrt(total));
    for (float &value : vector)
        value *= factor;
}

} // namespace

struct StaticEmbedder::Parts
{
    Parts(std::unique_ptr<const ModelFile> modelFile, PieceTable pieceTable)
        : file(std::move(modelFile))
        , pieces(std::move(pieceTable))
        , tokenizer(pieces)
        , name(nameOf(*file))
    {}

    std::unique_ptr<const ModelFile> file;
    PieceTable pieces;
    Tokenizer tokenizer;
    RowSum sumRows = fastestRowSum();
    QString name;
};

/// What one thread needs while it works; kept, because filling it anew would cost more than a chunk.
struct StaticEmbedder::Scratch
{
    ContentHash model; // whose words and tokens these are
    WordCache words;
    std::vector<std::uint16_t> tokens;
    std::vector<std::uint16_t> counts; // by token; all zero between two texts
    std::vector<std::uint16_t> distinct;
    std::vector<WeightedRow> rows;
};

Result<std::unique_ptr<StaticEmbedder>> StaticEmbedder::load(const QString &path)
{
    Result<std::unique_ptr<const ModelFile>> file = ModelFile::map(path);
    if (!file)
        return file.error();
    Result<PieceTable> pieces = PieceTable::of(**file);
    if (!pieces)
        return pieces.error();
    auto parts = std::make_unique<const Parts>(*std::move(file), *std::move(pieces));
    qCInfo(logEmbed).noquote() << u"event=loaded model=%1 sha256=%2"_s.arg(parts->name,
                                                                           parts->file->hash().toHex());
    return std::unique_ptr<StaticEmbedder>(new StaticEmbedder(std::move(parts)));
}

StaticEmbedder::StaticEmbedder(std::unique_ptr<const Parts> parts) : m_parts(std::move(parts)) {}

StaticEmbedder::~StaticEmbedder() = default;

EmbeddingModel StaticEmbedder::model() const
{
    return {.provider = u"builtin"_s, .model = m_parts->name, .dimension = m_parts->file->dimension()};
}

Result<QList<Embedding>> StaticEmbedder::embedDocuments(const QList<QByteArray> &texts,
                                                        std::stop_token stop) const
{
    QList<Embedding> vectors;
    vectors.reserve(texts.size());
    for (const QByteArray &text : texts) {
        if (vectors.size() % TextsBetweenStopChecks == 0 && stop.stop_requested())
            return Error{Error::Kind::Cancelled, u"embedding was stopped"_s};
        vectors.append(embed(text));
    }
    return vectors;
}

Result<Embedding> StaticEmbedder::embedQuery(const QByteArray &text, std::stop_token stop) const
{
    if (stop.stop_requested())
        return Error{Error::Kind::Cancelled, u"embedding was stopped"_s};
    return embed(text);
}

StaticEmbedder::Scratch &StaticEmbedder::scratch() const
{
    thread_local Scratch scratch;
    if (scratch.model != m_parts->file->hash()) {
        scratch.model = m_parts->file->hash();
        scratch.words.clear();
        scratch.counts.assign(std::size_t(m_parts->file->vocabulary()), 0);
    }
    return scratch;
}

Embedding StaticEmbedder::embed(const QByteArray &text) const
{
    Scratch &own = scratch();
    m_parts->tokenizer.tokenize(text, own.words, own.tokens);
    own.distinct.clear();
    for (const std::uint16_t token : own.tokens) {
        if (own.counts[token]++ == 0)
            own.distinct.push_back(token);
    }
    own.rows.clear();
    for (const std::uint16_t token : own.distinct) {
        const float weight = m_parts->file->scale(token) * std::sqrt(float(own.counts[token]));
        own.rows.push_back({m_parts->file->row(token), weight});
        own.counts[token] = 0;
    }
    Embedding vector(std::size_t(m_parts->file->dimension()));
    m_parts->sumRows(own.rows, vector);
    normalise(vector);
    return vector;
}

} // namespace vectray
