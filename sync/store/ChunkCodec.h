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

/// The signs of the components, one bit each, dimension rounded up to whole words.
using SignCode = std::vector<std::uint64_t>;
SignCode signCode(const Embedding &embedding);

/// The same from a packed embedding.
SignCode signCodeOfPacked(QByteArrayView packed);

} // namespace vectray
