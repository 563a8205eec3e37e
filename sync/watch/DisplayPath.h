#pragma once

#include <QByteArrayView>
#include <QString>

namespace vectray {

/// A path as text for people: bytes that are not UTF-8 become \xNN.
QString displayPath(QByteArrayView path);

} // namespace vectray
