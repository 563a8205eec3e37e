#include "EventFilter.h"

#include <algorithm>

namespace vectray {

namespace {

bool covers(const EventFilter::Topic &topic, const LoggedEvent &event)
{
    return (topic.project.isEmpty() || topic.project == event.project)
        && (topic.types.isEmpty() || topic.types.contains(event.type));
}

} // namespace

bool EventFilter::subscribe(const Topic &topic)
{
    if (m_rules.empty())
        m_byDefault = false;
    return add(topic, true);
}

bool EventFilter::unsubscribe(const Topic &topic)
{
    return add(topic, false);
}

bool EventFilter::add(const Topic &topic, bool wanted)
{
    if (topic == Topic()) { // of everything: nothing that was said before matters
        m_rules.clear();
        m_byDefault = wanted;
        return true;
    }
    std::erase_if(m_rules, [&topic](const Rule &rule) { return rule.topic == topic; });
    if (m_rules.size() >= MostRules)
        return false;
    m_rules.push_back({topic, wanted});
    return true;
}

bool EventFilter::passes(const LoggedEvent &event) const
{
    const auto rule = std::find_if(m_rules.rbegin(), m_rules.rend(),
                                   [&event](const Rule &r) { return covers(r.topic, event); });
    return rule == m_rules.rend() ? m_byDefault : rule->wanted;
}

} // namespace vectray
