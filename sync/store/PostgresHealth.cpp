#include "PostgresHealth.h"

#include <base/Logging.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

void PostgresHealth::report(Part part, const Done &outcome)
{
    bool changed = false;
    {
        const QMutexLocker lock(&m_mutex);
        std::optional<QString> &trouble = m_troubles.at(std::size_t(part));
        changed = trouble.has_value() == outcome.has_value();
        trouble = outcome ? std::nullopt : std::optional(outcome.error().message);
        const bool isFine = std::ranges::none_of(m_troubles, [](const auto &each) { return each.has_value(); });
        if (isFine)
            m_since = {};
        else if (!m_since.isValid())
            m_since = QDateTime::currentDateTimeUtc();
    }
    if (!changed)
        return;
    if (outcome)
        qCInfo(logStore).nospace() << "store=reachable part=" << int(part);
    else
        qCWarning(logStore).nospace() << "store=unreachable part=" << int(part) << " error=" << outcome.error().message;
    if (part == Part::Listening)
        m_onChange(outcome ? StoreHealth() : now());
}

StoreHealth PostgresHealth::now() const
{
    const QMutexLocker lock(&m_mutex);
    for (const auto &trouble : m_troubles) {
        if (trouble)
            return {.unreachableSince = m_since, .reason = *trouble};
    }
    return {};
}

bool PostgresHealth::isInTrouble(Part part) const
{
    const QMutexLocker lock(&m_mutex);
    return m_troubles.at(std::size_t(part)).has_value();
}

} // namespace vectray
