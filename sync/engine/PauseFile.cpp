#include "PauseFile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

PauseState PauseFile::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    PauseState state{.all = json[u"all"_s].toBool(),
                     .until = QDateTime::fromString(json[u"until"_s].toString(), Qt::ISODateWithMs)};
    for (const QJsonValue folder : json[u"folders"_s].toArray())
        state.folders.append({.path = folder[u"path"_s].toString(),
                              .project = folder[u"project"_s].toString(),
                              .dataset = folder[u"dataset"_s].toString()});
    return state;
}

Done PauseFile::write(const PauseState &state) const
{
    QJsonArray folders;
    for (const WatchConfig::Key &key : state.folders)
        folders.append(QJsonObject{{u"path"_s, key.path}, {u"project"_s, key.project}, {u"dataset"_s, key.dataset}});
    const QByteArray json =
        QJsonDocument(QJsonObject{{u"all"_s, state.all},
                                  {u"until"_s, state.until.toUTC().toString(Qt::ISODateWithMs)},
                                  {u"folders"_s, folders}})
            .toJson();
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{Error::Kind::Unavailable, u"cannot write %1: %2"_s.arg(m_path, file.errorString())};
    return {};
}

} // namespace vectray
