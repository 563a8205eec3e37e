#include "JsonText.h"

#include "JsonTree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How the text is written, so that what is added looks alike.
struct Manner
{
    QString newline = u"\n"_s;
    QString indent = u"  "_s; ///< of one level
};

/// The blanks that the line of \a at begins with.
QString indentAt(const QString &text, qsizetype at)
{
    qsizetype start = at;
    while (start > 0 && text[start - 1] != u'\n')
        --start;
    qsizetype end = start;
    while (end < at && (text[end] == u' ' || text[end] == u'\t'))
        ++end;
    return text.sliced(start, end - start);
}

bool isOnOneLine(const QString &text, const JsonNode &object)
{
    return !object.members.empty()
        && !QStringView(text)
                .sliced(object.start, object.members.front().keyStart - object.start)
                .contains(u'\n');
}

Manner mannerOf(const QString &text, const JsonNode &root)
{
    Manner manner;
    if (text.contains(u"\r\n"_s))
        manner.newline = u"\r\n"_s;
    if (!root.members.empty() && !isOnOneLine(text, root)) {
        const QString indent = indentAt(text, root.members.front().keyStart);
        if (!indent.isEmpty())
            manner.indent = indent;
    }
    return manner;
}

/// Objects over several lines, everything else on one.
QString printed(const QJsonValue &value, const Manner &manner, const QString &indent)
{
    if (!value.isObject()) {
        QString json = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
        json = json.sliced(1).chopped(1);
        return value.isArray() ? json.replace(u"\",\""_s, u"\", \""_s) : json;
    }
    const QJsonObject object = value.toObject();
    QStringList members;
    for (auto member = object.begin(); member != object.end(); ++member)
        members << indent + manner.indent + printed(member.key(), manner, {}) + u": "_s
                + printed(member.value(), manner, indent + manner.indent);
    return members.isEmpty()
        ? u"{}"_s
        : u'{' + manner.newline + members.join(u',' + manner.newline) + manner.newline + indent + u'}';
}

/// Where a new line can begin behind a member and the comment that belongs to it.
qsizetype lineEndAfter(const QString &text, qsizetype at)
{
    qsizetype end = text.indexOf(u'\n', at);
    if (end < 0)
        return at;
    if (end > at && text[end - 1] == u'\r')
        --end;
    const QStringView rest = QStringView(text).sliced(at, end - at).trimmed();
    const bool isWholeComment = rest.startsWith(u"//") || (rest.startsWith(u"/*") && rest.endsWith(u"*/"));
    return rest.isEmpty() || isWholeComment ? end : at;
}

/// A member that is not there yet.
struct Addition
{
    QString key;
    QJsonValue value;
};

QString inserted(QString text, const JsonNode &object, const Addition &addition, const Manner &manner)
{
    const QString name = printed(addition.key, manner, {}) + u": "_s;
    if (object.members.empty()) {
        const QString outer = indentAt(text, object.start);
        const QString inner = outer + manner.indent;
        const bool isBare =
            QStringView(text).sliced(object.start + 1, object.end - object.start - 2).trimmed().isEmpty();
        const QString member = manner.newline + inner + name + printed(addition.value, manner, inner);
        return isBare
            ? text.replace(object.start + 1, object.end - object.start - 2, member + manner.newline + outer)
            : text.insert(object.start + 1, member);
    }
    const JsonNode &last = object.members.back();
    const qsizetype behind = skipBlanks(text, last.end);
    const bool hasComma = text[behind] == u',';
    if (isOnOneLine(text, object)) {
        const QString member = u' ' + name
            + QString::fromUtf8(addition.value.isObject()
                                    ? QJsonDocument(addition.value.toObject()).toJson(QJsonDocument::Compact)
                                    : printed(addition.value, manner, {}).toUtf8());
        return hasComma ? text.insert(behind + 1, member) : text.insert(last.end, u',' + member);
    }
    const QString indent = indentAt(text, object.members.front().keyStart);
    const QString member = manner.newline + indent + name + printed(addition.value, manner, indent);
    text.insert(lineEndAfter(text, hasComma ? behind + 1 : last.end), member);
    return hasComma ? text : text.insert(last.end, u',');
}

