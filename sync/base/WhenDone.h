#pragma once

#include <QFutureWatcher>
#include <QObject>

namespace vectray {

/// Calls done with the future's result, in the context's thread, unless the context is gone by then.
///
/// QFuture::then(context, ...) would do, but Qt 6.4 aborts when the context dies first.
template<typename T, typename F>
void whenDone(const QFuture<T> &future, QObject *context, F done)
{
    auto *watcher = new QFutureWatcher<T>(context); // dies with context, and the callback with it
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        if (!watcher->isCanceled())
            done(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace vectray
