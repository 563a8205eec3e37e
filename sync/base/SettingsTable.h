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

    /// Invalid, and changes nothing, where the text is no value of this setting. The message is the rest of a
    /// sentence: whoever calls knows by which name the value came, and puts that in front (named()).
    std::function<Done(Settings &, const QString &)> write;
};

/// All settings, in the order in which they are listed. Safe to use from any thread.
const std::vector<SettingSpec> &settingsTable();

/// What write() says, as a whole sentence: "VECTRAY_PORT must be …".
Done named(const QString &name, const Done &written);

/// nullptr if there is no such setting.
const SettingSpec *findSetting(QStringView key);

} // namespace vectray
