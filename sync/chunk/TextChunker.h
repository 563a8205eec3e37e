#pragma once

#include "Chunker.h"
#include "ChunkLimits.h"

namespace vectray {

/// Cuts any text at its paragraphs, then at its lines, then within a line. Knows no symbols. Takes texts of
/// any size, in time proportional to it.
class TextChunker final : public Chunker
{
public:
    explicit TextChunker(const ChunkLimits &limits = {}) : m_limits(limits) {}

    QList<Chunk> chunk(const QByteArray &text, const QString &language) const override;

private:
    ChunkLimits m_limits;
};

} // namespace vectray
