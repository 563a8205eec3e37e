#pragma once

namespace vectray {

/// Asks for as many file descriptors as the clients and folders of one user may need. Many systems give a
/// program 1,024 unless it says that it can do with more.
void raiseDescriptorLimit();

} // namespace vectray
