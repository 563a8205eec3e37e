#include "IgnoreScope.h"

#include "DisplayPath.h"
#include "IgnoreScopeData.h"
#include "OpenDirectory.h"

#include <QVarLengthArray>

#include <fcntl.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QByteArrayView IgnoreFiles[] = {".gitignore", ".dockerignore", ".vectrayignore"};
constexpr QByteArrayView DefaultNames[] = {"node_modules", "dist", "build", "out", "__pycache__"};

QByteArrayView lastComponent(QByteArrayView path)
{
    return path.sliced(path.lastIndexOf('/') + 1);
}

/// The default that a name falls under, or nothing.
QByteArrayView defaultRule(QByteArrayView name)
{
    if (const auto *found = std::ranges::find(DefaultNames, name); found != std::end(DefaultNames))
        return *found;
    if (name.endsWith(".pyc"))
        return "*.pyc";
    // What editors leave beside a file: the same text once more, and older.
    if (name.endsWith('~'))
        return "*~";
    if (name.size() > 2 && name.startsWith('#') && name.endsWith('#'))
        return "#*#";
    if (name == ".vscode" || name == ".idea")
        return name;
    return name.startsWith('.') ? QByteArrayView(".*") : QByteArrayView();
}

} // namespace

/// Refers to what it was found in; turned into words only when asked.
struct IgnoreScope::Decision
{
    bool ignored = false;
    QByteArrayView rule;
    const QString *source = nullptr; ///< null: a default
    int line = 0;

    IgnoreVerdict toVerdict() const
    {
        if (rule.isEmpty())
            return {.ignored = ignored, .rule = {}, .source = source ? *source : QString()};
        return {ignored, displayPath(rule), source ? *source : u"default"_s, line};
    }
};

void IgnoreScope::Marks::see(QByteArrayView name)
{
    if (name == ".gitignore")
        gitIgnore = true;
    else if (name == ".vectrayignore")
        ownIgnore = true;
    else if (name == ".git")
        repository = true;
}

const IgnorePatterns::Rule *IgnoreScope::Chain::Link::find(const IgnorePatterns::Entry &entry) const
{
    if (above.isEmpty())
        return patterns->find({entry.path.sliced(skip), entry.name, entry.isDirectory});
    QVarLengthArray<char, 256> path;
    path.append(above.constData(), above.size());
    path.append(entry.path.data(), entry.path.size());
    return patterns->find({QByteArrayView(path.constData(), path.size()), entry.name, entry.isDirectory});
}

void IgnoreScope::Chain::enterRepository(const std::optional<GitRepository> &repository, Link place)
{
    git.clear();
    const QByteArray global = globalExcludesFile(repository);
    add(git, readSmallFile(AT_FDCWD, global.constData(), Links::Follow), place, global);
    if (repository) {
        const QByteArray exclude = repository->excludeFile();
        add(git, readSmallFile(AT_FDCWD, exclude.constData(), Links::Follow), std::move(place), exclude);
    }
}

void IgnoreScope::Chain::add(std::vector<Link> &links, const QByteArray &content, Link place,
                             const QByteArray &file)
{
    if (content.isEmpty())
        return;
    place.patterns = std::make_shared<IgnorePatterns>(IgnorePatterns::parse(content, displayPath(file)));
    if (!place.patterns->isEmpty())
        links.push_back(std::move(place));
}

IgnoreScope::IgnoreScope() = default;
IgnoreScope::~IgnoreScope() = default;
IgnoreScope::IgnoreScope(const IgnoreScope &) = default;
IgnoreScope::IgnoreScope(IgnoreScope &&) noexcept = default;
IgnoreScope &IgnoreScope::operator=(const IgnoreScope &) = default;
IgnoreScope &IgnoreScope::operator=(IgnoreScope &&) noexcept = default;

bool IgnoreScope::ignores(QByteArrayView path, bool isDirectory) const
{
    return decide(path, isDirectory).ignored;
}

IgnoreVerdict IgnoreScope::explain(QByteArrayView path, bool isDirectory) const
{
    return decide(path, isDirectory).toVerdict();
}

