#include "LoopbackListener.h"

#include "HttpLogging.h"

#include <utility>

namespace vectray {

LoopbackListener::LoopbackListener()
{
    constexpr int Backlog = 1024;
    setListenBacklogSize(Backlog);
    connect(this, &QTcpServer::acceptError, this, [this] {
        m_isPaused = true;
        qCInfo(logHttp, "event=accept-failed error=\"%s\"", qUtf8Printable(errorString()));
    });
}

void LoopbackListener::recover()
{
    if (std::exchange(m_isPaused, false))
        resumeAccepting();
}

} // namespace vectray
