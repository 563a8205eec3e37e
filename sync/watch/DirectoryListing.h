#pragma once

#include <dirent.h>
#include <sys/types.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace vectray {

/// Reads the names of open directories; one buffer for as many as come.
class DirectoryListing
{
public:
    /// Calls each(name, type) for every entry but "." and "..", type being one of DT_*, from the place the
    /// descriptor is at. Returns 0 or the errno that cut the listing short.
    template<typename F>
    int read(int directory, F each)
    {
        for (;;) {
            const ssize_t size = ::getdents64(directory, m_buffer.data(), m_buffer.size());
            if (size <= 0)
                return size < 0 ? errno : 0;
            for (ssize_t at = 0; at < size;) {
                const auto *entry = reinterpret_cast<const dirent64 *>(m_buffer.data() + at);
                at += entry->d_reclen;
                if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
                    each(static_cast<const char *>(entry->d_name), entry->d_type);
            }
        }
    }

private:
    alignas(dirent64) std::array<char, 32768> m_buffer;
};

} // namespace vectray
