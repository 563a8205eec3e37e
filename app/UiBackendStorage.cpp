// The part of UiBackend that is about where the index is kept.
#include "UiBackend.h"

#include "SecretStore.h"
#include "StorePassword.h"
#include "StoreTransfer.h"

#include <base/Answer.h>
#include <base/WhenDone.h>
#include <engine/AutoWatchManager.h>
#include <store/IndexStore.h>

#include <algorithm>
#include <utility>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

void UiBackend::storage(QObject *context, Answer<StorageInfo> done)
{
    whenDone(m_parts.store.info(), context, answerWithStorage(std::move(done)));
}

void UiBackend::compactStorage(QObject *context, Answer<StorageInfo> done)
{
    const Error needless{Error::Kind::Invalid, u"the server does this by itself"_s};
    whenDone(m_parts.compact ? m_parts.compact() : answered<Result<StoreInfo>>(needless), context,
             answerWithStorage(std::move(done)));
}

std::function<void(const Result<StoreInfo> &)> UiBackend::answerWithStorage(Answer<StorageInfo> done) const
{
    return [done = std::move(done), canCompact = bool(m_parts.compact),
            file = m_parts.usualIndex](const Result<StoreInfo> &info) {
        if (!info)
            return done(info.error());
        done(StorageInfo{.kind = info->kind,
                         .location = info->location,
                         .bytes = info->sizeBytes,
                         .canCompact = canCompact,
                         .usualFile = file});
    };
}

void UiBackend::tryStorage(const QString &address, const QByteArray &password, QObject *context,
                           Answer<StorageTrial> done)
{
    const vectray::Answer<Result<StorageTrial>> answer;
    m_parts.pool.start([answer, address, password, &secrets = m_parts.secrets] {
        answer.give(vectray::tryStorage(address, password, secrets));
    });
    whenDone(answer.future(), context, std::move(done));
}

void UiBackend::keepStoragePassword(const QString &address, const QByteArray &password, QObject *context,
                                    std::function<void(const Done &)> done)
{
    const auto parsed = PostgresAddress::parse(address);
    whenDone(parsed ? m_parts.secrets.write(passwordEntry(*parsed), password)
                    : answered<Done>(parsed.error()),
             context, std::move(done));
}

void UiBackend::makeTransfer()
{
    m_transfer = std::make_unique<StoreTransfer>(StoreTransfer::Parts{
        .from = m_parts.store,
        .hold = [this] { m_parts.manager.pause().hold(); },
        .isQuiet =
            [this] {
                return std::ranges::none_of(m_parts.manager.folders(), [](const Folder &folder) {
                    return folder.state == Folder::State::Scanning || folder.state == Folder::State::Syncing;
                });
            },
        .release = [this] { m_parts.manager.pause().release(); }});
    connect(m_transfer.get(), &StoreTransfer::progressed, this, [this](const StoreCopy::Progress &progress) {
        Q_EMIT storageCopyProgressed(
            {.isComparing = progress.phase == u"verify", .files = progress.files, .total = progress.total});
    });
}

void UiBackend::copyStorage(const QString &store, const QByteArray &password, QObject *context,
                            Answer<StorageCopied> done)
{
    const auto ask = [password, &secrets = m_parts.secrets](const QString &name) {
        return password.isEmpty() ? waitForSecret(secrets.read(name), u"PGPASSWORD"_s) : Result(password);
    };
    const auto open = [this, store, ask, paths = m_parts.paths] { return openLocked(store, paths, m_parts.pool, ask); };
    whenDone(m_transfer->copy(open), context, [done = std::move(done)](const Result<StoreCopy::Report> &report) {
        done(report ? Result(StorageCopied{.files = report->files, .chunks = report->chunks}) : report.error());
    });
}

void UiBackend::stopStorageCopy()
{
    m_transfer->stop();
}

} // namespace vectray
