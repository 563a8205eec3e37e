#include "TomlText.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <vector>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One line, or the lines of one value that goes over several.
struct Statement
{
    QString text = {}; ///< with its line ends
    QStringList table = {}; ///< of a header: its name; else of the table that it stands in
    QStringList key = {}; ///< of an assignment
    bool isHeader = false;
};

/// The parts of a dotted name: a . "b c" . 'd'. Nothing if it is none.
std::optional<QStringList> nameParts(const QString &name)
{
    static const QRegularExpression part(
        uR"re(\G\s*(?:([A-Za-z0-9_-]+)|"([^"\\]*)"|'([^']*)')\s*(\.|\z))re"_s);
    QStringList parts;
    for (qsizetype at = 0;;) {
        const QRegularExpressionMatch match = part.match(name, at);
        if (!match.hasMatch())
            return std::nullopt;
        parts << match.captured(1) + match.captured(2) + match.captured(3);
        if (match.captured(4).isEmpty())
            return parts;
        at = match.capturedEnd();
    }
}

/// What is open at the end of a line: brackets, and a text of several lines.
class OpenThings
{
public:
    void read(QStringView line)
    {
        for (qsizetype at = 0; at < line.size();) {
            if (!m_quote.isEmpty())
                at = endOfText(line, at);
            else if (line[at] == u'#')
                return;
            else if (line[at] == u'"' || line[at] == u'\'')
                at = beginOfText(line, at);
            else
                m_depth += depthOf(line[at++]);
        }
        if (m_quote.size() == 1)
            m_quote.clear(); // a text on one line ends with it
    }
    bool isAnything() const { return m_depth > 0 || m_quote.size() == 3; }

private:
    static int depthOf(QChar c) { return int(c == u'[' || c == u'{') - int(c == u']' || c == u'}'); }
    qsizetype beginOfText(QStringView line, qsizetype at)
    {
        const QString triple(3, line[at]);
        m_quote = line.sliced(at).startsWith(triple) ? triple : triple.first(1);
        return at + m_quote.size();
    }
    qsizetype endOfText(QStringView line, qsizetype at)
    {
        if (line.sliced(at).startsWith(m_quote)) {
            const qsizetype behind = at + m_quote.size();
            m_quote.clear();
            return behind;
        }
        return at + (line[at] == u'\\' && m_quote.front() == u'"' ? 2 : 1);
    }

    int m_depth = 0;
    QString m_quote; ///< that ends the text we are in
};

std::vector<Statement> statementsOf(const QString &text)
{
    static const QRegularExpression header(uR"(\A\s*\[\[?([^\]]+)\]\]?\s*(#.*)?\s*\z)"_s);
    std::vector<Statement> statements;
    QStringList table;
    OpenThings open;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newline = text.indexOf(u'\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        const QString line = text.sliced(at, end - at);
        at = end;
        if (open.isAnything()) {
            statements.back().text += line;
            open.read(line);
            continue;
        }
        Statement statement{.text = line, .table = table};
        const QRegularExpressionMatch match = header.match(line);
        if (const auto name = match.hasMatch() ? nameParts(match.captured(1)) : std::nullopt) {
            table = *name;
            statement.table = table;
            statement.isHeader = true;
        } else if (!line.trimmed().startsWith(u'#')) {
            statement.key = nameParts(line.section(u'=', 0, 0)).value_or(QStringList());
            open.read(line);
        }
        statements.push_back(statement);
    }
    return statements;
}

QString quoted(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            escaped += u'\\';
        escaped += c.unicode() < 0x20 ? u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0')) : QString(c);
    }
    return u'"' + escaped + u'"';
}

QString assignment(const QString &key, const TomlEntry &entry)
{
    if (key == "command"_L1)
        return u"command = "_s + quoted(entry.command);
    QStringList args;
    for (const QString &arg : entry.args)
        args << quoted(arg);
    return u"args = ["_s + args.join(u", "_s) + u']';
}

