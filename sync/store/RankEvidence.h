#pragma once

#include "RankFusion.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

namespace vectray {

/// What a chunk is, beside how well its text fits.
struct ChunkEvidence
{
    FileId file;
    bool isDefinition = false; ///< a function, a class and the like, as against the text between them
    double named =
        0; ///< the share of the query's words that its symbol has, and the same of its file's name: 0 … 2
};

/// What a store knows of a chunk.
struct ChunkPlace
{
    FileId file;
    QString relativePath;
    QString symbol;
    QString symbolKind;
};

/// How much a place in each list is worth for this query: whoever asks with a name wants that name, whoever
/// asks with a sentence does not know it.
FusionWeights weightsFor(QByteArrayView query);

/// Whether a chunk of that kind ("function", "heading", …) defines something.
bool isDefinition(QStringView symbolKind);

/// The share of \a terms (see queryTerms()) that occur in a name, whatever their endings: 0 … 1.
double namedBy(const QList<QByteArray> &terms, QByteArrayView name);

/// What speaks for the chunk where a query has these terms.
ChunkEvidence evidenceFor(const QList<QByteArray> &terms, const ChunkPlace &place);

/// Puts chunks forward that define something, whose name is asked for, or whose file has more that fits. Best
/// first; equal scores in the order of ids. The factors were found on questions about nginx and zstd
/// (docs/decisions/0009-hybrid-search.md).
std::vector<FusedChunk> weighEvidence(std::vector<FusedChunk> fused,
                                      const QHash<ChunkId, ChunkEvidence> &evidence,
                                      const FusionWeights &weights);

} // namespace vectray
