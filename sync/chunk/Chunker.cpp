#include "Chunker.h"

namespace vectray {

Chunker::~Chunker() = default;

} // namespace vectray
