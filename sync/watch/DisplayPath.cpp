#include "DisplayPath.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QString displayPath(QByteArrayView path)
{
    if (path.isValidUtf8())
        return QString::fromUtf8(path);
    QString text;
    for (qsizetype from = 0; from < path.size();) {
        qsizetype length = std::min<qsizetype>(4, path.size() - from);
        while (length > 1 && !path.sliced(from, length).isValidUtf8())
            --length;
        const QByteArrayView piece = path.sliced(from, length);
        text += piece.isValidUtf8() ? QString::fromUtf8(piece)
                                    : u"\\x%1"_s.arg(std::uint8_t(piece.front()), 2, 16, QLatin1Char('0'))
                                          .toUpper()
                                          .replace(u'X', u'x');
        from += length;
    }
    return text;
}

} // namespace vectray
