#include "StoreTransfer.h"

#include "SingleInstance.h"

#include <store/IndexStore.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

StoreTransfer::StoreTransfer(Parts parts) : m_parts(std::move(parts))
{
    m_waiting.setInterval(50ms);
    connect(&m_waiting, &QTimer::timeout, this, &StoreTransfer::begin);
}

StoreTransfer::~StoreTransfer()
{
    m_thread = {};
    if (m_answer)
        finish(Error{Error::Kind::Cancelled, u"stopped"_s});
}

QFuture<Result<StoreCopy::Report>> StoreTransfer::copy(Open open)
{
    if (m_answer)
        return answered<Result<StoreCopy::Report>>(
            Error{Error::Kind::Conflict, u"the index is being copied already"_s});
    m_open = std::move(open);
    m_parts.hold();
    m_waiting.start();
    return m_answer.emplace().future();
}

void StoreTransfer::begin()
{
    if (!m_parts.isQuiet())
        return;
    m_waiting.stop();
    m_thread = std::jthread([this](const std::stop_token &stop) {
        const auto report = run(stop);
        // The destructor waits for this thread, so this object is there to be told.
        QMetaObject::invokeMethod(this, [this, report] { finish(report); });
    });
}

Result<StoreCopy::Report> StoreTransfer::run(const std::stop_token &stop)
{
    auto target = m_open();
    if (!target)
        return target.error();
    return StoreCopy(m_parts.from, *target->store,
                     [this](const StoreCopy::Progress &progress) {
                         QMetaObject::invokeMethod(this, [this, progress] { Q_EMIT progressed(progress); });
                     })
        .run(stop);
}

void StoreTransfer::stop()
{
    m_thread.request_stop();
    if (m_waiting.isActive())
        finish(Error{Error::Kind::Cancelled, u"stopped"_s});
}

void StoreTransfer::finish(const Result<StoreCopy::Report> &report)
{
    m_waiting.stop();
    m_thread = {};
    m_parts.release();
    std::exchange(m_answer, std::nullopt)->give(report);
}

} // namespace vectray
