#pragma once

namespace vectray {

struct CopyStore;
struct Paths;

/// `vectray store copy`: opens both stores, copies, verifies, and says how far it is on a terminal. Ctrl+C stops it
/// between two batches. Returns the exit code. Needs a QCoreApplication.
int copyStores(const CopyStore &copy, const Paths &paths);

} // namespace vectray
