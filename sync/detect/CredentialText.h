#pragma once

#include <QByteArrayView>

namespace vectray {

// What the rules for credentials ask of a piece of text.

/// How many bits a byte carries, by how often each one occurs in the text: 0 for "aaaa", about 5.5 for random
/// base64.
double bitsPerByte(QByteArrayView text);

/// Whether it stands for a value that somebody is to fill in: "your-token", "xxxxxxxx", "<password>",
/// "${TOKEN}".
bool isPlaceholder(QByteArrayView text);

/// How often the kind of character (capital, small, digit) changes from one to the next; not from a capital
/// to a small letter, as every word in camel case has it. Separators do not count.
int kindChanges(QByteArrayView text);

struct CharacterKinds
{
    int capitals = 0;
    int smalls = 0;
    int digits = 0;
    int others = 0;

    int kinds() const { return int(capitals > 0) + int(smalls > 0) + int(digits > 0) + int(others > 0); }
};

CharacterKinds kindsOf(QByteArrayView text);

inline bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}
inline bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}
inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
inline bool isAlphanumeric(char c)
{
    return isCapital(c) || isSmall(c) || isDigit(c);
}
inline bool isWord(char c)
{
    return isAlphanumeric(c) || c == '_' || c == '-';
}
inline bool isBase64(char c)
{
    return isAlphanumeric(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
}

/// How many bytes from that place on satisfy the predicate, at most so many.
template<typename F>
qsizetype runLength(QByteArrayView text, qsizetype at, qsizetype most, F predicate)
{
    qsizetype length = 0;
    while (length < most && at + length < text.size() && predicate(text[at + length]))
        ++length;
    return length;
}

} // namespace vectray
