#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace vectray {

/// The words of a text as the full-text index knows them, separated by spaces: lower case, and beside an
/// identifier its parts ("readFileTable" → "readfiletable read file table"). A function of the text alone: what
/// was added to a contentless index can only be taken out with the same words. A change of it needs a new
/// schema version.
QByteArray indexTerms(QByteArrayView text);

/// The distinct words of a query, without the ones that say nothing ("how", "the").
QList<QByteArray> queryTerms(QByteArrayView text);

} // namespace vectray
