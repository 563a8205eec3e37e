#include "PortListener.h"

#include "HttpLogging.h"

#include <utility>

namespace vectray {

PortListener::PortListener()
{
    constexpr int Backlog = 1024;
    setListenBacklogSize(Backlog);
    connect(this, &QTcpServer::acceptError, this, [this] {
        m_isPaused = true;
        qCInfo(logHttp, "event=accept-failed error=\"%s\"", qUtf8Printable(errorString()));
    });
}

void PortListener::recover()
{
    if (std::exchange(m_isPaused, false))
        resumeAccepting();
}

} // namespace vectray
