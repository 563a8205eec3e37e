#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <bitset>
#include <cstdint>
#include <vector>

namespace vectray {

/// A glob over the bytes of a '/'-separated path. Matching takes time linear in the path, whatever the
/// pattern, so that no ignore file can bring the machine to a halt.
class GlobPattern
{
public:
    /// As in .gitignore: '*' and '?' stop at '/', '**' between slashes crosses directories.
    /// A malformed pattern matches nothing.
    static GlobPattern git(QByteArrayView pattern);

    /// As in .dockerignore: like git, but '**' crosses directories wherever it stands, '?' is a whole
    /// character of UTF-8, and only '^' negates a set.
    static GlobPattern docker(QByteArrayView pattern);

    bool matches(QByteArrayView text) const;

    /// The text without wildcards, if there are none.
    bool isLiteral() const { return m_valid && m_tokens.empty(); }
    /// What every match begins with.
    const QByteArray &literalStart() const { return m_start; }
    /// Whether it is '*' followed by plain text only; that text is then literalEnd().
    bool isSuffix() const { return m_valid && m_start.isEmpty() && m_runThenText; }
    const QByteArray &literalEnd() const { return m_end; }

private:
    enum class Kind : std::uint8_t {
        Byte,
        AnyByte, ///< but '/'
        OneOf,
        Run, ///< any bytes but '/'
        Everything, ///< any bytes
        Directories, ///< nothing, or any bytes and a '/'
        Continuation, ///< the rest of a UTF-8 character
    };
    struct Token
    {
        Kind kind = Kind::Byte;
        std::uint8_t byte = 0;
        std::uint16_t set = 0;
    };
    using Set = std::bitset<256>;
    class Reader;

    void finish();
    bool simulate(QByteArrayView text) const;

    QByteArray m_start; ///< before the first token
    QByteArray m_end; ///< the plain bytes that the tokens end with
    std::vector<Token> m_tokens; ///< includes m_end
    std::vector<Set> m_sets;
    bool m_valid = true;
    bool m_runThenText = false;
};

} // namespace vectray
