#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <utility>

namespace vectray {

/// Owns a file descriptor.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor();

    explicit operator bool() const { return m_fd >= 0; }
    int get() const { return m_fd; }

    /// Gives the descriptor away; the caller closes it.
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd = -1;
};

/// Opens a directory for listing, never through a symbolic link in its last component. errno tells why not.
Descriptor openDirectory(int parent, const char *name);

/// The same for a path below parent: no component may be a symbolic link. An empty path is parent itself.
Descriptor openDirectoryBeneath(int parent, QByteArrayView path);

/// All of a regular file of at most limit bytes, or a null array. Never follows a link in the last component
/// unless asked to, and never blocks on a FIFO.
enum class Links { Refuse, Follow };
QByteArray readSmallFile(int parent, const char *name, Links links = Links::Refuse);

/// The text for an errno value.
QString errnoText(int error);

} // namespace vectray
