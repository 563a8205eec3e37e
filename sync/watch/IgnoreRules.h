#pragma once

#include "IgnoreScope.h"

#include <QList>
#include <QStringList>

namespace vectray {

/// What of one folder is not indexed.
///
/// Five kinds of rules are asked in this order, and a later kind can only exclude more: the defaults
/// (.git node_modules dist build out __pycache__ *.pyc .vscode .idea, and names with a dot in front),
/// git's (nested .gitignore, those above the root up to its repository's top, .git/info/exclude and
/// core.excludesFile), the root's .dockerignore, nested .vectrayignore, and the folder's own include and
/// exclude globs. What lies in an ignored directory is ignored. The ignore files themselves are read, but
/// never indexed, and .git is ignored even without the defaults. The root itself never is.
///
/// It holds no file's content: every call of scope() or verdict() reads the files as they are then, so it
/// cannot go stale. Immutable; safe to use from several threads at once.
class IgnoreRules
{
public:
    struct Options
    {
        /// Globs in .gitignore's syntax, relative to the root, with "{a,b}" as well.
        QStringList include{}; ///< empty: everything; a directory that matches brings all below it
        QStringList exclude{}; ///< these win over include
        bool useDefaults = true;
    };

    /// The root is absolute; it need not exist.
    explicit IgnoreRules(QString root);
    IgnoreRules(QString root, Options options);

    /// For one path relative to the root, which need not exist. For many, use scope().
    IgnoreVerdict verdict(QByteArrayView path, bool isDirectory) const;

    /// The rules in the root, from which a walk enters the directories below.
    IgnoreScope scope() const;

    /// Whether a path's name is that of a file that rules are read from.
    static bool isIgnoreFile(QByteArrayView path);

    /// The files outside the root, or in its .git, that rules are read from, whether they exist or not:
    /// no watcher of the root tells when they change. Absolute.
    QList<QByteArray> outsideFiles() const;

    const QString &root() const { return m_root; }
    const Options &options() const { return m_options; }

private:
    QString m_root;
    Options m_options;
};

} // namespace vectray
