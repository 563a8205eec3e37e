#pragma once

#include "IndexBatch.h"

namespace vectray {

/// How many bytes of a path the server can keep: a row of its index takes a third of a page at most.
constexpr qsizetype LongestPostgresPath = 2'600;

/// Why the server cannot keep a file at this absolute path: a sentence. Empty: it can.
QString whyPostgresCannotKeep(const QString &path);

/// The batch without the files whose paths are longer, which are listed as problems instead.
IndexBatch withoutLongPaths(IndexBatch batch);

/// What a problem of the file at this absolute path is found by: the path, or as much of it as there is room for with
/// a hash of the whole.
QString problemKey(const QString &path);

} // namespace vectray
