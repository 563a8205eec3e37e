#pragma once

#include "FileStat.h"
#include "Ids.h"

#include <QByteArray>

#include <vector>

namespace vectray {

/// Less than, equal to or greater than 0, by the bytes: the order of a FileTable.
int comparePaths(QByteArrayView a, QByteArrayView b);

/// Many files' paths and stats in little memory: one allocation for all names. Holds what a walk saw, or
/// what the store remembers, so that the two can be compared in one pass.
class FileTable
{
public:
    struct Row
    {
        FileStat stat;
        FileId id; ///< 0: from the disk, or a file that was read and skipped
        std::int64_t readAtNs = 0; ///< 0: from the disk; see FileRecord::readAtNs
        std::uint32_t nameStart = 0;
        std::uint32_t nameLength = 0;
    };

    void add(QByteArrayView path, Row row)
    {
        row.nameStart = std::uint32_t(m_names.size());
        row.nameLength = std::uint32_t(path.size());
        m_names.append(path.data(), path.size());
        m_rows.push_back(row);
    }

    /// All rows of the other, after those that are here.
    void append(const FileTable &other);

    std::size_t size() const { return m_rows.size(); }
    bool isEmpty() const { return m_rows.empty(); }
    const Row &row(std::size_t index) const { return m_rows[index]; }

    /// Relative to the folder, UTF-8. Valid until the next add().
    QByteArrayView path(std::size_t index) const
    {
        const Row &row = m_rows[index];
        return QByteArrayView(m_names).sliced(row.nameStart, row.nameLength);
    }

    /// Whether there is a row with this path; the table must be sorted.
    bool contains(QByteArrayView path) const;

    /// Orders by the bytes of the path, as compare() in the detect layer needs it.
    void sort();

private:
    QByteArray m_names;
    std::vector<Row> m_rows;
};

} // namespace vectray
