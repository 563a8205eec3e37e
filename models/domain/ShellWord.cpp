#include "ShellWord.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isPlain(QChar letter)
{
    const char16_t code = letter.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9')
        || QStringView(u"_@%+:,./-").contains(letter);
}

} // namespace

QString shellWord(const QString &text)
{
    const bool plain = !text.isEmpty() && std::ranges::all_of(text, isPlain);
    return plain ? text : u'\'' + insideShellQuotes(text) + u'\'';
}

QString insideShellQuotes(QString text)
{
    return text.replace(u'\'', u"'\\''"_s);
}

} // namespace vectray
