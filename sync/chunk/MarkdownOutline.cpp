#include "MarkdownOutline.h"

#include "LineCuts.h"

#include <algorithm>

namespace vectray {

namespace {

constexpr int ParagraphLevel = 6; // after those of the six ranks of headings
constexpr int LineLevel = 7;
constexpr int FencedLevel = 8;

qsizetype runOf(QByteArrayView line, char c)
{
    return std::find_if(line.begin(), line.end(), [c](char other) { return other != c; }) - line.begin();
}

class MarkdownReader
{
public:
    explicit MarkdownReader(QByteArrayView text) : m_text(text) {}

    Outline read();

private:
    void readLine(QByteArrayView line);
    void readText(QByteArrayView text);
    bool readFence(QByteArrayView text);
    bool readUnderline(QByteArrayView text);
    void endParagraph();
    void addCut(int level);
    void addHeading(int rank, QByteArrayView title);

    QByteArrayView m_text;
    Outline m_outline;
    qsizetype m_begin = 0; // of the line
    QByteArrayView m_paragraph; // the line before this one, if this one can make it a heading
    int m_paragraphLines = 0;
    qsizetype m_paragraphBegin = 0;
    bool m_afterBlank = false;
    char m_fence = 0; // of the code block around this line: '`' or '~', or '-' of the front matter
    qsizetype m_fenceSize = 0;
    std::vector<std::pair<int, int>> m_open; // rank and definition of the sections around this line
};

Outline MarkdownReader::read()
{
    m_outline.separator = QStringLiteral(" > ");
    if (m_text.startsWith("---\n") || m_text.startsWith("---\r\n")) {
        m_fence = '-';
        m_fenceSize = 3;
        m_begin = m_text.indexOf('\n') + 1;
    }
    while (m_begin < m_text.size()) {
        const qsizetype newline = m_text.indexOf('\n', m_begin);
        const qsizetype end = newline < 0 ? m_text.size() : newline + 1;
        readLine(m_text.sliced(m_begin, end - m_begin));
        m_begin = end;
    }
    for (const auto &[rank, definition] : m_open)
        m_outline.definitions[std::size_t(definition)].end = m_text.size();
    return std::move(m_outline);
}

void MarkdownReader::readLine(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    const qsizetype indent = runOf(line, ' ');
    if (text.isEmpty()) {
        m_afterBlank = true;
        endParagraph();
        return;
    }
    const bool isBlock = indent <= 3 && !line.startsWith('\t');
    if (m_fence) {
        addCut(FencedLevel);
        const qsizetype run = runOf(text, m_fence);
        if (isBlock && run >= m_fenceSize && run == text.size())
            m_fence = 0;
    } else if (!isBlock) {
        addCut(m_afterBlank ? ParagraphLevel : LineLevel);
    } else if (!readFence(text) && !readUnderline(text)) {
        readText(text);
    }
    m_afterBlank = false;
}

void MarkdownReader::readText(QByteArrayView text)
{
    const qsizetype rank = runOf(text, '#');
    if (rank >= 1 && rank <= 6 && (rank == text.size() || text[rank] == ' ' || text[rank] == '\t')) {
        QByteArrayView title = text.sliced(rank).trimmed();
        while (title.endsWith('#'))
            title.chop(1);
        addCut(int(rank) - 1);
        addHeading(int(rank), title.trimmed());
        endParagraph();
        return;
    }
    addCut(m_afterBlank ? ParagraphLevel : LineLevel);
    const bool isItem = text.startsWith("- ") || text.startsWith("* ") || text.startsWith("+ ")
        || text.startsWith('>') || text.startsWith('|');
    m_paragraph = ++m_paragraphLines == 1 && !isItem ? text : QByteArrayView();
    m_paragraphBegin = m_begin;
}

bool MarkdownReader::readFence(QByteArrayView text)
{
    const char c = text.front();
    const qsizetype run = runOf(text, c);
    if ((c != '`' && c != '~') || run < 3 || (c == '`' && text.sliced(run).contains('`')))
        return false;
    addCut(m_afterBlank ? ParagraphLevel : LineLevel);
    m_fence = c;
    m_fenceSize = run;
    endParagraph();
    return true;
}

// A line of '=' or '-' under a line of text.
bool MarkdownReader::readUnderline(QByteArrayView text)
{
    const char c = text.front();
    if (m_paragraph.isEmpty() || (c != '=' && c != '-') || runOf(text, c) != text.size())
        return false;
    const int rank = c == '=' ? 1 : 2;
    const qsizetype underline = std::exchange(m_begin, m_paragraphBegin);
    addHeading(rank, m_paragraph);
    if (!m_outline.cuts.empty() && m_outline.cuts.back().offset == m_begin)
        m_outline.cuts.back().level = rank - 1;
    m_begin = underline;
    endParagraph();
    return true;
}

void MarkdownReader::endParagraph()
{
    m_paragraph = {};
    m_paragraphLines = 0;
}

void MarkdownReader::addCut(int level)
{
    if (m_begin > 0)
        m_outline.cuts.push_back({.offset = m_begin, .level = level, .key = lineKey(m_text.sliced(m_begin))});
}

void MarkdownReader::addHeading(int rank, QByteArrayView title)
{
    while (!m_open.empty() && m_open.back().first >= rank) {
        m_outline.definitions[std::size_t(m_open.back().second)].end = m_begin;
        m_open.pop_back();
    }
    if (title.isEmpty())
        return;
    const int parent = m_open.empty() ? -1 : m_open.back().second;
    m_open.emplace_back(rank, int(m_outline.definitions.size()));
    m_outline.definitions.push_back({.begin = m_begin,
                                     .end = m_text.size(),
                                     .parent = parent,
                                     .name = QString::fromUtf8(title),
                                     .kind = QStringLiteral("heading")});
}

} // namespace

Outline markdownOutline(QByteArrayView text)
{
    return MarkdownReader(text).read();
}

} // namespace vectray
