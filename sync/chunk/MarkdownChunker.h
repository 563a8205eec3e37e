#pragma once

#include "Chunker.h"
#include "ChunkLimits.h"

namespace vectray {

/// Cuts Markdown at its headings, then at paragraphs and lines. A chunk's symbol is the path of its headings:
/// "Setup > Linux".
///
/// Reads lines and needs no grammar: the one there is writes past its buffer on deeply nested quotes.
class MarkdownChunker final : public Chunker
{
public:
    explicit MarkdownChunker(const ChunkLimits &limits = {}) : m_limits(limits) {}

    QList<Chunk> chunk(const QByteArray &text, const QString &language) const override;

private:
    ChunkLimits m_limits;
};

} // namespace vectray
