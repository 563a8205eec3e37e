#pragma once

namespace vectray {

/// The pages of the main window, in their order.
enum class Page { Folders, Search, Activity, Problems, Dashboard };

} // namespace vectray
