#include "ChangeDetector.h"

#include <domain/FileRecord.h>

namespace vectray {

namespace {

bool surelyUnchanged(const FileTable::Row &disk, const FileTable::Row &index)
{
    return disk.stat == index.stat && !FileRecord{.stat = index.stat, .readAtNs = index.readAtNs}.racy();
}

} // namespace

Comparison compare(const FileTable &disk, const FileTable &index, Trust trust)
{
    Comparison result;
    std::size_t d = 0;
    std::size_t i = 0;
    while (d < disk.size() || i < index.size()) {
        const int order = d == disk.size() ? 1
            : i == index.size()            ? -1
                                           : comparePaths(disk.path(d), index.path(i));
        if (order < 0)
            result.created.push_back(d++);
        else if (order > 0)
            result.missing.push_back(i++);
        else if (trust == Trust::Stat && surelyUnchanged(disk.row(d), index.row(i)))
            ++result.unchanged, ++d, ++i;
        else
            result.suspects.push_back({d++, index.row(i++).id});
    }
    return result;
}

} // namespace vectray
