#include "Descriptor.h"

#include <unistd.h>

namespace vectray {

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace vectray
