#include "FolderWatcher.h"

#include <base/Logging.h>

namespace vectray {

void FolderWatcher::setHealth(const WatcherHealth &health)
{
    if (health == m_health)
        return;

    m_health = health;
    qCInfo(logWatch).nospace() << "health=" << int(health.state) << " reason=" << health.reason;
    Q_EMIT healthChanged(m_health);
}

} // namespace vectray
