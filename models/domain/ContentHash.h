#pragma once

#include "Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <compare>
#include <cstddef>
#include <cstring>

namespace vectray {

/// A SHA-256; two files, or two chunks, with equal hashes are the same content.
class ContentHash
{
public:
    static constexpr std::size_t Size = 32;
    using Bytes = std::array<std::byte, Size>;

    ContentHash() = default;
    explicit ContentHash(const Bytes &bytes) : m_bytes(bytes) {}
    static Result<ContentHash> fromHex(QByteArrayView hex);
    /// \a raw must be 32 bytes long.
    static Result<ContentHash> fromBytes(QByteArrayView raw);

    QString toHex() const;
    const Bytes &bytes() const { return m_bytes; }
    QByteArray toByteArray() const { return {reinterpret_cast<const char *>(m_bytes.data()), qsizetype(Size)}; }

    /// A SHA-256 is as good as random: its first bytes are a hash value.
    friend std::size_t qHash(const ContentHash &hash, std::size_t seed = 0)
    {
        std::size_t head = 0;
        std::memcpy(&head, hash.m_bytes.data(), sizeof head);
        return head ^ seed;
    }

    auto operator<=>(const ContentHash &) const = default;

private:
    Bytes m_bytes{};
};

} // namespace vectray
