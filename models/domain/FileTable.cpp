#include "FileTable.h"

#include <algorithm>
#include <cstring>

namespace vectray {

void FileTable::sort()
{
    const char *names = m_names.constData();
    std::ranges::sort(m_rows, [names](const Row &a, const Row &b) {
        const std::size_t common = std::min(a.nameLength, b.nameLength);
        const int order = std::memcmp(names + a.nameStart, names + b.nameStart, common);
        return order != 0 ? order < 0 : a.nameLength < b.nameLength;
    });
}

} // namespace vectray
