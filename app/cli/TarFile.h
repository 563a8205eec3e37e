#pragma once

#include <QByteArray>
#include <QDateTime>

namespace vectray {

/// An archive as POSIX.1-1988 has it (ustar), in memory.
class TarFile
{
public:
    explicit TarFile(QDateTime time) : m_time(std::move(time)) {}

    /// \a name is ASCII and no longer than 100 characters.
    void add(const QByteArray &name, const QByteArray &content);

    /// All of it, with its end.
    QByteArray bytes() const;

private:
    QDateTime m_time; ///< of all its files
    QByteArray m_entries;
};

} // namespace vectray
