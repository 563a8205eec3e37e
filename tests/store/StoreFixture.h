#pragma once

#include <store/IndexStore.h>

#include <base/Sha256.h>

#include <algorithm>
#include <cmath>

namespace vectray::test {

using namespace Qt::Literals::StringLiterals;

/// A tiny model whose vectors are easy to predict: the text's first letter is the direction.
inline EmbeddingModel model(const QString &name = u"letters"_s)
{
    return {.provider = u"test"_s, .model = name, .dimension = 64};
}

inline Embedding vectorOf(const QByteArray &text)
{
    Embedding vector(64, 0.01F);
    vector[std::size_t(text.isEmpty() ? 0 : text.front()) % 64] = 1;
    float sum = 0;
    for (const float value : vector)
        sum += value * value;
    for (float &value : vector)
        value /= std::sqrt(sum);
    return vector;
}

inline Chunk chunk(const QByteArray &text, int line = 1)
{
    return {.hash = sha256(text), .startLine = line, .endLine = line, .text = text};
}

/// A file with one chunk per given text, as a pipeline would write it.
inline FileWrite fileWrite(const QString &path, const QList<QByteArray> &texts)
{
    FileWrite write{.record = {.path = path,
                               .hash = sha256(texts.join()),
                               .stat = {.size = texts.join().size(), .mtimeNs = 1, .ctimeNs = 2, .inode = 3},
                               .readAtNs = 1'000'000'000,
                               .chunkCount = int(texts.size()),
                               .language = u"text"_s}};
    int line = 0;
    for (const QByteArray &text : texts)
        write.chunks.append(chunk(text, ++line));
    return write;
}

/// A batch that writes these files, with the vectors of all their chunks.
inline IndexBatch batchOf(const FolderScope &folder, const QList<FileWrite> &writes)
{
    IndexBatch batch{.folder = folder, .model = model(), .writes = writes};
    for (const FileWrite &write : writes) {
        for (const Chunk &part : write.chunks)
            batch.vectors.insert(part.hash, vectorOf(part.text));
    }
    return batch;
}

inline SearchQuery queryFor(const QString &text)
{
    return {.text = text, .vector = vectorOf(text.toUtf8()), .model = model()};
}

inline QStringList pathsOf(const QList<SearchHit> &hits)
{
    QStringList paths;
    for (const SearchHit &hit : hits)
        paths.append(hit.relativePath);
    return paths;
}

} // namespace vectray::test
