#include "MarkdownChunker.h"

#include "Assembly.h"
#include "Grouping.h"
#include "MarkdownOutline.h"
#include "TextChunker.h"

namespace vectray {

QList<Chunk> MarkdownChunker::chunk(const QByteArray &text, const QString &language) const
{
    if (text.size() > m_limits.parse)
        return TextChunker(m_limits).chunk(text, language);
    const Outline outline = markdownOutline(text);
    return assembleChunks(text, chooseEnds(text, outline.cuts, m_limits), outline);
}

} // namespace vectray
