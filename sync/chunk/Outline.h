#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace vectray {

/// A place where a text may be cut, before the byte at \a offset.
struct CutPoint
{
    qsizetype offset = 0; ///< bytes
    int level = 0; ///< cuts of a lower level are made first
    quint32 key = 0; ///< decides among cuts of one level, see Grouping.h; made of what stands after the cut

    bool operator==(const CutPoint &) const = default;
};

/// A named part of a text: a function, a class, a section. Parts nest but do not overlap otherwise.
struct Definition
{
    qsizetype begin = 0; ///< bytes
    qsizetype end = 0;
    int parent = -1; ///< index of the definition around this one; -1: none
    QString name; ///< its own, without its parents'
    QString kind;

    bool operator==(const Definition &) const = default;
};

/// What a text consists of, as far as cutting it and naming the pieces goes.
struct Outline
{
    std::vector<CutPoint> cuts; ///< by offset, each offset once, none at the text's ends
    std::vector<Definition> definitions; ///< by begin, parents first
    QString separator; ///< between the names of a symbol's path
};

/// FNV-1a with a final mix: equal on every machine and in every version, which qHash() is not. The keys of
/// cuts are made with it, so a change here changes the chunks of every file.
inline quint32 cutKey(QByteArrayView bytes)
{
    quint64 hash = 0xcbf29ce484222325u;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return static_cast<quint32>(hash >> 32);
}

} // namespace vectray
