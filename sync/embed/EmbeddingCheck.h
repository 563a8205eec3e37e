#pragma once

#include <domain/Embedding.h>

#include <QByteArray>
#include <QString>

namespace vectray {

/// What is wrong with a vector that a service sent: not \a dimension numbers, one that is no number, all
/// zero. Empty: nothing.
QString faultOf(const Embedding &vector, int dimension);

/// To unit length. Not of a vector that is all zero.
Embedding normalised(Embedding vector);

/// How many tokens a text has at most, about: services count by tokenizers of their own.
std::int64_t estimatedTokens(QByteArrayView text);

} // namespace vectray
