#include "SyntaxChunker.h"

#include "Assembly.h"
#include "Grammar.h"
#include "Grouping.h"
#include "SyntaxOutline.h"
#include "TextChunker.h"

#include <algorithm>

namespace vectray {

SyntaxChunker::SyntaxChunker(const ChunkLimits &limits) : m_limits(limits)
{
    for (const GrammarEntry &entry : grammarEntries())
        m_grammars.emplace_back(entry);
}

SyntaxChunker::~SyntaxChunker() = default;

const Grammar *SyntaxChunker::grammarOf(const QString &language) const
{
    const auto found = std::find_if(m_grammars.begin(), m_grammars.end(),
                                    [&](const Grammar &grammar) { return grammar.language() == language; });
    return found == m_grammars.end() ? nullptr : &*found;
}

QList<Chunk> SyntaxChunker::chunk(const QByteArray &text, const QString &language) const
{
    const Grammar *grammar = grammarOf(language);
    if (grammar && text.isValidUtf8()) {
        if (const std::optional<Outline> outline = syntaxOutline(text, *grammar, m_limits))
            return assembleChunks(text, chooseEnds(text, outline->cuts, m_limits), *outline);
    }
    return TextChunker(m_limits).chunk(text, language);
}

} // namespace vectray
