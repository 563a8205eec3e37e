#include "Redaction.h"

#include <base/Sha256.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Hidden = u"***"_s;

/// Members that are names of the user's things.
bool isName(const QString &member)
{
    static const QStringList names{u"path"_s, u"relativePath"_s, u"file"_s,    u"folder"_s,
                                   u"name"_s, u"project"_s,      u"dataset"_s, u"id"_s,
                                   u"from"_s, u"about"_s,        u"rule"_s};
    return names.contains(member);
}

bool isSecret(const QString &member)
{
    static const QRegularExpression secret(u"token|secret|passw|api_?key|credential|authorization"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return secret.match(member).hasMatch();
}

/// Directories that every system has say nothing.
bool isOfTheSystem(const QString &component)
{
    static const QStringList known{
        u"home"_s,        u"usr"_s,    u"etc"_s,         u"proc"_s,          u"sys"_s,
        u"dev"_s,         u"tmp"_s,    u"var"_s,         u"run"_s,           u"opt"_s,
        u"lib"_s,         u"bin"_s,    u"share"_s,       u"local"_s,         u"root"_s,
        u"user"_s,        u"fs"_s,     u"inotify"_s,     u"vectray"_s,       u"index.db"_s,
        u".config"_s,     u".local"_s, u".cache"_s,      u"state"_s,         u"logs"_s,
        u"vectray.log"_s, u"mnt"_s,    u"config.json"_s, u"endpoint.json"_s, u"media"_s,
        u"srv"_s};
    static const QRegularExpression number(u"\\A[0-9]+\\z"_s);
    return component.isEmpty() || known.contains(component) || number.match(component).hasMatch();
}

} // namespace

QString withoutPassword(const QString &url)
{
    static const QRegularExpression password(u"(\\w+://[^\\s/:@]*:)[^\\s/@]+@"_s);
    return QString(url).replace(password, u"\\1"_s + Hidden + u'@');
}

QString Redaction::text(QString text) const
{
    text = withoutSecrets(std::move(text));
    return m_options.keepPaths ? text : withoutPaths(text);
}

QString Redaction::withoutSecrets(QString text) const
{
    for (const QString &secret : m_options.secrets) {
        if (secret.size() >= 4)
            text.replace(secret, Hidden);
    }
    // What keys of common services, tokens and private keys look like.
    static const QRegularExpression shapes(
        u"\\b(?:sk-[A-Za-z0-9_-]{16,}|AKIA[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,"
        u"}"
        "|AIza[A-Za-z0-9_-]{30,}|pa-[A-Za-z0-9_-]{30,}|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]"
        "+)"
        "|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression named(
        u"((?:token|secret|passw(?:or)?d|api_?key|bearer|authorization)[\"']?\\s*[=: ]\\s*[\"']?(?:bearer\\s+)?)([^\\s\"',;]{4,})"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(shapes, Hidden);
    text.replace(named, u"\\1"_s + Hidden);
    return withoutPassword(text);
}

/// Absolute paths, and what stands behind the keys of a log line that are for names.
QString Redaction::withoutPaths(const QString &text) const
{
    static const QRegularExpression names(u"(?<key>\\b(?:path|root|folder|file|from|to|project|dataset|index|"
                                          u"location)=)(?:\"(?<quoted>[^\"]*)\"|(?<bare>\\S+))"
                                          "|(?<path>(?<![\\w:/.])~?/[^\\s\"'“”<>|,;)]+)"_s);
    QString clean;
    qsizetype at = 0;
    for (auto matches = names.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        clean += text.sliced(at, match.capturedStart() - at) + match.captured(u"key"_s)
            + disguised(match.captured(u"quoted"_s) + match.captured(u"bare"_s) + match.captured(u"path"_s));
        at = match.capturedEnd();
    }
    return clean + text.sliced(at);
}

/// Each part of a path for itself; the ending stays, because it says much about a problem and little about
/// people.
QString Redaction::disguised(const QString &name) const
{
    QStringList parts = name.split(u'/');
    for (QString &part : parts) {
        if (isOfTheSystem(part) || part == "~"_L1)
            continue;
        const qsizetype dot = part.lastIndexOf(u'.');
        const QString ending = dot > 0 && part.size() - dot <= 6 ? part.sliced(dot) : QString();
        part = u'~' + sha256(QByteArray(m_options.salt + part.toUtf8())).toHex().left(8) + ending;
    }
    return parts.join(u'/');
}

QJsonValue Redaction::json(const QJsonValue &value) const
{
    if (value.isString())
        return text(value.toString());
    if (value.isArray()) {
        QJsonArray clean;
        for (const QJsonValue element : value.toArray())
            clean.append(json(element));
        return clean;
    }
    if (!value.isObject())
        return value;
    QJsonObject clean;
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        clean.insert(entry.key(), member(entry.key(), entry.value()));
    return clean;
}

QJsonValue Redaction::member(const QString &name, const QJsonValue &value) const
{
    if (isSecret(name) && value.isString())
        return value.toString().isEmpty() ? value : QJsonValue(Hidden);
    if (isName(name) && value.isString() && !m_options.keepPaths)
        return disguised(withoutSecrets(value.toString()));
    return json(value);
}

} // namespace vectray