IgnoreScope::Decision IgnoreScope::decide(QByteArrayView path, bool isDirectory) const
{
    if (!m_root)
        return {};
    const QByteArrayView name = lastComponent(path);
    if (name.startsWith('.')) {
        if (name == ".git" || std::ranges::find(IgnoreFiles, name) != std::end(IgnoreFiles))
            return {.ignored = true, .rule = name};
    }
    if (m_root->useDefaults) {
        if (const QByteArrayView rule = defaultRule(name); !rule.isEmpty())
            return {.ignored = true, .rule = rule};
    }
    const Decision byFiles = decideByFiles(path, name, isDirectory);
    if (byFiles.ignored)
        return byFiles;
    const Decision byGlobs = decideByGlobs(path, name, isDirectory);
    return byGlobs.ignored || byFiles.rule.isEmpty() ? byGlobs : byFiles;
}

IgnoreScope::Decision IgnoreScope::decideByFiles(QByteArrayView path, QByteArrayView name,
                                                 bool isDirectory) const
{
    Decision kept; // an exception of git's, told if nothing else ignores the path
    const IgnorePatterns::Entry entry{path, name, isDirectory};
    const auto ask = [&](const std::vector<Chain::Link> &links) {
        for (auto link = links.rbegin(); link != links.rend(); ++link) {
            if (const auto *rule = link->find(entry))
                return Decision{!rule->negated, rule->text, &link->patterns->source(), rule->line};
        }
        return Decision();
    };
    const auto decides = [&](const Decision &decision) {
        if (!decision.rule.isEmpty() && (decision.ignored || kept.rule.isEmpty()))
            kept = decision;
        return decision.ignored;
    };

    if (decides(ask(m_chain->git)))
        return kept;
    if (!m_root->docker.isEmpty()) {
        const auto *rule = m_root->docker.find(m_chain->docker, path);
        const bool ignored =
            rule && !rule->exception && !(isDirectory && m_root->docker.mayBringBackBelow(path));
        if (rule && decides({ignored, rule->text, &m_root->docker.source(), rule->line}))
            return kept;
    }
    decides(ask(m_chain->own));
    return kept;
}

IgnoreScope::Decision IgnoreScope::decideByGlobs(QByteArrayView path, QByteArrayView name,
                                                 bool isDirectory) const
{
    const IgnorePatterns::Entry entry{path, name, isDirectory};
    if (const auto *rule = m_root->exclude.find(entry); rule && !rule->negated)
        return {true, rule->text, &m_root->exclude.source(), rule->line};
    // A directory may always hold something that is included.
    if (m_included || isDirectory)
        return {};
    const auto *rule = m_root->include.find(entry);
    if (rule && !rule->negated)
        return {false, rule->text, &m_root->include.source(), rule->line};
    return {.ignored = true, .rule = {}, .source = &m_root->include.source()};
}

IgnoreScope IgnoreScope::enter(int directory, QByteArrayView path, Marks marks) const
{
    if (!m_root)
        return *this;
    IgnoreScope inside = *this;
    if (!m_included) {
        const auto *rule = m_root->include.find({path, lastComponent(path), true});
        inside.m_included = rule && !rule->negated;
    }

    std::shared_ptr<Chain> chain;
    const auto changed = [&]() -> Chain & {
        if (!chain)
            chain = std::make_shared<Chain>(*m_chain);
        return *chain;
    };
    const QByteArray absolute = m_root->path + '/' + path.toByteArray();
    const Chain::Link place{.patterns = {}, .skip = path.size() + 1, .above = {}};
    if (marks.repository) {
        if (const auto repository = GitRepository::at(absolute))
            changed().enterRepository(repository, place);
    }
    if (marks.gitIgnore) {
        if (const QByteArray content = readSmallFile(directory, ".gitignore"); !content.isEmpty())
            Chain::add(changed().git, content, place, absolute + "/.gitignore");
    }
    if (marks.ownIgnore) {
        if (const QByteArray content = readSmallFile(directory, ".vectrayignore"); !content.isEmpty())
            Chain::add(changed().own, content, place, absolute + "/.vectrayignore");
    }
    if (!m_root->docker.isEmpty()) {
        const DockerIgnore::Matched matched = m_root->docker.below(m_chain->docker, path);
        if (matched != m_chain->docker)
            changed().docker = matched;
    }
    if (chain)
        inside.m_chain = std::move(chain);
    return inside;
}

} // namespace vectray
