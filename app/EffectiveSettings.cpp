#include "EffectiveSettings.h"

#include <base/Paths.h>
#include <base/SettingsFile.h>
#include <base/SettingsTable.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QSysInfo>

#include <cli/Command.h>

#include <unistd.h>

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

namespace {

QString instanceName()
{
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return (user.isEmpty() ? QString::number(::getuid()) : user) + u'@' + QSysInfo::machineHostName();
}

} // namespace

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
        const Done written = named(u"--store"_s, findSetting(u"store")->write(*settings, options.store));
        if (!written)
            return written.error();
    }
    if (settings->store.isEmpty())
        settings->store = Sqlite + paths.database();
    if (settings->store.startsWith(u'/'))
        settings->store.prepend(Sqlite);
    if (settings->instance.isEmpty())
        settings->instance = instanceName();
    // Beside the index; that of a server has no "beside" on this machine.
    if (settings->watchConfigFile.isEmpty())
        settings->watchConfigFile = folderOfIndex(*settings, paths) + u"/watch-configs.json"_s;
    if (settings->model.isEmpty())
        settings->model = shippedModel();
    return settings;
}

QString folderOfIndex(const Settings &settings, const Paths &paths)
{
    const QString file = databaseFile(settings);
    return file.isEmpty() ? paths.data : QFileInfo(file).absolutePath();
}

QString databaseFile(const Settings &settings)
{
    return settings.store.startsWith(Sqlite) ? settings.store.mid(Sqlite.size()) : QString();
}

} // namespace vectray
