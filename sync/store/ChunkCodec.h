#pragma once

#include <domain/Embedding.h>
#include <domain/Result.h>

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace vectray {

/// How a chunk's text and vector lie in a row. All functions are safe to call from any thread.

QByteArray compressText(QByteArrayView text);
Result<QByteArray> decompressText(QByteArrayView packed);

/// f32 scale, then round(v / scale) as int8 per dimension, scale = max|v| / 127. Loses nothing that retrieval
/// can notice (docs/decisions).
QByteArray packEmbedding(const Embedding &embedding);

/// As exact as the packed form is; empty where it is damaged.
Embedding unpackEmbedding(QByteArrayView packed);

/// The cosine similarity of two packed embeddings, both of unit length before packing; 0 where the sizes differ.
double similarity(QByteArrayView a, QByteArrayView b);

/// Two bits a dimension, to find candidates by without reading their vectors. First the plane of the signs, then that of
/// the sizes: whether a component is large. Each is rounded up to whole words.
using VectorCode = std::vector<std::uint64_t>;
VectorCode vectorCode(const Embedding &embedding);

/// The same from a packed embedding.
VectorCode vectorCodeOfPacked(QByteArrayView packed);

/// The bytes of a code, as they lie in a row; they are the code's own.
QByteArrayView bytesOf(const VectorCode &code);

/// The best quantizer of two bits for normally distributed values, in their root mean squares (Max, "Quantizing for
/// Minimum Distortion", 1960).
struct CodeLevel
{
    static constexpr float Threshold = 0.98F; ///< what is greater is large
    static constexpr float Small = 0.453F; ///< stands for what is not
    static constexpr float Large = 1.51F;
};

} // namespace vectray
