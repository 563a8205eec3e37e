#pragma once

#include "Doctor.h"

#include <agents/AgentTable.h>

namespace vectray {

/// Whether the programs of AI agents that know Vectray would find it: an entry may name a program that has
/// been moved since. Nothing for those that do not know it.
QList<Finding> examineAgents(const AgentPlaces &places);

} // namespace vectray
