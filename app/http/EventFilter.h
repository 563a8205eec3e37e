#pragma once

#include "EventLog.h"

#include <QStringList>

#include <vector>

namespace vectray {

/// Which events a client wants. At first all; the first subscribe() narrows that to what it names, and
/// each later call changes what it names. The last call that speaks of an event decides.
class EventFilter
{
public:
    struct Topic
    {
        QString project = {}; ///< empty: every project
        QStringList types = {}; ///< empty: every type

        bool operator==(const Topic &) const = default;
    };

    /// Calls that one client may make; each later event costs a look at each.
    static constexpr std::size_t MostRules = 100;

    /// False if there are too many already.
    bool subscribe(const Topic &topic);
    bool unsubscribe(const Topic &topic);

    bool passes(const LoggedEvent &event) const;

private:
    struct Rule
    {
        Topic topic = {};
        bool wanted = true;
    };

    bool add(const Topic &topic, bool wanted);

    std::vector<Rule> m_rules;
    bool m_byDefault = true;
};

} // namespace vectray
