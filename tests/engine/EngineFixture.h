#pragma once

#include <base/Sha256.h>
#include <chunk/DefaultChunker.h>
#include <embed/EmbedderSeat.h>
#include <engine/PipelineParts.h>
#include <store/SqliteStore.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QThreadPool>

#include <atomic>
#include <cmath>
#include <condition_variable>
#include <mutex>

namespace vectray::test {

using namespace Qt::Literals::StringLiterals;

/// A model whose vectors come from a hash of the text; it counts, and fails when it is told to.
class CountingEmbedder final : public Embedder
{
public:
    EmbeddingModel model() const override { return {.provider = u"test"_s, .model = u"hash"_s, .dimension = 64}; }

    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts, std::stop_token stop) const override
    {
        if (!waitWhileHeld(stop))
            return Error{Error::Kind::Cancelled, u"stopped"_s};
        if (failing)
            return Error{Error::Kind::Unavailable, u"the provider is away"_s};
        embedded += int(texts.size());
        QList<Embedding> vectors;
        for (const QByteArray &text : texts)
            vectors.append(vectorOf(text));
        return vectors;
    }
    Result<Embedding> embedQuery(const QByteArray &text, std::stop_token /*stop*/) const override { return vectorOf(text); }

    std::atomic<bool> failing = false;
    mutable std::atomic<bool> waiting = false; ///< some work was held up

    /// Documents are not embedded until it is called again with false, or they are given up.
    void hold(bool held)
    {
        const std::scoped_lock lock(m_mutex);
        m_held = held;
        m_changed.notify_all();
    }
    mutable std::atomic<int> embedded = 0;

private:
    bool waitWhileHeld(const std::stop_token &stop) const
    {
        std::unique_lock lock(m_mutex);
        waiting = waiting || m_held;
        return m_changed.wait(lock, stop, [this] { return !m_held; }) && !stop.stop_requested();
    }

    static Embedding vectorOf(const QByteArray &text)
    {
        Embedding vector(64);
        const auto bytes = sha256(text).bytes();
        for (std::size_t i = 0; i < vector.size(); ++i)
            vector[i] = float(std::to_integer<int>(bytes[i % bytes.size()])) / 128.0F - 1.0F;
        return vector;
    }

    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_changed;
    bool m_held = false;
};

/// A folder on the disk, an index, and what a pipeline needs.
struct Bench
{
    QTemporaryDir directory;
    QString root = directory.filePath(u"root"_s);
    QThreadPool pool;
    SqliteStore store{directory.filePath(u"index.db"_s), pool};
    DefaultChunker chunker;
    CountingEmbedder embedder;
    EmbedderSeat embedders{std::shared_ptr<const Embedder>(std::shared_ptr<void>(), &embedder)}; // not owned

    Bench() { QDir().mkpath(root); }

    PipelineParts parts() { return {.store = store, .chunker = chunker, .embedders = embedders, .pool = pool}; }

    void write(const QString &path, const QByteArray &content) const
    {
        const QString absolute = root + u'/' + path;
        QDir().mkpath(QFileInfo(absolute).absolutePath());
        QFile file(absolute);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(absolute));
    }
    void rename(const QString &from, const QString &to) const
    {
        QDir().mkpath(QFileInfo(root + u'/' + to).absolutePath());
        if (!QFile::rename(root + u'/' + from, root + u'/' + to))
            qFatal("cannot rename %s", qPrintable(from));
    }
    void remove(const QString &path) const { QFile::remove(root + u'/' + path); }

    /// Paths and content hashes of everything that is indexed.
    QStringList indexed(const QString &project = u"p"_s)
    {
        QStringList list;
        const auto page = store.files({.project = project, .limit = 100'000}).result();
        if (page) {
            for (const IndexedFile &file : page->files)
                list.append(file.record.path + u' ' + file.record.hash.toHex().left(8) + u' '
                            + QString::number(file.record.chunkCount));
        }
        return list;
    }
};

} // namespace vectray::test
