#pragma once

#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <vector>

namespace vectray {

/// Finds where any of some dozens of short words begins in a text, without regard to the case of ASCII
/// letters.
///
/// After Wu and Manber: the last two bytes of a window tell how far no word can begin, so most of a text is
/// never looked at. Only the first four bytes of a word count; the caller looks at the rest.
class AnchorScan
{
public:
    static constexpr qsizetype Window = 4;

    /// Each at least Window bytes of ASCII. A word is known by its place in the list.
    explicit AnchorScan(const std::vector<QByteArrayView> &words);

    /// Calls found(position, word) -> bool in the order of positions, until it is true. Whether it was.
    template<typename F>
    bool any(QByteArrayView text, F found) const;

private:
    static constexpr std::size_t Blocks = 1 << 14;

    struct Candidate
    {
        std::uint32_t key = 0;
        int word = 0;
    };

    static unsigned lowered(char c) { return (static_cast<unsigned char>(c) | 0x20u) & 0x7fu; }
    static std::size_t block(const char *at) { return (lowered(at[0]) << 7) | lowered(at[1]); }
    static std::uint32_t key(const char *at)
    {
        return (std::uint32_t(block(at)) << 14) | std::uint32_t(block(at + 2));
    }

    std::array<std::uint8_t, Blocks> m_shift{}; ///< by the window's last block; 0: a word may begin here
    std::vector<std::vector<Candidate>> m_candidates; ///< by m_bucket
    std::array<std::uint8_t, Blocks> m_bucket{}; ///< by the window's last block
};

template<typename F>
bool AnchorScan::any(QByteArrayView text, F found) const
{
    const char *const bytes = text.data();
    for (qsizetype end = Window; end <= text.size();) {
        const char *const window = bytes + (end - Window);
        const std::size_t last = block(window + 2);
        if (const std::uint8_t shift = m_shift[last]; shift > 0) {
            end += shift;
            continue;
        }
        const std::uint32_t here = key(window);
        for (const Candidate &candidate : m_candidates[m_bucket[last]]) {
            if (candidate.key == here && found(end - Window, candidate.word))
                return true;
        }
        ++end;
    }
    return false;
}

} // namespace vectray
