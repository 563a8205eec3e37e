#pragma once

#include "GlobPattern.h"

#include <QString>

#include <vector>

namespace vectray {

/// A .dockerignore file: patterns relative to the root, the last one that matches a path or one of its
/// parents decides, and an exception may bring back what lies in an ignored directory. Immutable.
class DockerIgnore
{
public:
    struct Rule
    {
        QByteArray text; ///< as written
        int line = 0; ///< from 1
        bool exception = false;
        GlobPattern glob;
    };

    /// Which rules match a directory or one of its parents, by index.
    using Matched = std::vector<bool>;

    static DockerIgnore parse(QByteArrayView content, const QString &source);

    bool isEmpty() const { return m_rules.empty(); }
    const QString &source() const { return m_source; }

    Matched below(const Matched &parent, QByteArrayView directory) const;

    /// The rule that decides about an entry of the directory parent stands for; null if none matches.
    const Rule *find(const Matched &parent, QByteArrayView path) const;

    /// Whether an exception may apply to something below the directory.
    bool mayBringBackBelow(QByteArrayView directory) const;

private:
    QString m_source;
    std::vector<Rule> m_rules;
};

} // namespace vectray
