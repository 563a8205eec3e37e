#include "MoveMatcher.h"

#include <algorithm>
#include <tuple>

namespace vectray {

namespace {

QStringView nameOf(const QString &path)
{
    return QStringView(path).mid(path.lastIndexOf(u'/') + 1);
}

} // namespace

MoveMatcher::MoveMatcher(const QList<FileRecord> &missing)
{
    for (const FileRecord &record : missing)
        m_left.insert(record.hash, record);
}

std::optional<FileRecord> MoveMatcher::claim(const ContentHash &hash, const FileStat &stat, const QString &path,
                                             const std::function<bool(const QString &)> &isGone)
{
    if (stat.size == 0)
        return std::nullopt;
    const auto [first, last] = m_left.equal_range(hash);
    const auto best = std::min_element(first, last, [&](const FileRecord &a, const FileRecord &b) {
        const auto rank = [&](const FileRecord &record) {
            return std::tuple(record.stat.inode != stat.inode, nameOf(record.path) != nameOf(path), record.path);
        };
        return rank(a) < rank(b);
    });
    if (best == last || !isGone(best->path))
        return std::nullopt;
    const FileRecord record = *best;
    m_left.erase(best);
    return record;
}

QList<FileRecord> MoveMatcher::unclaimed() const
{
    QList<FileRecord> records = m_left.values();
    std::ranges::sort(records, {}, &FileRecord::path);
    return records;
}

} // namespace vectray
