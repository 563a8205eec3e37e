#include "Glob.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QRegularExpression globExpression(const QString &glob)
{
    QString pattern = glob.contains(u'/') ? u"\\A"_s : u"\\A(?:.*/)?"_s;
    QStringView rest = glob;
    bool inBraces = false;
    if (rest.startsWith(u'/'))
        rest = rest.mid(1);
    while (!rest.isEmpty()) {
        if (rest.startsWith(u"**/")) {
            pattern += u"(?:.*/)?"_s;
            rest = rest.mid(3);
        } else if (rest.startsWith(u"**")) {
            pattern += u".*"_s;
            rest = rest.mid(2);
        } else if (!inBraces && rest.startsWith(u'{') && rest.contains(u'}')) {
            pattern += u"(?:"_s;
            inBraces = true;
            rest = rest.mid(1);
        } else if (inBraces && (rest.startsWith(u'}') || rest.startsWith(u','))) {
            inBraces = rest.startsWith(u',');
            pattern += inBraces ? u'|' : u')';
            rest = rest.mid(1);
        } else {
            const QChar c = rest.front();
            pattern += c == u'*' ? u"[^/]*"_s : c == u'?' ? u"[^/]"_s : QRegularExpression::escape(QString(c));
            rest = rest.mid(1);
        }
    }
    return QRegularExpression(pattern + u"\\z"_s, QRegularExpression::DotMatchesEverythingOption);
}

} // namespace vectray
