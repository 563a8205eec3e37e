#include "CodeColours.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QSet<QString> words(const QString &list)
{
    QSet<QString> set;
    for (const QString &word : list.split(u' '))
        set.insert(word);
    return set;
}

struct Language
{
    QStringList lineComments;
    QSet<QString> keywords;
};

const Language &languageOf(const QString &name)
{
    static const QString c =
        u"auto bool break case char class const constexpr continue default delete do double "
        "else enum explicit extern false float for friend goto if inline int long "
        "namespace new nullptr operator override private protected public return short "
        "signed sizeof static struct switch template this throw true try typedef typename "
        "union unsigned using virtual void volatile while"_s;
    static const QString js = u"async await break case catch class const continue default delete do else "
                              "enum export extends false finally for from function if implements import in "
                              "instanceof interface let new null of private protected public readonly return "
                              "static super switch this throw true try type typeof undefined var void while "
                              "yield"_s;
    static const QHash<QString, Language> known{
        {u"c"_s, {{u"//"_s}, words(c)}},
        {u"cpp"_s, {{u"//"_s}, words(c)}},
        {u"javascript"_s, {{u"//"_s}, words(js)}},
        {u"typescript"_s, {{u"//"_s}, words(js)}},
        {u"tsx"_s, {{u"//"_s}, words(js)}},
        {u"java"_s,
         {{u"//"_s},
          words(c
                + u" abstract boolean extends final finally implements import "
                  "instanceof interface null package super synchronized throws catch"_s)}},
        {u"csharp"_s,
         {{u"//"_s},
          words(c
                + u" abstract async await base catch finally foreach in interface "
                  "internal is null object out readonly ref sealed string var"_s)}},
        {u"python"_s,
         {{u"#"_s},
          words(u"and as assert async await break class continue def del elif else "
                "except False finally for from global if import in is lambda None "
                "nonlocal not or pass raise return self True try while with yield"_s)}},
        {u"rust"_s,
         {{u"//"_s},
          words(u"as async await break const continue crate dyn else enum extern false "
                "fn for if impl in let loop match mod move mut pub ref return self Self "
                "static struct super trait true type unsafe use where while"_s)}},
        {u"go"_s,
         {{u"//"_s},
          words(u"break case chan const continue default defer else fallthrough false for "
                "func go goto if import interface map nil package range return select "
                "struct switch true type var"_s)}},
        {u"ruby"_s,
         {{u"#"_s},
          words(u"and begin break case class def do else elsif end ensure false for if in "
                "module next nil not or redo rescue retry return self super then true "
                "unless until when while yield"_s)}},
        {u"php"_s, {{u"//"_s, u"#"_s}, words(js + u" array as echo elseif fn foreach namespace use"_s)}},
        {u"bash"_s,
         {{u"#"_s},
          words(u"case do done elif else esac fi for function if in local return then "
                "until while"_s)}},
        {u"yaml"_s, {{u"#"_s}, {}}},
        {u"toml"_s, {{u"#"_s}, {}}},
        {u"lua"_s,
         {{u"--"_s},
          words(u"and break do else elseif end false for function if in local nil not or "
                "repeat return then true until while"_s)}},
    };
    static const Language none;
    const auto found = known.constFind(name);
    return found == known.constEnd() ? none : *found;
}

bool startsComment(QStringView rest, const Language &language)
{
    return std::any_of(language.lineComments.begin(), language.lineComments.end(),
                       [&](const QString &mark) { return rest.startsWith(mark); });
}

qsizetype endOfString(const QString &line, qsizetype start)
{
    for (qsizetype i = start + 1; i < line.size(); ++i) {
        if (line.at(i) == u'\\')
            ++i;
        else if (line.at(i) == line.at(start))
            return i + 1;
    }
    return -1; // an apostrophe, or a string that goes on elsewhere
}

qsizetype endOfWord(const QString &line, qsizetype start)
{
    qsizetype i = start;
    while (i < line.size() && (line.at(i).isLetterOrNumber() || line.at(i) == u'_'))
        ++i;
    return i;
}

} // namespace

CodeColours::CodeColours(const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Base).lightness() < 128;
    m_comment = dark ? QColor(0x8b, 0x9a, 0xa8) : QColor(0x5f, 0x6b, 0x76);
    m_string = dark ? QColor(0x9c, 0xd6, 0x8a) : QColor(0x1b, 0x73, 0x2e);
    m_number = dark ? QColor(0xe5, 0xb5, 0x7b) : QColor(0x96, 0x50, 0x00);
    m_keyword = dark ? QColor(0x8a, 0xb8, 0xff) : QColor(0x1d, 0x4e, 0xb8);
}

QList<QTextLayout::FormatRange> CodeColours::formats(const QString &line, const QString &language) const
{
    if (language == u"markdown" || language == u"text" || language.isEmpty())
        return {};

    const Language &known = languageOf(language);
    QList<QTextLayout::FormatRange> ranges;
    for (qsizetype i = 0; i < line.size();) {
        const QChar c = line.at(i);
        if (startsComment(QStringView(line).sliced(i), known)) {
            ranges.append(range(i, line.size() - i, m_comment));
            break;
        }
        if (c == u'"' || c == u'\'' || c == u'`') {
            const qsizetype end = endOfString(line, i);
            if (end > 0)
                ranges.append(range(i, end - i, m_string));
            i = end > 0 ? end : i + 1;
        } else if (c.isLetterOrNumber() || c == u'_') {
            const qsizetype end = endOfWord(line, i);
            if (c.isDigit())
                ranges.append(range(i, end - i, m_number));
            else if (known.keywords.contains(line.mid(i, end - i)))
                ranges.append(range(i, end - i, m_keyword));
            i = end;
        } else {
            ++i;
        }
    }
    return ranges;
}

QTextLayout::FormatRange CodeColours::range(qsizetype start, qsizetype length, const QColor &colour) const
{
    QTextLayout::FormatRange range;
    range.start = int(start);
    range.length = int(length);
    range.format.setForeground(colour);
    return range;
}

} // namespace vectray
