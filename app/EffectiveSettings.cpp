#include "EffectiveSettings.h"

#include <base/Paths.h>
#include <base/SettingsFile.h>
#include <base/SettingsTable.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <cli/Command.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView Sqlite = u"sqlite:";

} // namespace

QString shippedModel()
{
    // Beside the program in a build, in share/ when it is installed.
    const QString program = QCoreApplication::applicationDirPath();
    const QStringList folders{program + u"/../share/vectray/model"_s, program + u"/model"_s,
                              QStringLiteral(VECTRAY_MODEL_DIR)};
    for (const QString &folder : folders) {
        const QString path = folder + u"/model-256.tse"_s;
        if (QFile::exists(path))
            return QFileInfo(path).canonicalFilePath();
    }
    return program + u"/../share/vectray/model/model-256.tse"_s;
}

Result<Settings> effectiveSettings(const DaemonOptions &options, const Paths &paths)
{
    const auto file = SettingsFile::read(paths.settingsFile());
    if (!file)
        return file.error();
    auto settings = file->settings();
    if (!settings)
        return settings.error();

    if (options.port)
        settings->port = *options.port;
    settings->allowManage = settings->allowManage || options.allowManage;
    if (!options.store.isEmpty()) {
        if (Done written = findSetting(u"store")->write(*settings, options.store); !written)
            return written.error();
    }
    if (settings->store.isEmpty())
        settings->store = Sqlite + paths.database();
    if (settings->store.startsWith(u'/'))
        settings->store.prepend(Sqlite);
    if (databaseFile(*settings).isEmpty())
        return Error{
            Error::Kind::Invalid,
            u"this version of Vectray keeps its index in SQLite only; PostgreSQL is not supported yet"_s};
    if (settings->watchConfigFile.isEmpty())
        settings->watchConfigFile =
            QFileInfo(databaseFile(*settings)).absolutePath() + u"/watch-configs.json"_s;
    if (settings->model.isEmpty())
        settings->model = shippedModel();
    return settings;
}

QString databaseFile(const Settings &settings)
{
    return settings.store.startsWith(Sqlite) ? settings.store.mid(Sqlite.size()) : QString();
}

} // namespace vectray
