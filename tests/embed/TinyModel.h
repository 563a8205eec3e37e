#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QTemporaryDir>

#include <cstdint>
#include <cstring>

namespace vectray {

/// A model file of a few pieces, for tests that need to know every byte of it. Row i is 1 in column i.
struct TinyModel
{
    QByteArray magic = "TSE1";
    QList<QByteArray> pieces{"_a", "_ab", "b", "_the", "c", "d"};
    std::uint32_t dimension = 64;
    std::uint32_t flags = 0;
    float scale = 0.5F;

    QByteArray bytes() const
    {
        const auto vocabulary = std::uint32_t(pieces.size());
        QByteArray all = magic;
        for (const std::uint32_t number : {vocabulary, dimension, flags})
            append(all, number);
        for (std::uint32_t i = 0; i < vocabulary; ++i)
            append(all, scale);
        for (std::uint32_t i = 0; i < vocabulary; ++i) {
            QByteArray row(qsizetype(dimension), '\0');
            if (i < dimension)
                row[qsizetype(i)] = 1;
            all += row;
        }
        return all + pieces.join('\n') + '\n';
    }

    /// Writes \a bytes where a model is expected, and says where that is.
    static QString write(const QTemporaryDir &dir, const QByteArray &bytes)
    {
        QFile file(dir.filePath(QStringLiteral("model.tse")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a model into the temporary folder");
        return file.fileName();
    }

private:
    template<typename T>
    static void append(QByteArray &all, T number)
    {
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof number);
        all.append(raw, sizeof number);
    }
};

} // namespace vectray
