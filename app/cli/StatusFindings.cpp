#include "StatusFindings.h"

#include <base/Paths.h>
#include <base/SettingsFile.h>
#include <domain/ShellWord.h>

#include <QJsonArray>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using State = Finding::State;

namespace {

Finding examineVersion(const QJsonObject &status)
{
    const QString version = status.value("version"_L1).toString();
    if (version == QStringLiteral(VECTRAY_VERSION))
        return {u"version"_s, State::Good, u"Vectray %1"_s.arg(version), {}};
    return {u"version"_s, State::Poor,
            u"this is Vectray %1, and %2 is running"_s.arg(QStringLiteral(VECTRAY_VERSION), version),
            u"End the running Vectray and start it again."_s};
}

Finding examineStore(const QJsonObject &store)
{
    if (store.value("reachable"_L1).toBool(true))
        return {u"index"_s,
                State::Good,
                u"%1 at %2"_s.arg(store.value("kind"_L1).toString(), store.value("location"_L1).toString()),
                {}};
    return {u"index"_s, State::Bad,
            u"the index cannot be reached: %1"_s.arg(store.value("error"_L1).toString()),
            u"See to the database or the disk; Vectray goes on by itself when it is back."_s};
}

QList<Finding> examineFolder(const QJsonObject &folder)
{
    QList<Finding> findings;
    const QString path = folder.value("path"_L1).toString();
    if (const qint64 failed = folder.value("failed"_L1).toInteger(); failed > 0)
        findings << Finding{path, State::Poor, u"%1 files could not be indexed"_s.arg(failed),
                            u"vectray status --project "_s
                                + shellWord(folder.value("project"_L1).toString())};
    if (const QString error = folder.value("lastError"_L1).toString(); !error.isEmpty())
        findings << Finding{path, State::Poor, u"the last sync failed: %1"_s.arg(error),
                            u"vectray sync -- "_s + shellWord(path)};
    return findings;
}

} // namespace

QList<Finding> examineStatus(const QJsonObject &status)
{
    QList<Finding> findings{examineVersion(status), examineStore(status.value("store"_L1).toObject())};
    const QJsonObject paused = status.value("paused"_L1).toObject();
    if (paused.value("all"_L1).toBool())
        findings << Finding{u"pause"_s, State::Poor, u"nothing is indexed: Vectray is paused"_s,
                            u"vectray resume"_s};
    if (paused.value("held"_L1).toBool())
        findings << Finding{u"pause"_s, State::Poor, u"nothing is indexed while the index is copied"_s,
                            u"Wait until it is copied, or stop the copy."_s};
    const QJsonArray folders = status.value("folders"_L1).toArray();
    if (folders.isEmpty())
        findings << Finding{u"folders"_s, State::Good, u"no folder is indexed yet"_s, u"vectray add PATH"_s};
    for (const auto &folder : folders)
        findings << examineFolder(folder.toObject());
    return findings;
}

std::optional<QString> folderOfIndex(const QJsonObject &status)
{
    const QJsonObject store = status.value("store"_L1).toObject();
    if (store.value("kind"_L1).toString() != "sqlite"_L1)
        return std::nullopt;
    return store.value("location"_L1).toString().section(u'/', 0, -2);
}

Finding examineSettings(const Paths &paths)
{
    const QString path = paths.settingsFile();
    const auto file = SettingsFile::read(path);
    if (!file)
        return {u"settings"_s, State::Bad, file.error().message, u"Mend or remove %1."_s.arg(path)};
    if (const auto settings = file->settings(); !settings)
        return {u"settings"_s, State::Bad, settings.error().message,
                u"'vectray config get' shows where each setting comes from."_s};
    return {u"settings"_s, State::Good, u"all settings make sense"_s, {}};
}

} // namespace vectray