Error noObject(const QStringList &path)
{
    return {Error::Kind::Invalid,
            path.isEmpty() ? u"it is not a JSON object"_s
                           : u"'%1' in it is not an object"_s.arg(path.join(u'.'))};
}

QJsonValue nested(const QStringList &path, const QJsonValue &value)
{
    QJsonValue whole = value;
    for (auto key = path.rbegin(); key != path.rend(); ++key)
        whole = QJsonObject{{*key, whole}};
    return whole;
}

/// The last object of the path that there is, and how many names led to it; the member itself if it is there.
struct Found
{
    const JsonNode *object = nullptr;
    qsizetype depth = 0;
    const JsonNode *member = nullptr;
};

Result<Found> follow(const JsonNode &root, const QStringList &path)
{
    Found found{.object = &root};
    for (; found.depth < path.size(); ++found.depth) {
        if (!found.object->isObject)
            return noObject(path.first(found.depth));
        const JsonNode *member = found.object->find(path[found.depth]);
        if (!member)
            return found;
        if (found.depth == path.size() - 1) {
            found.member = member;
            return found;
        }
        found.object = member;
    }
    return found;
}

} // namespace

Result<QString> withMember(const QString &text, const QStringList &path, const QJsonValue &value)
{
    const auto root = readJson(text);
    if (!root)
        return root.error();
    if (root->start == root->end) { // nothing but comments
        const Manner manner = mannerOf(text, *root);
        const bool needsLine = !text.isEmpty() && !text.endsWith(u'\n');
        return QString(text + (needsLine ? manner.newline : QString())
                       + printed(nested(path, value), manner, {}) + manner.newline);
    }
    const auto found = follow(*root, path);
    if (!found)
        return found.error();
    const Manner manner = mannerOf(text, *root);
    if (found->member) {
        const JsonNode &old = *found->member;
        const QString fresh = printed(value, manner, indentAt(text, found->member->keyStart));
        return QString(text).replace(old.start, old.end - old.start, fresh);
    }
    return inserted(text, *found->object, {path[found->depth], nested(path.sliced(found->depth + 1), value)},
                    manner);
}

Result<QString> withoutMember(const QString &text, const QStringList &path)
{
    const auto root = readJson(text);
    if (!root)
        return root.error();
    const auto found = root->start == root->end ? Result<Found>(Found()) : follow(*root, path);
    if (!found)
        return found.error();
    if (!found->member)
        return text;

    const auto &members = found->object->members;
    const auto at = found->member - members.data();
    QString shorter = text;
    qsizetype end = found->member->end;
    const qsizetype behind = skipBlanks(text, end);
    const bool hasComma = behind < text.size() && text[behind] == u',';
    if (hasComma)
        end = behind + 1;
    qsizetype start = found->member->keyStart;
    // With its line, but only if that leaves the next one a line of its own: the one before may end in a
    // comment.
    qsizetype rest = end;
    while (rest < text.size() && (text[rest] == u' ' || text[rest] == u'\t'))
        ++rest;
    const bool endsItsLine = rest < text.size() && (text[rest] == u'\n' || text[rest] == u'\r');
    while (endsItsLine && start > found->object->start + 1 && text[start - 1].isSpace())
        --start;
    shorter.remove(start, end - start);
    if (!hasComma && at > 0) // the one before is the last now
        shorter.remove(skipBlanks(text, members[std::size_t(at - 1)].end), 1);
    if (members.size() == 1) {
        const qsizetype close = found->object->end - 1 - (end - start);
        const QStringView inside =
            QStringView(shorter).sliced(found->object->start + 1, close - found->object->start - 1);
        if (inside.trimmed().isEmpty())
            shorter.remove(found->object->start + 1, inside.size());
    }
    return shorter;
}

Result<QString> memberText(const QString &text, const QStringList &path)
{
    const auto root = readJson(text);
    if (!root)
        return root.error();
    if (root->start == root->end)
        return QString();
    const auto found = follow(*root, path);
    if (!found)
        return found.error();
    if (!found->member)
        return QString();
    const JsonNode &value = *found->member;
    return text.sliced(value.start, value.end - value.start);
}

Result<bool> hasMember(const QString &text, const QStringList &path)
{
    const auto found = memberText(text, path);
    if (!found)
        return found.error();
    return !found->isEmpty();
}

} // namespace vectray