bool startsWith(const QStringList &name, const QStringList &path)
{
    return name.size() >= path.size() && name.first(path.size()) == path;
}

QString joined(const std::vector<Statement> &statements)
{
    QString text;
    for (const Statement &statement : statements)
        text += statement.text;
    return text;
}

/// The server is spelled in a way that has no table of its own.
bool isElsewhere(const Statement &statement, const QStringList &path)
{
    if (statement.key.isEmpty() || statement.table.size() >= path.size())
        return false;
    const QStringList full = statement.table + statement.key;
    return startsWith(full, path) || (full.size() < path.size() && startsWith(path, full));
}

} // namespace

Result<QString> withTable(const QString &text, const QStringList &path, const TomlEntry &entry)
{
    const QString newline = text.contains(u"\r\n"_s) ? u"\r\n"_s : u"\n"_s;
    const bool needsLine = !text.isEmpty() && !text.endsWith(u'\n');
    const QString whole = needsLine ? text + newline : text;
    std::vector<Statement> statements = statementsOf(whole);
    for (const Statement &statement : statements) {
        if (isElsewhere(statement, path))
            return Error{
                Error::Kind::Conflict,
                u"'%1' is set there in another form than a table [%2]; please change it by hand"_s.arg(
                    statement.key.join(u'.'), path.join(u'.'))};
    }
    const auto header = std::ranges::find_if(statements, [&](const Statement &statement) {
        return statement.isHeader && statement.table == path;
    });
    if (header == statements.end()) {
        const QString gap = whole.isEmpty() ? QString() : newline;
        return QString(whole + gap + u'[' + path.join(u'.') + u']' + newline + assignment(u"command"_s, entry)
                       + newline + assignment(u"args"_s, entry) + newline);
    }
    for (const QString &key :
         {u"args"_s, u"command"_s}) { // in this order, so that the second is inserted above
        const auto old = std::ranges::find_if(statements, [&](const Statement &statement) {
            return statement.table == path && statement.key == QStringList(key);
        });
        if (old != statements.end())
            old->text = assignment(key, entry) + newline;
        else
            statements.insert(
                std::ranges::find_if(
                    statements,
                    [&](const Statement &statement) { return statement.isHeader && statement.table == path; })
                    + 1,
                Statement{.text = assignment(key, entry) + newline, .table = path, .key = {key}});
    }
    return joined(statements);
}

QString withoutTable(const QString &text, const QStringList &path)
{
    const std::vector<Statement> statements = statementsOf(text);
    std::vector<Statement> kept;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (!startsWith(statements[i].table, path)) {
            kept.push_back(statements[i]);
            continue;
        }
        // What stands in front of the next table belongs to that.
        const bool isLoose = !statements[i].isHeader && statements[i].key.isEmpty();
        const auto next =
            std::find_if(statements.begin() + std::ptrdiff_t(i), statements.end(),
                         [](const Statement &later) { return later.isHeader || !later.key.isEmpty(); });
        if (isLoose && next != statements.end() && next->isHeader && !startsWith(next->table, path)
            && !statements[i].text.trimmed().isEmpty())
            kept.push_back(statements[i]);
    }
    const bool wasLast = !statements.empty() && startsWith(statements.back().table, path);
    if (wasLast && !kept.empty() && kept.back().text.trimmed().isEmpty())
        kept.pop_back(); // the empty line in front of it
    return joined(kept);
}

QString tableValue(const QString &text, const QStringList &path, const QString &key)
{
    for (const Statement &statement : statementsOf(text)) {
        if (statement.table == path && statement.key == QStringList(key))
            return statement.text.section(u'=', 1).trimmed();
    }
    return {};
}

bool hasTable(const QString &text, const QStringList &path)
{
    return std::ranges::any_of(statementsOf(text), [&](const Statement &statement) {
        return (statement.isHeader && startsWith(statement.table, path)) || isElsewhere(statement, path);
    });
}

} // namespace vectray
