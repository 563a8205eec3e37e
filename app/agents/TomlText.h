#pragma once

#include <domain/Result.h>

#include <QStringList>

namespace vectray {

// Changes the table of one server in a TOML text and leaves everything else as it is.

struct TomlEntry
{
    QString command = {};
    QStringList args = {};
};

/// The text with [CONTAINER.NAME] that has this command and these arguments; other keys in it stay. Conflict:
/// the server is there in a form that is not changed here (an inline table, dotted keys).
Result<QString> withTable(const QString &text, const QStringList &path, const TomlEntry &entry);

/// The text without the table and those below it; the same text if there is none.
QString withoutTable(const QString &text, const QStringList &path);

/// What a key of the table is set to, as it is written; empty if it is not.
QString tableValue(const QString &text, const QStringList &path, const QString &key);

bool hasTable(const QString &text, const QStringList &path);

} // namespace vectray
