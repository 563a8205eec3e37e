#pragma once

#include "ProviderCodec.h"

#include <QByteArray>
#include <QList>

namespace vectray {

/// Some texts that go in one call, by their places in the list they came from.
struct TextBatch
{
    QList<qsizetype> places;
    std::int64_t tokens = 0; ///< estimated
};

/// Cuts texts into calls within the limits, in order. A text that is too long by itself is a call of its own.
/// Texts of white space only are left out: services refuse them.
QList<TextBatch> batchesOf(const QList<QByteArray> &texts, const ProviderLimits &limits);

/// Two halves of a text of at least two bytes, cut at a line's end where one is near the middle, and never
/// inside of a character.
std::pair<QByteArray, QByteArray> halvesOf(const QByteArray &text);

} // namespace vectray
