#include "WatcherHost.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

WatcherHost::WatcherHost(Make make, Connect connect)
{
    m_inside.moveToThread(&m_thread);
    m_thread.setObjectName(u"watch"_s);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_inside,
        [this, make = std::move(make), connect = std::move(connect)] {
            m_watcher = make();
            connect(*m_watcher);
            m_watcher->start();
        },
        Qt::QueuedConnection);
}

void WatcherHost::wasIndexed(const QStringList &paths)
{
    QMetaObject::invokeMethod(
        &m_inside,
        [this, paths] {
            if (m_watcher)
                m_watcher->wasIndexed(paths);
        },
        Qt::QueuedConnection);
}

WatcherHost::~WatcherHost()
{
    QMetaObject::invokeMethod(
        &m_inside,
        [this] {
            m_watcher.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

} // namespace vectray
