#include "SingleInstance.h"
#include "StoreTransfer.h"

#include <base/Sha256.h>
#include <store/IndexStore.h>
#include <store/SqliteStore.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

const EmbeddingModel letters{.provider = u"test"_s, .model = u"letters"_s, .dimension = 64};

FileWrite fileOf(const QString &path)
{
    const QByteArray text = "the text of " + path.toUtf8();
    return {.record = {.path = path,
                       .hash = sha256(text),
                       .stat = {.size = text.size(), .mtimeNs = 1, .ctimeNs = 2, .inode = 3},
                       .readAtNs = 1'000'000'000,
                       .chunkCount = 1,
                       .language = u"text"_s},
            .chunks = {{.hash = sha256(text), .startLine = 1, .endLine = 1, .text = text}}};
}

} // namespace

class tst_StoreTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void copiesWhenNothingIsBeingIndexedAndLetsGoAfterwards();
    void doesOneCopyAtATime();
    void saysWhyTheOtherStoreCannotBeOpened();
    void stopsBeforeItHasBegun();
    void goesOnWhereItWasStopped();
    void endsWithTheProgram();

private:
    static constexpr int Files = 1'000;

    void fill();
    std::unique_ptr<StoreTransfer> make()
    {
        return std::make_unique<StoreTransfer>(
            StoreTransfer::Parts{.from = *m_from,
                                 .hold = [this] { m_order += u"hold "_s; },
                                 .isQuiet =
                                     [this] {
                                         ++m_asked;
                                         return m_quiet;
                                     },
                                 .release = [this] { m_order += u"release "_s; }});
    }
    Result<LockedStore> open()
    {
        LockedStore target;
        target.store = std::make_unique<SqliteStore>(m_dir->filePath(u"to.db"_s), m_pool);
        return target;
    }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<IndexStore> m_from;
    QString m_order;
    bool m_quiet = true;
    int m_asked = 0; ///< whether it is quiet
};

void tst_StoreTransfer::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_from = std::make_unique<SqliteStore>(m_dir->filePath(u"from.db"_s), m_pool);
    m_order.clear();
    m_quiet = true;
    m_asked = 0;
    fill();
}

void tst_StoreTransfer::cleanup()
{
    m_from.reset();
}

void tst_StoreTransfer::fill()
{
    const FolderScope folder = *m_from->folderScope({u"/p"_s, u"p"_s, u"main"_s}).result();
    IndexBatch batch{.folder = folder, .model = letters};
    for (int i = 0; i < Files; ++i) {
        const FileWrite write = fileOf(u"f%1"_s.arg(i));
        batch.vectors.insert(write.chunks.constFirst().hash, Embedding(64, 0.125F));
        batch.writes.append(write);
    }
    QVERIFY(m_from->apply(batch).result());
}

void tst_StoreTransfer::copiesWhenNothingIsBeingIndexedAndLetsGoAfterwards()
{
    m_quiet = false;
    const auto transfer = make();
    const QSignalSpy progress(transfer.get(), &StoreTransfer::progressed);
    const auto copied = transfer->copy([this] {
        m_order += u"open "_s; // the main thread waits, and reads it afterwards
        return open();
    });
    QCOMPARE(m_order, u"hold "_s);
    QTRY_VERIFY(m_asked > 2);
    QVERIFY(!copied.isFinished());
    QCOMPARE(m_order, u"hold "_s); // somebody indexes still
    m_quiet = true;
    QTRY_VERIFY(copied.isFinished());
    QCOMPARE(m_order, u"hold open release "_s);
    QVERIFY2(copied.result(), copied.result() ? "" : qPrintable(copied.result().error().message));
    QCOMPARE(copied.result()->files, Files);
    QCOMPARE(copied.result()->copied, Files);
    QVERIFY(progress.size() > 1);
    QCOMPARE(progress.last().first().value<StoreCopy::Progress>().phase, u"verify"_s);
}

void tst_StoreTransfer::doesOneCopyAtATime()
{
    const auto transfer = make();
    const auto first = transfer->copy([this] { return open(); });
    QCOMPARE(transfer->copy([this] { return open(); }).result().error().kind, Error::Kind::Conflict);
    QTRY_VERIFY(first.isFinished());
    QVERIFY(first.result());
    const auto second = transfer->copy([this] { return open(); });
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(second.result()->copied, 0); // all of it is there
}

void tst_StoreTransfer::saysWhyTheOtherStoreCannotBeOpened()
{
    const auto transfer = make();
    const auto copied = transfer->copy([]() -> Result<LockedStore> {
        return Error{Error::Kind::Unavailable, u"the server is away"_s};
    });
    QTRY_VERIFY(copied.isFinished());
    QCOMPARE(copied.result().error().message, u"the server is away"_s);
    QCOMPARE(m_order, u"hold release "_s);
}

void tst_StoreTransfer::stopsBeforeItHasBegun()
{
    m_quiet = false;
    const auto transfer = make();
    const auto copied = transfer->copy([this] { return open(); });
    transfer->stop();
    QVERIFY(copied.isFinished());
    QCOMPARE(copied.result().error().kind, Error::Kind::Cancelled);
    QCOMPARE(m_order, u"hold release "_s);
    QVERIFY(!QFile::exists(m_dir->filePath(u"to.db"_s)));
}

void tst_StoreTransfer::goesOnWhereItWasStopped()
{
    const auto transfer = make();
    connect(transfer.get(), &StoreTransfer::progressed, this, [&] { transfer->stop(); });
    const auto stopped = transfer->copy([this] { return open(); });
    QTRY_VERIFY(stopped.isFinished());
    if (!stopped.result())
        QCOMPARE(stopped.result().error().kind, Error::Kind::Cancelled); // unless it was faster
    disconnect(transfer.get(), nullptr, this, nullptr);
    const auto copied = transfer->copy([this] { return open(); });
    QTRY_VERIFY(copied.isFinished());
    QVERIFY(copied.result());
    QCOMPARE(copied.result()->files, Files);
    QVERIFY(copied.result()->copied < Files);
}

void tst_StoreTransfer::endsWithTheProgram()
{
    auto transfer = make();
    const auto copied = transfer->copy([this] { return open(); });
    QTRY_VERIFY(QFile::exists(m_dir->filePath(u"to.db"_s)));
    transfer.reset();
    QVERIFY(copied.isFinished());
    QCOMPARE(m_order, u"hold release "_s);
}

QTEST_GUILESS_MAIN(tst_StoreTransfer)
#include "tst_StoreTransfer.moc"
