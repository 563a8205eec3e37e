#include "IndexStore.h"

namespace vectray {

IndexStore::~IndexStore() = default;

} // namespace vectray
