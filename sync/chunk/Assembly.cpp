#include "Assembly.h"

#include <base/Sha256.h>

#include <QStringList>

#include <algorithm>

namespace vectray {

namespace {

// Goes through the chunks in order and knows the definitions that each touches.
class SymbolFinder
{
public:
    SymbolFinder(const Outline &outline, qsizetype textSize) : m_outline(outline), m_textSize(textSize) {}

    /// The definition that the chunk from \a begin to \a end is about, or -1. Calls must ascend.
    int find(qsizetype begin, qsizetype end);

    QString pathOf(int index) const;

private:
    const Definition &at(int index) const { return m_outline.definitions[static_cast<std::size_t>(index)]; }
    int innerOf(int index) const;
    qsizetype overlap(const Definition &definition) const
    {
        return std::min(definition.end, m_end) - std::max(definition.begin, m_begin);
    }

    const Outline &m_outline;
    qsizetype m_textSize;
    int m_next = 0; // the first definition that begins after the chunk
    std::vector<int> m_touched; // parents first
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
};

int SymbolFinder::find(qsizetype begin, qsizetype end)
{
    m_begin = begin;
    m_end = end;
    std::erase_if(m_touched, [this](int index) { return at(index).end <= m_begin; });
    for (const int count = int(m_outline.definitions.size()); m_next < count && at(m_next).begin < m_end;
         ++m_next) {
        if (at(m_next).end > m_begin)
            m_touched.push_back(m_next);
    }

    int found = -1;
    for (int inner = innerOf(found); inner >= 0; inner = innerOf(found))
        found = inner;
    return found;
}

// Of the definitions directly in this one, the one that the chunk is about; -1: none, or several.
int SymbolFinder::innerOf(int index) const
{
    int children = 0; // of which the chunk has more than a rest
    int largest = -1;
    for (const int child : m_touched) {
        const Definition &definition = at(child);
        const qsizetype whole = std::min(definition.end - definition.begin, m_end - m_begin);
        if (definition.parent != index || 2 * overlap(definition) < whole)
            continue;
        ++children;
        if (largest < 0 || overlap(definition) > overlap(at(largest)))
            largest = child;
    }
    if (children < 2)
        return largest;
    const bool wholeFile = m_begin == 0 && m_end == m_textSize;
    return !wholeFile && 2 * overlap(at(largest)) >= m_end - m_begin ? largest : -1;
}

QString SymbolFinder::pathOf(int index) const
{
    QStringList names;
    for (; index >= 0; index = at(index).parent)
        names.prepend(at(index).name);
    return names.join(m_outline.separator);
}

} // namespace

QList<Chunk> assembleChunks(const QByteArray &text, const std::vector<qsizetype> &ends,
                            const Outline &outline)
{
    SymbolFinder symbols(outline, text.size());
    QList<Chunk> chunks;
    chunks.reserve(qsizetype(ends.size()));
    qsizetype begin = 0;
    int line = 1;
    for (const qsizetype end : ends) {
        Chunk chunk;
        chunk.text = text.sliced(begin, end - begin);
        chunk.hash = sha256(chunk.text);
        chunk.startLine = line;
        line += int(chunk.text.count('\n'));
        chunk.endLine = chunk.text.endsWith('\n') ? line - 1 : line;
        if (const int symbol = symbols.find(begin, end); symbol >= 0) {
            chunk.symbol = symbols.pathOf(symbol);
            chunk.symbolKind = outline.definitions[std::size_t(symbol)].kind;
        }
        chunks.push_back(std::move(chunk));
        begin = end;
    }
    return chunks;
}

} // namespace vectray
