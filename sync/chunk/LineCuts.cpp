#include "LineCuts.h"

#include <algorithm>

namespace vectray {

namespace {

constexpr qsizetype KeyBytes = 64; // enough to tell lines apart
constexpr int Indents = 16; // deeper ones count the same

struct Line
{
    qsizetype begin = 0;
    qsizetype end = 0; // after its '\n'
    qsizetype text = 0; // its first byte that is no space; end where it is blank
    int indent = 0; // columns
};

Line lineAt(QByteArrayView text, qsizetype begin)
{
    const qsizetype newline = text.indexOf('\n', begin);
    Line line{.begin = begin, .end = newline < 0 ? text.size() : newline + 1, .text = begin};
    for (; line.text < line.end; ++line.text) {
        const char c = text[line.text];
        if (c == '\t')
            line.indent += 4;
        else if (c == ' ')
            ++line.indent;
        else if (c != '\r' && c != '\n' && c != '\f' && c != '\v')
            break;
    }
    return line;
}

} // namespace

quint32 lineKey(QByteArrayView following)
{
    QByteArrayView line = following.first(std::min(following.size(), 4 * KeyBytes)); // it may be 50 MB long
    if (const qsizetype newline = line.indexOf('\n'); newline >= 0)
        line.truncate(newline);
    line = line.trimmed();
    return cutKey(line.first(std::min(line.size(), KeyBytes)));
}

std::vector<CutPoint> lineCuts(QByteArrayView text)
{
    std::vector<CutPoint> cuts;
    bool afterBlank = false;
    for (Line line; line.end < text.size();) {
        line = lineAt(text, line.end);
        if (line.text == line.end) {
            afterBlank = true;
            continue;
        }
        const int level = std::min(line.indent / 2, Indents - 1) + (afterBlank ? 0 : Indents);
        if (line.begin > 0)
            cuts.push_back({.offset = line.begin, .level = level, .key = lineKey(text.sliced(line.text))});
        afterBlank = false;
    }
    return cuts;
}

} // namespace vectray
