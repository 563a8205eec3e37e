#include "PauseFile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString toText(const QDateTime &until)
{
    return until.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime fromText(const QJsonValue &until)
{
    return QDateTime::fromString(until.toString(), Qt::ISODateWithMs);
}

} // namespace

PauseState PauseFile::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    PauseState state{.all = json[u"all"_s].toBool(), .until = fromText(json[u"until"_s])};
    for (const QJsonValue folder : json[u"folders"_s].toArray())
        state.folders.append({.key = {.path = folder[u"path"_s].toString(),
                                      .project = folder[u"project"_s].toString(),
                                      .dataset = folder[u"dataset"_s].toString()},
                              .until = fromText(folder[u"until"_s])});
    return state;
}

Done PauseFile::write(const PauseState &state) const
{
    QJsonArray folders;
    for (const auto &[key, until] : state.folders)
        folders.append(QJsonObject{{u"path"_s, key.path},
                                   {u"project"_s, key.project},
                                   {u"dataset"_s, key.dataset},
                                   {u"until"_s, toText(until)}});
    const QByteArray json = QJsonDocument(QJsonObject{{u"all"_s, state.all},
                                                      {u"until"_s, toText(state.until)},
                                                      {u"folders"_s, folders}})
                                .toJson();
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{Error::Kind::Unavailable, u"cannot write %1: %2"_s.arg(m_path, file.errorString())};
    return {};
}

} // namespace vectray
