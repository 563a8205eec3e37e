#pragma once

#include "GlobPattern.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace vectray {

/// The patterns of one ignore file in git's syntax. Immutable once read.
class IgnorePatterns
{
public:
    struct Rule
    {
        QByteArray text; ///< as written, without trailing spaces
        int line = 0; ///< from 1
        bool negated = false;
        bool directoriesOnly = false;
        bool anywhere = false; ///< without a slash: compared with the name alone
        GlobPattern glob;
    };

    /// An entry as one ignore file sees it.
    struct Entry
    {
        QByteArrayView path; ///< relative to the ignore file's directory
        QByteArrayView name; ///< its last component
        bool isDirectory = false;
    };

    static IgnorePatterns parse(QByteArrayView content, const QString &source);

    /// One pattern each, with braces ("*.{c,h}") spelled out; the line is the position in the list.
    static IgnorePatterns fromGlobs(const QStringList &globs, const QString &source);

    /// The last rule that matches, which decides; null if none does.
    const Rule *find(const Entry &entry) const;

    bool isEmpty() const { return m_rules.empty(); }
    const QString &source() const { return m_source; }

private:
    void addLine(QByteArray text, int line);
    void addIndex(int index);
    bool matches(const Rule &rule, const Entry &entry) const;

    QString m_source;
    std::vector<Rule> m_rules;
    // Most patterns are a plain name or "*.ext": those are looked up, only the others are tried one by one.
    QHash<QByteArray, std::vector<int>> m_byName;
    QHash<QByteArray, std::vector<int>> m_byExtension; ///< with the dot
    std::vector<int> m_others;
};

} // namespace vectray
