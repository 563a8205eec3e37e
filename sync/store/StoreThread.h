#pragma once

#include <base/Answer.h>
#include <domain/Result.h>

#include <QFuture>
#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace vectray {

/// The only thread that touches one Context (a connection and what belongs to it), and the queue in front
/// of it.
///
/// Work runs in the order it was submitted. The destructor finishes what is queued, destroys the context
/// in the thread that made it, and returns.
template<typename Context>
class StoreThread
{
    Q_DISABLE_COPY_MOVE(StoreThread)

public:
    using Open = std::function<Result<std::unique_ptr<Context>>()>;

    StoreThread(const QString &name, Open open)
    {
        m_inside.moveToThread(&m_thread);
        m_thread.setObjectName(name);
        m_thread.start();
        post([this, open = std::move(open)] { m_context = open(); });
    }

    ~StoreThread()
    {
        post([this] {
            m_context = {};
            m_thread.quit();
        });
        m_thread.wait();
    }

    /// Runs work(Context &) -> Result<T> in the thread; the reason why there is no context if there is none.
    template<typename Work, typename R = std::invoke_result_t<Work, Context &>>
    QFuture<R> submit(Work work)
    {
        const Answer<R> answer;
        ++m_waiting;
        post([this, answer, work = std::move(work)]() mutable {
            R result = m_context ? work(**m_context) : R(m_context.error());
            --m_waiting;
            answer.give(std::move(result));
        });
        return answer.future();
    }

    /// Runs work(Context &) in the thread, if there is a context.
    template<typename Work>
    void tell(Work work)
    {
        post([this, work = std::move(work)]() mutable {
            if (m_context)
                work(**m_context);
        });
    }

    /// What was submitted and is not done. For any thread.
    int waiting() const { return m_waiting; }

private:
    template<typename F>
    void post(F &&work)
    {
        QMetaObject::invokeMethod(&m_inside, std::forward<F>(work), Qt::QueuedConnection);
    }

    std::atomic<int> m_waiting = 0;
    QThread m_thread;
    QObject m_inside;
    Result<std::unique_ptr<Context>> m_context; ///< in the thread only
};

} // namespace vectray
