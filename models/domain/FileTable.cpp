#include "FileTable.h"

#include <algorithm>
#include <cstring>

namespace vectray {

int comparePaths(QByteArrayView a, QByteArrayView b)
{
    const int order = std::memcmp(a.data(), b.data(), std::size_t(std::min(a.size(), b.size())));
    return order != 0 ? order : int(a.size() > b.size()) - int(a.size() < b.size());
}

void FileTable::append(const FileTable &other)
{
    const auto start = std::uint32_t(m_names.size());
    m_names.append(other.m_names);
    m_rows.reserve(m_rows.size() + other.m_rows.size());
    for (Row row : other.m_rows) {
        row.nameStart += start;
        m_rows.push_back(row);
    }
}

void FileTable::sort()
{
    const QByteArrayView names(m_names);
    std::ranges::sort(m_rows, [names](const Row &a, const Row &b) {
        return comparePaths(names.sliced(a.nameStart, a.nameLength), names.sliced(b.nameStart, b.nameLength)) < 0;
    });
}

bool FileTable::contains(QByteArrayView path) const
{
    const QByteArrayView names(m_names);
    const auto found = std::ranges::lower_bound(
        m_rows, path, [](QByteArrayView a, QByteArrayView b) { return comparePaths(a, b) < 0; },
        [names](const Row &row) { return names.sliced(row.nameStart, row.nameLength); });
    return found != m_rows.end() && names.sliced(found->nameStart, found->nameLength) == path;
}

} // namespace vectray
