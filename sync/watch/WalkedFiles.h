#pragma once

#include <domain/FileStat.h>

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace vectray {

/// A regular file as a walk found it. The path is a view into the list it came from.
struct WalkedFile
{
    QByteArrayView path; ///< relative to the root, UTF-8
    FileStat stat;
};

/// Many files in little memory (about 40 bytes and the path each), sorted by the bytes of their paths.
class WalkedFiles
{
public:
    class Iterator
    {
    public:
        using value_type = WalkedFile;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(const WalkedFiles *files, std::size_t index) : m_files(files), m_index(index) {}
        WalkedFile operator*() const { return (*m_files)[m_index]; }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++m_index;
            return before;
        }
        bool operator==(const Iterator &) const = default;

    private:
        const WalkedFiles *m_files = nullptr;
        std::size_t m_index = 0;
    };

    std::size_t size() const { return m_files.size(); }
    bool empty() const { return m_files.empty(); }
    WalkedFile operator[](std::size_t index) const
    {
        const Packed &file = m_files[index];
        return {QByteArrayView(m_paths).sliced(qsizetype(file.offset), qsizetype(file.length)), file.stat};
    }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, m_files.size()}; }

    /// Paths come in ascending order.
    void append(QByteArrayView path, const FileStat &stat)
    {
        m_files.push_back({std::uint64_t(m_paths.size()), std::uint32_t(path.size()), stat});
        m_paths.append(path);
    }

private:
    struct Packed
    {
        std::uint64_t offset = 0;
        std::uint32_t length = 0;
        FileStat stat;
    };

    QByteArray m_paths;
    std::vector<Packed> m_files;
};

} // namespace vectray
