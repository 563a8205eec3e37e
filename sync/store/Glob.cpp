#include "Glob.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A backslash before a letter would mean something, and what is not ASCII never does.
QString literal(QChar c)
{
    const bool isPunctuation = c > u' ' && c < u'\x7f' && !c.isLetterOrNumber();
    return isPunctuation ? u"\\"_s + c : QString(c);
}

} // namespace

QRegularExpression globExpression(const QString &glob)
{
    return QRegularExpression(u"\\A(?:"_s + globPattern(glob) + u")\\z"_s,
                              QRegularExpression::DotMatchesEverythingOption);
}

QString globPattern(const QString &glob)
{
    QString pattern = glob.contains(u'/') ? QString() : u"(?:.*/)?"_s;
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
            pattern += c == u'*' ? u"[^/]*"_s : c == u'?' ? u"[^/]"_s : literal(c);
            rest = rest.mid(1);
        }
    }
    return pattern;
}

} // namespace vectray
