#include "IgnoreRules.h"

#include "DisplayPath.h"
#include "IgnoreScopeData.h"
#include "OpenDirectory.h"

#include <QFile>

#include <fcntl.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// From the top of the repository that holds the root down to the root's parent; empty if there is none
/// or the root is the top.
QList<QByteArray> directoriesAbove(const QByteArray &root, const std::optional<GitRepository> &repository)
{
    QList<QByteArray> above;
    for (QByteArray directory = root; repository && directory.size() > repository->top.size();) {
        directory.truncate(std::max<qsizetype>(directory.lastIndexOf('/'), 1));
        above.prepend(directory);
    }
    return above;
}

QByteArray wayTo(const QByteArray &root, const QByteArray &from)
{
    return root.mid(from == "/" ? 1 : from.size() + 1) + '/';
}

} // namespace

IgnoreRules::IgnoreRules(QString root) : m_root(std::move(root)) {}

IgnoreRules::IgnoreRules(QString root, Options options)
    : m_root(std::move(root))
    , m_options(std::move(options))
{}

IgnoreScope IgnoreRules::scope() const
{
    const auto data = std::make_shared<IgnoreScope::Root>();
    data->path = QFile::encodeName(m_root);
    data->include = IgnorePatterns::fromGlobs(m_options.include, u"include"_s);
    data->exclude = IgnorePatterns::fromGlobs(m_options.exclude, u"exclude"_s);
    data->useDefaults = m_options.useDefaults;
    const QByteArray docker = data->path + "/.dockerignore";
    data->docker = DockerIgnore::parse(readSmallFile(AT_FDCWD, docker.constData()), displayPath(docker));

    const auto chain = std::make_shared<IgnoreScope::Chain>();
    const auto repository = GitRepository::holding(data->path);
    const QList<QByteArray> above = directoriesAbove(data->path, repository);
    chain->enterRepository(
        repository,
        {.patterns = {}, .above = above.isEmpty() ? QByteArray() : wayTo(data->path, above.first())});
    for (const QByteArray &directory : above) {
        const QByteArray file = directory + "/.gitignore";
        chain->add(chain->git, readSmallFile(AT_FDCWD, file.constData()),
                   {.patterns = {}, .above = wayTo(data->path, directory)}, file);
    }
    for (auto &[links, name] :
         {std::pair(&chain->git, "/.gitignore"), std::pair(&chain->own, "/.vectrayignore")}) {
        const QByteArray file = data->path + name;
        chain->add(*links, readSmallFile(AT_FDCWD, file.constData()), {}, file);
    }

    IgnoreScope scope;
    scope.m_included = data->include.isEmpty();
    scope.m_root = data;
    scope.m_chain = chain;
    return scope;
}

IgnoreVerdict IgnoreRules::verdict(QByteArrayView path, bool isDirectory) const
{
    IgnoreScope scope = this->scope();
    if (path.isEmpty())
        return {}; // the root itself is never ignored
    Descriptor directory = openDirectory(AT_FDCWD, QFile::encodeName(m_root).constData());
    qsizetype from = 0;
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
        const QByteArrayView parent = path.first(slash);
        if (const IgnoreVerdict verdict = scope.explain(parent, true); verdict.ignored)
            return verdict;
        if (directory)
            directory = openDirectory(directory.get(), parent.sliced(from).toByteArray().constData());
        scope = scope.enter(directory.get(), parent,
                            directory ? IgnoreScope::Marks() : IgnoreScope::Marks::none());
        from = slash + 1;
    }
    return scope.explain(path, isDirectory);
}

bool IgnoreRules::isIgnoreFile(QByteArrayView path)
{
    const QByteArrayView name = path.sliced(path.lastIndexOf('/') + 1);
    return name == ".gitignore" || name == ".vectrayignore" || path == ".dockerignore";
}

QList<QByteArray> IgnoreRules::outsideFiles() const
{
    const QByteArray root = QFile::encodeName(m_root);
    const auto repository = GitRepository::holding(root);
    QList<QByteArray> files;
    if (const QByteArray global = globalExcludesFile(repository); !global.isEmpty())
        files.append(global);
    if (repository)
        files.append({repository->excludeFile(), repository->configFile()});
    for (const QByteArray &directory : directoriesAbove(root, repository))
        files.append(directory + "/.gitignore");
    return files;
}

} // namespace vectray
