#include "SafeText.h"

#include <base/HostileText.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString visible(char32_t code)
{
    if (code == U'\n')
        return u"\\n"_s;
    if (code == U'\t')
        return u"\\t"_s;
    if (code == U'\r')
        return u"\\r"_s;
    if (code < 0x100)
        return u"\\x"_s + QString::number(uint(code), 16).rightJustified(2, u'0');
    return u"\\u{"_s + QString::number(uint(code), 16) + u'}';
}

template<typename Keep>
QString made(QStringView text, Keep keep)
{
    QString safe;
    safe.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t code = text.at(at).unicode();
        if (text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate())
            code = QChar::surrogateToUcs4(text.at(at), text.at(at + 1));
        if (code > 0xffff)
            ++at; // it was two
        const QString kept = keep(code);
        if (!kept.isEmpty())
            safe += kept;
        else if (isHarmful(code))
            safe += visible(code);
        else
            safe += QStringView(QChar::fromUcs4(code));
    }
    return safe;
}

} // namespace

QString safeLine(QStringView text)
{
    return made(text, [](char32_t) { return QString(); });
}

QString safeText(QStringView text)
{
    // A carriage return at a line's end is how some files end their lines; elsewhere it hides text.
    const QString unified = text.toString().replace("\r\n"_L1, "\n"_L1);
    return made(unified, [](char32_t code) {
        return code == U'\n' ? u"\n"_s : code == U'\t' ? u"    "_s : QString();
    });
}

} // namespace vectray
