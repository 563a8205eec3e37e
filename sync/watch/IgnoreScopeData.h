#pragma once

#include "DockerIgnore.h"
#include "GitFiles.h"
#include "IgnorePatterns.h"
#include "IgnoreScope.h"

#include <vector>

namespace vectray {

/// What is the same everywhere below a root.
struct IgnoreScope::Root
{
    QByteArray path; ///< absolute
    IgnorePatterns include;
    IgnorePatterns exclude;
    DockerIgnore docker;
    bool useDefaults = true;
};

/// The ignore files in force, outermost first; shared by all directories that add none.
struct IgnoreScope::Chain
{
    struct Link
    {
        std::shared_ptr<const IgnorePatterns> patterns;
        qsizetype skip = 0; ///< how much of a path relative to the root leads to the file's directory
        QByteArray above; ///< of a file above the root: the way from its directory to the root, with a slash

        const IgnorePatterns::Rule *find(const IgnorePatterns::Entry &entry) const;
    };

    std::vector<Link> git;
    std::vector<Link> own;
    DockerIgnore::Matched docker;

    /// Begins anew with what a repository's every directory obeys; its .gitignore files are not part of it.
    void enterRepository(const std::optional<GitRepository> &repository, Link place);

    static void add(std::vector<Link> &links, const QByteArray &content, Link place, const QByteArray &file);
};

} // namespace vectray
