#include "ChunkCodec.h"
#include "PreparedChunks.h"
#include "SearchTerms.h"

#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

Chunk chunkOf(int number)
{
    ContentHash::Bytes bytes{};
    bytes[0] = std::byte(number);
    return {.hash = ContentHash(bytes), .text = "int value" + QByteArray::number(number) + ";\n"};
}

} // namespace

class tst_PreparedChunks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachChunkItsOwn();
    void makesOnDemandWhatCameWithoutAVector();
    void worksInAPoolThatIsBusy();
};

static void compare(const PreparedChunk &prepared, const Chunk &chunk)
{
    QCOMPARE(prepared.packed, compressText(chunk.text));
    QCOMPARE(prepared.terms, indexTerms(chunk.text));
}

void tst_PreparedChunks::givesEachChunkItsOwn()
{
    IndexBatch batch;
    for (int file = 0; file < 10; ++file) {
        FileWrite write;
        for (int i = 0; i < 30; ++i) {
            write.chunks.append(chunkOf((file * 7 + i) % 100)); // many of them more than once
            batch.vectors.insert(write.chunks.last().hash, Embedding{1});
        }
        batch.writes.append(write);
    }
    QThreadPool pool;
    PreparedChunks prepared(pool, batch);
    prepared.collect();
    for (const FileWrite &write : std::as_const(batch.writes)) {
        for (const Chunk &chunk : write.chunks)
            compare(prepared.of(chunk), chunk);
    }
}

void tst_PreparedChunks::makesOnDemandWhatCameWithoutAVector()
{
    IndexBatch batch;
    batch.writes.append(FileWrite{.chunks = {chunkOf(1), chunkOf(2)}});
    batch.vectors.insert(chunkOf(2).hash, Embedding{1});
    QThreadPool pool;
    PreparedChunks prepared(pool, batch);
    prepared.collect();
    compare(prepared.of(chunkOf(1)), chunkOf(1));
    compare(PreparedChunks().of(chunkOf(2)), chunkOf(2));
}

void tst_PreparedChunks::worksInAPoolThatIsBusy()
{
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    QSemaphore go;
    pool.start([&go] { go.acquire(); });
    IndexBatch batch;
    batch.writes.append(FileWrite{.chunks = {chunkOf(1)}});
    batch.vectors.insert(chunkOf(1).hash, Embedding{1});
    PreparedChunks prepared(pool, batch);
    go.release();
    prepared.collect();
    compare(prepared.of(chunkOf(1)), chunkOf(1));
}

QTEST_APPLESS_MAIN(tst_PreparedChunks)
#include "tst_PreparedChunks.moc"
