#include "JsonTree.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxDepth = 200;

/// Reads one value after the other. After the first error all reads end at once.
class Reader
{
public:
    explicit Reader(QStringView text) : m_text(text) {}

    Result<JsonNode> whole()
    {
        blanks();
        if (m_at == m_text.size())
            return JsonNode{.start = m_at, .end = m_at};
        JsonNode root = value(0);
        blanks();
        if (m_error.isEmpty() && m_at < m_text.size())
            fail(u"there is something behind its end"_s);
        if (m_error.isEmpty())
            return root;
        const QStringView before = m_text.first(std::min(m_errorAt, m_text.size()));
        return Error{Error::Kind::Invalid,
                     u"line %1, column %2: %3"_s.arg(before.count(u'\n') + 1)
                         .arg(before.size() - before.lastIndexOf(u'\n'))
                         .arg(m_error)};
    }

private:
    QChar here() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    void blanks() { m_at = skipBlanks(m_text, m_at); }

    void fail(const QString &what)
    {
        if (m_error.isEmpty()) {
            m_error = what;
            m_errorAt = m_at;
        }
        m_at = m_text.size();
    }

    JsonNode value(int depth)
    {
        JsonNode node{.start = m_at};
        if (depth > MaxDepth)
            fail(u"it is nested too deep"_s);
        else if (here() == u'{')
            object(node, depth);
        else if (here() == u'[')
            array(depth);
        else if (here() == u'"')
            (void)string();
        else
            word();
        node.end = m_at;
        return node;
    }

    void object(JsonNode &node, int depth)
    {
        node.isObject = true;
        ++m_at;
        for (blanks(); here() != u'}'; blanks()) {
            const qsizetype keyStart = m_at;
            if (here() != u'"')
                return fail(u"a name in quotation marks was expected"_s);
            const QString key = string();
            blanks();
            if (here() != u':')
                return fail(u"a colon was expected"_s);
            ++m_at;
            blanks();
            JsonNode member = value(depth + 1);
            member.key = key;
            member.keyStart = keyStart;
            node.members.push_back(std::move(member));
            if (!separator(u'}'))
                return;
        }
        ++m_at;
    }

    void array(int depth)
    {
        ++m_at;
        for (blanks(); here() != u']'; blanks()) {
            (void)value(depth + 1);
            if (!separator(u']'))
                return;
        }
        ++m_at;
    }

    /// Behind a value: a comma, or the end.
    bool separator(QChar end)
    {
        blanks();
        if (here() == u',')
            ++m_at;
        else if (here() != end)
            fail(u"a comma or a '%1' was expected"_s.arg(end));
        return m_error.isEmpty();
    }

    QString string()
    {
        const qsizetype start = m_at;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != u'"' && m_text[m_at] != u'\n'; ++m_at) {
            if (m_text[m_at] == u'\\')
                ++m_at;
        }
        if (here() != u'"') {
            fail(u"a text does not end"_s);
            return {};
        }
        ++m_at;
        const QByteArray literal = m_text.sliced(start, m_at - start).toUtf8();
        return QJsonDocument::fromJson('[' + literal + ']').array().at(0).toString();
    }

    void word()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isLetterOrNumber() || u"+-."_s.contains(m_text[m_at])))
            ++m_at;
        const QByteArray literal = m_text.sliced(start, m_at - start).toUtf8();
        if (QJsonDocument::fromJson('[' + literal + ']').array().size() != 1)
            fail(u"a value was expected"_s);
    }

    const QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_errorAt = 0;
    QString m_error;
};

} // namespace

const JsonNode *JsonNode::find(const QString &name) const
{
    // Of equal names parsers take the last.
    const auto found = std::find_if(members.rbegin(), members.rend(),
                                    [&](const JsonNode &member) { return member.key == name; });
    return found == members.rend() ? nullptr : &*found;
}

qsizetype skipBlanks(QStringView text, qsizetype at)
{
    while (at < text.size()) {
        if (text[at].isSpace() || text[at] == QChar::ByteOrderMark) {
            ++at;
        } else if (text.sliced(at).startsWith(u"//")) {
            const qsizetype end = text.indexOf(u'\n', at);
            at = end < 0 ? text.size() : end;
        } else if (text.sliced(at).startsWith(u"/*")) {
            const qsizetype end = text.indexOf(u"*/", at + 2);
            at = end < 0 ? text.size() : end + 2;
        } else {
            break;
        }
    }
    return at;
}

Result<JsonNode> readJson(QStringView text)
{
    return Reader(text).whole();
}

} // namespace vectray
