// The part of FolderPipeline that looks at the disk.
#include "FolderPipeline.h"

#include <store/IndexStore.h>
#include <watch/DisplayPath.h>

#include <map>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

WalkOptions FolderPipeline::walkOptions() const
{
    return {.root = m_scope.root,
            .rules = &m_rules,
            .maxFileBytes = m_parts.maxFileBytes,
            .expected = {},
            .helpers = &m_parts.pool};
}

Result<FolderPipeline::Found> FolderPipeline::lookEverywhere(const std::stop_token &stop) const
{
    auto walk = walkTree(walkOptions(), stop);
    if (!walk)
        return walk.error();
    Found found{.files = std::move(walk->files),
                .problems = std::move(walk->problems),
                .unreadable = std::move(walk->unreadable),
                .solved = {}};

    const auto listed = m_parts.store.problems(m_scope).result();
    if (!listed)
        return listed.error();
    QSet<QString> current;
    for (const FileProblem &problem : std::as_const(found.problems))
        current.insert(problem.path);
    for (const FileProblem &problem : *listed) {
        if (!current.contains(problem.path) && !found.files.contains(problem.path.toUtf8()))
            found.solved.append(problem.path);
    }
    return found;
}

Result<FolderPipeline::Found> FolderPipeline::lookAt(const QStringList &paths, const std::stop_token &stop) const
{
    QList<QByteArray> asked;
    for (const QString &path : paths)
        asked.append(path.toUtf8());
    WalkOptions options = walkOptions();
    const auto statuses = statPaths(options, asked, stop);
    if (!statuses)
        return statuses.error();

    Found found;
    std::map<QByteArray, FileStat> files; // a path may be asked for twice: by itself and below a directory
    for (const PathStatus &status : *statuses) {
        const QString path = displayPath(status.path);
        switch (status.kind) {
        case PathStatus::Kind::File:
            files.emplace(status.path, status.stat);
            break;
        case PathStatus::Kind::Directory: {
            options.below = status.path;
            auto walk = walkTree(options, stop);
            if (!walk)
                return walk.error();
            for (std::size_t i = 0; i < walk->files.size(); ++i)
                files.emplace(walk->files.path(i).toByteArray(), walk->files.row(i).stat);
            found.problems += walk->problems;
            found.unreadable += walk->unreadable;
            break;
        }
        case PathStatus::Kind::Missing:
        case PathStatus::Kind::Ignored:
            found.solved.append(path);
            break;
        case PathStatus::Kind::Skipped:
            found.problems.append({.kind = FileProblem::Kind::Skipped, .path = path, .reason = status.reason});
            break;
        case PathStatus::Kind::Unreadable:
            found.problems.append({.kind = FileProblem::Kind::Failed, .path = path, .reason = status.reason});
            found.unreadable.append(status.path);
            break;
        }
    }
    for (const auto &[path, stat] : files)
        found.files.add(path, {.stat = stat});
    return found;
}

Done FolderPipeline::checkRoot(std::size_t indexed) const
{
    const RootState root = lookAtRoot(m_scope.root);
    if (root.kind != RootState::Kind::Present)
        return Error{Error::Kind::NotFound, root.reason};
    if (suddenlyEmpty(root, std::int64_t(indexed)))
        return Error{Error::Kind::NotFound,
                     u"%1 is suddenly empty, as if a disk were not mounted; its index is kept"_s.arg(m_scope.root)};
    return {};
}

} // namespace vectray
