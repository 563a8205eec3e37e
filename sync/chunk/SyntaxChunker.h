#pragma once

#include "Chunker.h"
#include "ChunkLimits.h"

#include <vector>

namespace vectray {

class Grammar;

/// Cuts source code between its functions, classes and statements, as its grammar sees them. A chunk's symbol
/// is the path of the definition it is about, joined as the language does: "Store::put", "Store.put".
///
/// What has no grammar, takes too long to parse, is too long for a tree, or is no UTF-8 is cut by lines.
class SyntaxChunker final : public Chunker
{
public:
    explicit SyntaxChunker(const ChunkLimits &limits = {});
    ~SyntaxChunker() override;

    QList<Chunk> chunk(const QByteArray &text, const QString &language) const override;

    bool knows(const QString &language) const { return grammarOf(language) != nullptr; }

private:
    const Grammar *grammarOf(const QString &language) const;

    ChunkLimits m_limits;
    std::vector<Grammar> m_grammars; // by language
};

} // namespace vectray
