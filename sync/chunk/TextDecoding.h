#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QByteArrayView>

namespace vectray {

/// Whether a file that begins with \a raw is not text: there is a NUL in its first 8 KiB, and no byte order
/// mark of UTF-16 or UTF-32 that would account for it.
bool looksBinary(QByteArrayView raw);

/// \a raw as UTF-8 without a byte order mark; line ends stay as they are. UTF-16 and UTF-32 are known by
/// their mark; what else is not UTF-8 is guessed at. Errors (kind Invalid) are sentences that say why the
/// file is skipped.
///
/// A few broken bytes in what is UTF-8 otherwise become U+FFFD. The text never holds a NUL.
Result<QByteArray> decodeText(const QByteArray &raw);

} // namespace vectray
