#include "WatcherHost.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

WatcherHost::WatcherHost(const Make &make, const std::function<void(FolderWatcher &)> &connect)
    : m_watcher(make().release())
{
    connect(*m_watcher);
    m_watcher->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_watcher, &QObject::deleteLater);
    m_thread.setObjectName(u"watch"_s);
    m_thread.start();
    QMetaObject::invokeMethod(m_watcher, &FolderWatcher::start, Qt::QueuedConnection);
}

WatcherHost::~WatcherHost()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace vectray
