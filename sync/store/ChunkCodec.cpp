#include "ChunkCodec.h"

#include <zstd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int CompressionLevel = 3;
constexpr std::size_t MaxText = 1 << 20; ///< a chunk is at most 3,000 bytes; more is damage

// What most texts have in common, so that the short ones need not say it again: resources/store/README.md.
constexpr std::uint8_t Dictionary[] = { // NOLINT(modernize-avoid-c-arrays): its size is counted by the compiler
#include "ChunkDictionary.inc"
};

struct Free
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CDict *dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict *dictionary) const { ZSTD_freeDDict(dictionary); }
};

const ZSTD_CDict *packingDictionary()
{
    static const std::unique_ptr<ZSTD_CDict, Free> prepared(
        ZSTD_createCDict(Dictionary, sizeof Dictionary, CompressionLevel));
    return prepared.get();
}

const ZSTD_DDict *openingDictionary()
{
    static const std::unique_ptr<ZSTD_DDict, Free> prepared(ZSTD_createDDict(Dictionary, sizeof Dictionary));
    return prepared.get();
}

// Plain loops that the compiler turns into vector code; the clones are chosen once, when the program loads.
__attribute__((target_clones("arch=x86-64-v4", "avx2", "default"), optimize("O3"))) std::int32_t
dotInt8(const std::int8_t *a, const std::int8_t *b, std::size_t size)
{
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < size; ++i)
        sum += std::int32_t(a[i]) * std::int32_t(b[i]);
    return sum;
}

float scaleOf(QByteArrayView packed)
{
    float scale = 0;
    std::memcpy(&scale, packed.data(), sizeof scale);
    return scale;
}

const std::int8_t *valuesOf(QByteArrayView packed)
{
    return reinterpret_cast<const std::int8_t *>(packed.data()) + sizeof(float);
}

template<typename Values>
VectorCode codeOf(const Values *values, std::size_t size)
{
    float squares = 0;
    for (std::size_t i = 0; i < size; ++i)
        squares += float(values[i]) * float(values[i]);
    const float large = CodeLevel::Threshold * std::sqrt(squares / float(size));
    const std::size_t words = (size + 63) / 64;
    VectorCode code(2 * words);
    for (std::size_t i = 0; i < size; ++i) {
        code[i / 64] |= std::uint64_t(values[i] > 0) << (i % 64);
        code[words + i / 64] |= std::uint64_t(std::fabs(float(values[i])) > large) << (i % 64);
    }
    return code;
}

} // namespace

QByteArray compressText(QByteArrayView text)
{
    thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    QByteArray packed(qsizetype(ZSTD_compressBound(std::size_t(text.size()))), Qt::Uninitialized);
    const std::size_t size =
        ZSTD_compress_usingCDict(context.get(), packed.data(), std::size_t(packed.size()), text.data(),
                                 std::size_t(text.size()), packingDictionary());
    packed.resize(qsizetype(size)); // cannot fail: the buffer has the bound's size
    packed.squeeze();
    return packed;
}

Result<QByteArray> decompressText(QByteArrayView packed)
{
    thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    const auto size = ZSTD_getFrameContentSize(packed.data(), std::size_t(packed.size()));
    if (size > MaxText) // also the values that stand for errors
        return Error{Error::Kind::Internal, u"the text of a chunk in the index is damaged"_s};

    QByteArray text(qsizetype(size), Qt::Uninitialized);
    // A text of before there was the dictionary has no number of one, and would be misread with it.
    const bool needsDictionary = ZSTD_getDictID_fromFrame(packed.data(), std::size_t(packed.size())) != 0;
    const std::size_t got = needsDictionary
        ? ZSTD_decompress_usingDDict(context.get(), text.data(), std::size_t(size), packed.data(),
                                     std::size_t(packed.size()), openingDictionary())
        : ZSTD_decompressDCtx(context.get(), text.data(), std::size_t(size), packed.data(), std::size_t(packed.size()));
    if (ZSTD_isError(got) != 0U || got != size)
        return Error{Error::Kind::Internal, u"the text of a chunk in the index is damaged"_s};
    return text;
}

QByteArray packEmbedding(const Embedding &embedding)
{
    float most = 0;
    for (const float value : embedding)
        most = std::max(most, std::fabs(value));
    const float scale = most / 127.0F;

    QByteArray packed(qsizetype(sizeof scale + embedding.size()), Qt::Uninitialized);
    std::memcpy(packed.data(), &scale, sizeof scale);
    auto *values = reinterpret_cast<std::int8_t *>(packed.data()) + sizeof scale;
    for (std::size_t i = 0; i < embedding.size(); ++i)
        values[i] = scale > 0 ? std::int8_t(std::lrintf(embedding[i] / scale)) : std::int8_t(0);
    return packed;
}

Embedding unpackEmbedding(QByteArrayView packed)
{
    if (packed.size() < qsizetype(sizeof(float)))
        return {};
    Embedding embedding(std::size_t(packed.size()) - sizeof(float));
    const float scale = scaleOf(packed);
    const std::int8_t *values = valuesOf(packed);
    for (std::size_t i = 0; i < embedding.size(); ++i)
        embedding[i] = scale * float(values[i]);
    return embedding;
}

double similarity(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size() || a.size() < qsizetype(sizeof(float)))
        return 0;
    const auto size = std::size_t(a.size()) - sizeof(float);
    return double(scaleOf(a)) * double(scaleOf(b)) * double(dotInt8(valuesOf(a), valuesOf(b), size));
}

VectorCode vectorCode(const Embedding &embedding)
{
    return codeOf(embedding.data(), embedding.size());
}

VectorCode vectorCodeOfPacked(QByteArrayView packed)
{
    const auto head = qsizetype(sizeof(float));
    return packed.size() < head ? VectorCode() : codeOf(valuesOf(packed), std::size_t(packed.size() - head));
}

QByteArrayView bytesOf(const VectorCode &code)
{
    return {reinterpret_cast<const char *>(code.data()), qsizetype(code.size() * sizeof code[0])};
}

} // namespace vectray
