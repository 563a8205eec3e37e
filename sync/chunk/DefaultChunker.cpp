#include "DefaultChunker.h"

namespace vectray {

QList<Chunk> DefaultChunker::chunk(const QByteArray &text, const QString &language) const
{
    if (language == QLatin1StringView("markdown"))
        return m_markdown.chunk(text, language);
    if (m_syntax.knows(language))
        return m_syntax.chunk(text, language);
    return m_text.chunk(text, language);
}

} // namespace vectray
