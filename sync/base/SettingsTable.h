#pragma once

#include <domain/Result.h>
#include <domain/Settings.h>

#include <QString>

#include <functional>
#include <vector>

namespace vectray {

/// One setting: what it is called, what it may be, and where it stands in Settings. Values are text here, as
/// in the environment: "true" and "false", whole numbers, lists with commas between.
struct SettingSpec
{
    enum class Kind { Text, Number, Flag, List };

    QString key; ///< in the settings file and for `vectray config`
    QByteArray environment; ///< the variable that wins over the file
    Kind kind = Kind::Text;
    QString help; ///< one line, not translated: for the command line and the manual
    QString values; ///< what it may be, for people: "1 to 65535"
    std::function<QString(const Settings &)> read;
    std::function<Done(Settings &, const QString &)>
        write; ///< Invalid, with the reason; changes nothing then
};

/// All settings, in the order in which they are listed. Safe to use from any thread.
const std::vector<SettingSpec> &settingsTable();

/// nullptr if there is no such setting.
const SettingSpec *findSetting(QStringView key);

} // namespace vectray
