#include "AnchorScan.h"

#include <algorithm>

namespace vectray {

AnchorScan::AnchorScan(const std::vector<QByteArrayView> &words)
{
    constexpr std::uint8_t Farthest = Window - 1;
    m_shift.fill(Farthest);
    m_candidates.emplace_back(); // of the blocks that end no word
    for (std::size_t word = 0; word < words.size(); ++word) {
        const char *const bytes = words[word].data();
        for (std::uint8_t distance = 0; distance < Farthest; ++distance) {
            std::uint8_t &shift = m_shift[block(bytes + Window - 2 - distance)];
            shift = std::min(shift, distance);
        }
        std::uint8_t &bucket = m_bucket[block(bytes + Window - 2)];
        if (bucket == 0) {
            bucket = std::uint8_t(m_candidates.size());
            m_candidates.emplace_back();
        }
        m_candidates[bucket].push_back({key(bytes), int(word)});
    }
}

} // namespace vectray
