#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace vectray {

/// Where git keeps what it ignores beyond the .gitignore files. Found without running git.
struct GitRepository
{
    QByteArray top; ///< of the work tree, absolute
    QByteArray commonDirectory; ///< usually top + "/.git"; a linked work tree shares its main one's

    QByteArray excludeFile() const { return commonDirectory + "/info/exclude"; }
    QByteArray configFile() const { return commonDirectory + "/config"; }

    /// The repository whose work tree's top is this very directory.
    static std::optional<GitRepository> at(const QByteArray &directory);

    /// The innermost repository whose work tree holds the directory; never looks past a mount point, as git
    /// does not.
    static std::optional<GitRepository> holding(const QByteArray &directory);
};

/// core.excludesFile by the configuration files of the system, the user and the repository, or its default.
/// Absolute; the file need not exist. Empty if there is no home directory to look in.
QByteArray globalExcludesFile(const std::optional<GitRepository> &repository);

} // namespace vectray
