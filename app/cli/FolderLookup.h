#pragma once

#include "Command.h"

#include <domain/Result.h>

#include <QJsonObject>
#include <QList>

namespace vectray {

class Client;

/// A folder that the daemon knows, as the configuration of a project's dataset.
struct KnownFolder
{
    command::FolderName name; ///< complete
    QJsonObject configuration; ///< as the daemon lists it; empty: watched for this once, not configured

    bool operator==(const KnownFolder &) const = default;
};

/// Which of a daemon's folders to list.
enum class FolderKind {
    Configured,
    ConfiguredOrWatched, ///< also those that are watched until the daemon ends
};

/// Which folder a path stands for.
enum class Match {
    Exact, ///< the folder itself
    Containing, ///< the deepest folder that the path is in
};

/// All folders, or those of one project, in the daemon's order.
Result<QList<KnownFolder>> knownFolders(Client &client, const QString &project, FolderKind kind);

/// The one that \a wanted names. NotFound if there is none, Conflict if there is more than one; the sentence
/// says what to add to the command line.
Result<KnownFolder> chooseFolder(const QList<KnownFolder> &folders, const command::FolderName &wanted,
                                 Match match);

/// What was not given: the project is called as its folder, the dataset "main". Invalid where the folder
/// has no name.
Result<command::FolderName> withDefaults(command::FolderName name);

} // namespace vectray
