#pragma once

#include "EmbeddingCost.h"

#include <domain/WatchConfig.h>

#include <chrono>
#include <optional>

namespace vectray {

/// What a person decides about a folder.
struct FolderOptions
{
    WatchConfig::Key
        key; ///< path absolute; an empty project means the folder's own name, an empty dataset "main"
    std::chrono::milliseconds debounce{2000};
    QStringList include; ///< globs; empty: everything
    QStringList exclude; ///< globs; these win

    bool operator==(const FolderOptions &) const = default;
};

/// What would be indexed if a folder were added now. Nothing has been written to find it out.
struct FolderPreview
{
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t skipped = 0;
    std::optional<std::chrono::seconds>
        duration; ///< estimated, for the first index; nothing: it depends on the service
    QStringList examples; ///< some of the files, relative to the folder
    EmbeddingCost cost{}; ///< by what the settings say, from the next start on

    bool operator==(const FolderPreview &) const = default;
};

} // namespace vectray
