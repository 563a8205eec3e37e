#include "HostileText.h"

#include <algorithm>
#include <array>

namespace vectray {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

template<std::size_t N>
bool isInOneOf(const std::array<Range, N> &ranges, char32_t code)
{
    return std::ranges::any_of(ranges,
                               [code](Range range) { return code >= range.first && code <= range.last; });
}

} // namespace

bool isHarmful(char32_t code)
{
    static constexpr std::array Ranges{
        Range{0x00, 0x1f},       Range{0x7f, 0x9f}, // C0, DEL, C1
        Range{0x61c, 0x61c},     Range{0x200e, 0x200f},
        Range{0x202a, 0x202e},   Range{0x2066, 0x2069}, // bidi
        Range{0xad, 0xad},       Range{0x200b, 0x200b},
        Range{0x2060, 0x2064},   Range{0xfeff, 0xfeff}, // invisible
        Range{0x2028, 0x2029},   Range{0xd800, 0xdfff}, // separators, lone surrogates
        Range{0xe0000, 0xe007f}, // tags
    };
    return isInOneOf(Ranges, code);
}

bool isUnseen(char32_t code)
{
    static constexpr std::array Ranges{
        Range{0x200c, 0x200d},   Range{0x34f, 0x34f},
        Range{0x180e, 0x180e},   Range{0x2065, 0x2065}, // joiners
        Range{0x206a, 0x206f},   Range{0xfff0, 0xfffb}, // old format controls, annotations
        Range{0x180b, 0x180f},   Range{0xfe00, 0xfe0f},
        Range{0xe0080, 0xe0fff}, // variation selectors and beyond
        Range{0x115f, 0x1160},   Range{0x3164, 0x3164},
        Range{0xffa0, 0xffa0},   Range{0x17b4, 0x17b5}, // fillers
        Range{0x1bca0, 0x1bca3}, Range{0x1d173, 0x1d17a}, // controls of shorthand and of music
    };
    return isHarmful(code) || isInOneOf(Ranges, code);
}

QString cleaned(QStringView text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair =
            text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        const char32_t code =
            isPair ? QChar::surrogateToUcs4(text.at(at), text.at(at + 1)) : char32_t(text.at(at).unicode());
        if (code == U'\n' || code == U'\t' || !isUnseen(code))
            clean += text.mid(at, isPair ? 2 : 1);
        at += isPair ? 1 : 0;
    }
    return clean;
}

} // namespace vectray
