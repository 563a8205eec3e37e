#include "CredentialText.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace vectray {

namespace {

constexpr std::array<QByteArrayView, 26> FillIns{
    "example",  "xxxx",   "your", "changeme", "change_me", "change-me", "placeholder", "dummy",  "sample",
    "redact",   "****",   "....", "insert",   "replace",   "fake",      "todo",        "123456", "abcdef",
    "password", "secret", "<",    "{{",       "${",        "$(",        "#{",          "notreal"};

enum class Kind { Capital, Small, Digit, Other };

Kind kindOf(char c)
{
    if (isCapital(c))
        return Kind::Capital;
    if (isSmall(c))
        return Kind::Small;
    return isDigit(c) ? Kind::Digit : Kind::Other;
}

} // namespace

double bitsPerByte(QByteArrayView text)
{
    if (text.isEmpty())
        return 0;
    std::array<int, 256> counts{};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const int count : counts) {
        if (count > 0) {
            const double share = double(count) / double(text.size());
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

bool isPlaceholder(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    return std::ranges::any_of(FillIns, [&](QByteArrayView word) { return lower.contains(word); });
}

int kindChanges(QByteArrayView text)
{
    int changes = 0;
    Kind before = Kind::Other;
    for (const char c : text) {
        const Kind kind = kindOf(c);
        if (kind == Kind::Other)
            continue;
        const bool isCamelCase = before == Kind::Capital && kind == Kind::Small;
        changes += int(before != Kind::Other && kind != before && !isCamelCase);
        before = kind;
    }
    return changes;
}

CharacterKinds kindsOf(QByteArrayView text)
{
    CharacterKinds kinds;
    for (const char c : text) {
        switch (kindOf(c)) {
        case Kind::Capital:
            ++kinds.capitals;
            break;
        case Kind::Small:
            ++kinds.smalls;
            break;
        case Kind::Digit:
            ++kinds.digits;
            break;
        case Kind::Other:
            ++kinds.others;
            break;
        }
    }
    return kinds;
}

} // namespace vectray
