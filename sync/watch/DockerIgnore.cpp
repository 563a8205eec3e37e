#include "DockerIgnore.h"

#include <QList>

#include <algorithm>

namespace vectray {

namespace {

/// The path without ".", ".." and doubled or surrounding slashes.
QByteArray cleaned(const QByteArray &pattern)
{
    QList<QByteArray> parts;
    for (const QByteArray &part : pattern.split('/')) {
        if (part == "..") {
            if (!parts.isEmpty())
                parts.removeLast();
        } else if (!part.isEmpty() && part != ".") {
            parts.append(part);
        }
    }
    return parts.join('/');
}

} // namespace

DockerIgnore DockerIgnore::parse(QByteArrayView content, const QString &source)
{
    DockerIgnore ignore;
    ignore.m_source = source;
    if (content.startsWith("\xEF\xBB\xBF"))
        content = content.sliced(3);
    int number = 0;
    for (const QByteArray &line : content.toByteArray().split('\n')) {
        ++number;
        const QByteArray text = line.trimmed();
        if (text.isEmpty() || line.startsWith('#'))
            continue;
        const bool exception = text.startsWith('!');
        const QByteArray pattern = cleaned(exception ? text.mid(1).trimmed() : text);
        if (!pattern.isEmpty())
            ignore.m_rules.push_back({text, number, exception, GlobPattern::docker(pattern)});
    }
    return ignore;
}

DockerIgnore::Matched DockerIgnore::below(const Matched &parent, QByteArrayView directory) const
{
    Matched matched(m_rules.size());
    for (std::size_t i = 0; i < m_rules.size(); ++i)
        matched[i] = (i < parent.size() && parent[i]) || m_rules[i].glob.matches(directory);
    return matched;
}

const DockerIgnore::Rule *DockerIgnore::find(const Matched &parent, QByteArrayView path) const
{
    for (std::size_t i = m_rules.size(); i-- > 0;) {
        if ((i < parent.size() && parent[i]) || m_rules[i].glob.matches(path))
            return &m_rules[i];
    }
    return nullptr;
}

bool DockerIgnore::mayBringBackBelow(QByteArrayView directory) const
{
    const QByteArray prefix = directory.toByteArray() + '/';
    return std::ranges::any_of(m_rules, [&](const Rule &rule) {
        const QByteArray &start = rule.glob.literalStart();
        // What follows the plain start is a wildcard, which may stand for anything below.
        return rule.exception
            && (start.startsWith(prefix) || (!rule.glob.isLiteral() && prefix.startsWith(start)));
    });
}

} // namespace vectray
