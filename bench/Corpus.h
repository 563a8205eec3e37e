#pragma once

#include <base/Sha256.h>
#include <domain/Embedding.h>
#include <embed/StaticEmbedder.h>

#include <QDirIterator>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>
#include <random>

namespace vectray::bench {

constexpr int Dimension = 256;

/// A chunk, or a question, with its vector.
struct Piece
{
    QByteArray text;
    Embedding vector;
};

/// Chunks, one after the other, and the same ones again for the next object; none twice.
class Corpus
{
    Q_DISABLE_COPY_MOVE(Corpus)

public:
    Corpus() = default;
    virtual ~Corpus() = default;
    virtual Piece next() = 0;
    virtual QList<Piece> questions() = 0;

    /// Of the files below VECTRAY_BENCH_TREE (several, with : between), if there is one.
    static std::unique_ptr<Corpus> make();
};

/// Vectors in clusters and texts of words by Zipf's law. What is near each other is as good as equally near, which makes
/// the search for the nearest harder than real texts do.
class MadeCorpus final : public Corpus
{
public:
    MadeCorpus() : m_random(1)
    {
        std::mt19937 fixed(7);
        for (auto &centre : m_centres)
            centre = direction(fixed);
        for (int word = 0; word < 20'000; ++word)
            m_words.append("word" + QByteArray::number(word * 7919 % 100'003));
    }

    Piece next() override
    {
        QByteArray text;
        while (text.size() < 900)
            text += word(m_random) + (text.size() % 60 < 8 ? '\n' : ' ');
        return {text, vector(m_random)};
    }

    QList<Piece> questions() override
    {
        std::mt19937 random(2);
        QList<Piece> questions;
        for (int i = 0; i < 100; ++i)
            questions.append({word(random) + ' ' + word(random) + ' ' + word(random), vector(random)});
        return questions;
    }

private:
    Embedding vector(std::mt19937 &random) const
    {
        Embedding vector = m_centres[std::uniform_int_distribution<std::size_t>(0, m_centres.size() - 1)(random)];
        const Embedding noise = direction(random);
        for (std::size_t i = 0; i < vector.size(); ++i)
            vector[i] += 0.9F * noise[i];
        return unit(vector);
    }
    QByteArray word(std::mt19937 &random) const
    {
        const double share = std::uniform_real_distribution<>(0, 1)(random);
        return m_words.at(std::min<qsizetype>(qsizetype(std::pow(double(m_words.size()), share)), m_words.size() - 1));
    }
    static Embedding unit(Embedding vector)
    {
        const float length = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F));
        for (float &value : vector)
            value /= length;
        return vector;
    }
    static Embedding direction(std::mt19937 &random)
    {
        std::normal_distribution<float> normal;
        Embedding vector(Dimension);
        std::ranges::generate(vector, [&] { return normal(random); });
        return unit(vector);
    }

    std::mt19937 m_random;
    std::array<Embedding, 200> m_centres;
    QList<QByteArray> m_words;
};

/// Pieces of text files, embedded by the built-in model, and the questions of bench/quality.
class FileCorpus final : public Corpus
{
public:
    explicit FileCorpus(const QStringList &trees) : m_trees(trees)
    {
        auto loaded = StaticEmbedder::load(QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse"));
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().message));
        m_embedder = *std::move(loaded);
    }

    Piece next() override
    {
        for (;;) {
            while (m_rest.isEmpty())
                m_rest = nextFile();
            const QByteArray text = cutPiece();
            if (const ContentHash hash = sha256(text); text.size() > 200 && !m_seen.contains(hash)) {
                m_seen.insert(hash);
                return {text, *m_embedder->embedQuery(text, {})};
            }
        }
    }

    QList<Piece> questions() override
    {
        QList<Piece> questions;
        for (const char *name : {"questions.tsv", "heldout.tsv"}) {
            for (const QByteArray &line : contentOf(QStringLiteral(VECTRAY_SOURCE_DIR "/bench/quality/") + QString::fromLatin1(name)).split('\n')) {
                const QByteArray question = line.split('\t').last();
                if (!question.isEmpty() && !line.startsWith('#'))
                    questions.append({question, *m_embedder->embedQuery(question, {})});
            }
        }
        return questions;
    }

private:
    static constexpr qsizetype PieceBytes = 1'200;

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QByteArray nextFile()
    {
        while (!m_files || !m_files->hasNext()) {
            if (m_trees.isEmpty())
                qFatal("VECTRAY_BENCH_TREE has fewer different chunks than VECTRAY_BENCH_CHUNKS asks for");
            m_files = std::make_unique<QDirIterator>(m_trees.takeFirst(), QDir::Files, QDirIterator::Subdirectories);
        }
        const QString path = m_files->next();
        if (m_files->fileInfo().isSymLink() || m_files->fileInfo().size() > (1 << 20U))
            return {};
        QByteArray bytes = contentOf(path);
        return bytes.contains('\0') || QString::fromUtf8(bytes).toUtf8() != bytes ? QByteArray() : bytes;
    }

    /// Up to the end of a line, if there is one soon.
    QByteArray cutPiece()
    {
        qsizetype end = std::min(m_rest.size(), PieceBytes);
        if (end < m_rest.size()) {
            const qsizetype line = m_rest.lastIndexOf('\n', end);
            end = line > PieceBytes / 2 ? line + 1 : end;
        }
        while (end < m_rest.size() && (static_cast<unsigned char>(m_rest[end]) & 0xC0U) == 0x80U)
            ++end; // whole characters
        const QByteArray piece = m_rest.first(end);
        m_rest = m_rest.sliced(end);
        return piece;
    }

    QStringList m_trees;
    std::unique_ptr<QDirIterator> m_files;
    QByteArray m_rest; ///< of the file that is being cut
    QSet<ContentHash> m_seen;
    std::unique_ptr<StaticEmbedder> m_embedder;
};

inline std::unique_ptr<Corpus> Corpus::make()
{
    const QStringList trees = qEnvironmentVariable("VECTRAY_BENCH_TREE").split(u':', Qt::SkipEmptyParts);
    if (trees.isEmpty())
        return std::make_unique<MadeCorpus>();
    return std::make_unique<FileCorpus>(trees);
}

} // namespace vectray::bench
