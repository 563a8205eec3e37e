#include "IgnorePatterns.h"

#include <algorithm>

namespace vectray {

namespace {

constexpr qsizetype MostAlternatives = 256;
constexpr qsizetype MostBytesOfOneGroup = 1024 * 1024; ///< spelled out

/// Blanks at the end do not count, unless escaped.
QByteArray withoutTrailingSpaces(QByteArray text)
{
    qsizetype end = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '\\') {
            ++i;
            end = std::min(i + 1, text.size());
        } else if (text.at(i) != ' ') {
            end = i + 1;
        }
    }
    text.truncate(end);
    return text;
}

/// The end of the brace group that opens at from and the commas at its own level, or nothing.
struct Group
{
    qsizetype open = -1;
    qsizetype close = -1;
    std::vector<qsizetype> commas;
};

Group firstGroup(const QByteArray &glob)
{
    Group group;
    int depth = 0;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        const char c = glob.at(i);
        if (c == '\\') {
            ++i;
        } else if (c == '{') {
            if (depth++ == 0)
                group = {.open = i, .close = -1, .commas = {}};
        } else if (c == ',' && depth == 1) {
            group.commas.push_back(i);
        } else if (c == '}' && depth > 0 && --depth == 0) {
            if (!group.commas.empty()) {
                group.close = i;
                return group;
            }
        }
    }
    return {};
}

/// "a{b,c}" → "ab", "ac". A group without a comma, or one too many, stays as it is.
QList<QByteArray> alternatives(const QByteArray &glob)
{
    QList<QByteArray> done;
    QList<QByteArray> open{glob};
    while (!open.isEmpty()) {
        const QByteArray next = open.takeFirst();
        const Group group = firstGroup(next);
        if (group.close < 0 || open.size() + done.size() > MostAlternatives
            || next.size() * qsizetype(group.commas.size() + 1) > MostBytesOfOneGroup) {
            done.append(next);
            continue;
        }
        qsizetype from = group.open + 1;
        std::vector<qsizetype> ends = group.commas;
        ends.push_back(group.close);
        for (const qsizetype end : ends) {
            open.append(next.first(group.open) + next.mid(from, end - from) + next.mid(group.close + 1));
            from = end + 1;
        }
    }
    return done;
}

/// ".ext" of "name.ext", or nothing.
QByteArrayView extensionOf(QByteArrayView name)
{
    const qsizetype dot = name.lastIndexOf('.');
    return dot < 0 ? QByteArrayView() : name.sliced(dot);
}

/// A key for a look-up, without a copy of the bytes.
QByteArray borrowed(QByteArrayView view)
{
    return QByteArray::fromRawData(view.data(), view.size());
}

} // namespace

IgnorePatterns IgnorePatterns::parse(QByteArrayView content, const QString &source)
{
    IgnorePatterns patterns;
    patterns.m_source = source;
    if (content.startsWith("\xEF\xBB\xBF"))
        content = content.sliced(3);
    int number = 0;
    while (!content.isEmpty()) {
        const qsizetype end = content.indexOf('\n');
        QByteArrayView line = end < 0 ? content : content.first(end);
        content = end < 0 ? QByteArrayView() : content.sliced(end + 1);
        ++number;
        if (line.endsWith('\r'))
            line.chop(1);
        if (const qsizetype nul = line.indexOf('\0'); nul >= 0)
            line.truncate(nul);
        if (!line.isEmpty() && !line.startsWith('#'))
            patterns.addLine(line.toByteArray(), number);
    }
    return patterns;
}

IgnorePatterns IgnorePatterns::fromGlobs(const QStringList &globs, const QString &source)
{
    IgnorePatterns patterns;
    patterns.m_source = source;
    int number = 0;
    for (const QString &glob : globs) {
        ++number;
        for (const QByteArray &alternative : alternatives(glob.toUtf8()))
            patterns.addLine(alternative, number);
    }
    return patterns;
}

void IgnorePatterns::addLine(QByteArray text, int line)
{
    Rule rule{.text = withoutTrailingSpaces(std::move(text)), .line = line, .glob = {}};
    QByteArrayView pattern = rule.text;
    if (pattern.startsWith('!')) {
        rule.negated = true;
        pattern = pattern.sliced(1);
    }
    if (pattern.endsWith('/')) {
        rule.directoriesOnly = true;
        pattern.chop(1);
    }
    rule.anywhere = !pattern.contains('/');
    if (pattern.startsWith('/'))
        pattern = pattern.sliced(1);
    if (pattern.isEmpty())
        return;
    rule.glob = GlobPattern::git(pattern);
    m_rules.push_back(std::move(rule));
    addIndex(int(m_rules.size()) - 1);
}

void IgnorePatterns::addIndex(int index)
{
    const Rule &rule = m_rules[std::size_t(index)];
    if (rule.anywhere && rule.glob.isLiteral())
        m_byName[rule.glob.literalStart()].push_back(index);
    else if (rule.anywhere && rule.glob.isSuffix() && rule.glob.literalEnd().lastIndexOf('.') == 0)
        m_byExtension[rule.glob.literalEnd()].push_back(index);
    else
        m_others.push_back(index);
}

bool IgnorePatterns::matches(const Rule &rule, const Entry &entry) const
{
    return (entry.isDirectory || !rule.directoriesOnly)
        && rule.glob.matches(rule.anywhere ? entry.name : entry.path);
}

const IgnorePatterns::Rule *IgnorePatterns::find(const Entry &entry) const
{
    int best = -1;
    const auto tryAll = [&](const std::vector<int> &indexes) {
        for (auto index = indexes.rbegin(); index != indexes.rend() && *index > best; ++index) {
            if (matches(m_rules[std::size_t(*index)], entry))
                best = *index;
        }
    };
    const auto lookUp = [&](const QHash<QByteArray, std::vector<int>> &table, QByteArrayView key) {
        if (table.isEmpty() || key.isEmpty())
            return;
        if (const auto found = table.constFind(borrowed(key)); found != table.cend())
            tryAll(*found);
    };
    lookUp(m_byName, entry.name);
    lookUp(m_byExtension, extensionOf(entry.name));
    tryAll(m_others);
    return best < 0 ? nullptr : &m_rules[std::size_t(best)];
}

} // namespace vectray
