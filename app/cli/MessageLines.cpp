#include "MessageLines.h"

#include <utility>

namespace vectray {

MessageLines::Lines MessageLines::take(QByteArrayView bytes)
{
    Lines lines;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        add(end < 0 ? bytes : bytes.first(end), lines);
        if (end < 0)
            break;
        endLine(lines);
        bytes = bytes.sliced(end + 1);
    }
    return lines;
}

MessageLines::Lines MessageLines::end()
{
    Lines lines;
    endLine(lines);
    return lines;
}

void MessageLines::add(QByteArrayView part, Lines &lines)
{
    if (m_isTooLong)
        return;
    if (m_line.size() + part.size() <= m_most) {
        m_line.append(part);
        return;
    }
    m_isTooLong = true;
    m_line.clear();
    lines.emplace_back(std::nullopt);
}

void MessageLines::endLine(Lines &lines)
{
    QByteArray line = std::exchange(m_line, {});
    if (!m_isTooLong && !line.trimmed().isEmpty())
        lines.emplace_back(std::move(line));
    m_isTooLong = false;
}

} // namespace vectray
