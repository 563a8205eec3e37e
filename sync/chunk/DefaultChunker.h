#pragma once

#include "MarkdownChunker.h"
#include "SyntaxChunker.h"
#include "TextChunker.h"

namespace vectray {

/// Cuts each language by the chunker that knows it best. Make one and share it: the tables are set up once.
class DefaultChunker final : public Chunker
{
public:
    explicit DefaultChunker(const ChunkLimits &limits = {})
        : m_syntax(limits)
        , m_markdown(limits)
        , m_text(limits)
    {}

    /// \a language as languageOf() names it.
    QList<Chunk> chunk(const QByteArray &text, const QString &language) const override;

private:
    SyntaxChunker m_syntax;
    MarkdownChunker m_markdown;
    TextChunker m_text;
};

} // namespace vectray
