#pragma once

#include <QString>

namespace vectray {

/// Every path below \a path sorts between these two, as bytes.
inline QString firstBelow(const QString &path)
{
    return path + u'/';
}
inline QString firstBehind(const QString &path)
{
    return path + u'0'; // '0' follows '/'
}

} // namespace vectray
