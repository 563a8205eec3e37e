#pragma once

#include <QString>

namespace vectray {

/// The lines that differ, with three lines around them, as diff -u prints them; empty if the texts are equal.
QString unifiedDiff(const QString &before, const QString &after, const QString &file);

} // namespace vectray
