#pragma once

#include <QMutex>
#include <QStringList>

#include <utility>

namespace vectray {

/// Paths that were saved while bulk work runs: put in by the main thread, taken out by the worker between two
/// batches.
class UrgentBox
{
public:
    void put(const QStringList &paths)
    {
        const QMutexLocker lock(&m_mutex);
        m_paths += paths;
    }
    QStringList take()
    {
        const QMutexLocker lock(&m_mutex);
        return std::exchange(m_paths, {});
    }
    qsizetype size() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_paths.size();
    }

private:
    mutable QMutex m_mutex;
    QStringList m_paths;
};

} // namespace vectray
