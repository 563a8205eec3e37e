#pragma once

#include "PostgresValue.h"

namespace vectray {

/// The words of a chunk's text (weight A) and of its path (weight D) as a tsvector, without the server's
/// help: they are the words of SearchTerms, whatever text search configuration the server has. Places are
/// only counted, up to a handful a word.
TermVector termVector(QByteArrayView text, const QString &path);

/// The words of the path alone.
TermVector pathTermVector(const QString &path);

} // namespace vectray
