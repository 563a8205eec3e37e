#include "Embedder.h"

namespace vectray {

Embedder::~Embedder() = default;

} // namespace vectray
