#pragma once

#include <QStringList>

namespace vectray {

/// The candidate that \a typed was most likely meant to be; empty if none is near.
QString suggestionFor(const QString &typed, const QStringList &candidates);

} // namespace vectray
