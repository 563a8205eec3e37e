#include "SettingsFile.h"

#include <base/Paths.h>
#include <cli/Command.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

Error invalid(const QString &message)
{
    return {Error::Kind::Invalid, message};
}

/// The file's object; an empty one if there is no file.
Result<QJsonObject> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Unavailable, u"cannot read %1: %2"_s.arg(path, file.errorString())};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        return invalid(u"%1 is no JSON: %2 at byte %3"_s.arg(path, error.errorString()).arg(error.offset));
    return document.object();
}

/// A setting's value by precedence: environment, then file; empty if neither has it.
class Sources
{
public:
    explicit Sources(QJsonObject file) : m_file(std::move(file)) {}

    QString text(const char *environment, const QString &key) const
    {
        return qEnvironmentVariableIsSet(environment) ? qEnvironmentVariable(environment)
                                                      : m_file[key].toVariant().toString();
    }

private:
    QJsonObject m_file;
};

Result<qint64> number(const QString &text, const QString &name, qint64 least, qint64 most)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < least || value > most)
        return invalid(u"%1 must be a number from %2 to %3, not “%4”"_s.arg(name).arg(least).arg(most).arg(text));
    return value;
}

Result<QString> databaseOf(const QString &store, const Paths &paths)
{
    if (store.isEmpty())
        return paths.database();
    if (store.startsWith(u"postgresql:") || store.startsWith(u"postgres:"))
        return invalid(u"this version of Vectray keeps its index in SQLite only; PostgreSQL is not supported yet"_s);
    const QString path = store.startsWith(u"sqlite:") ? store.mid(7) : store;
    if (!path.startsWith(u'/'))
        return invalid(u"the store must be sqlite: and an absolute path, not “%1”"_s.arg(store));
    return path;
}

/// Beside the program in a build, in share/ when it is installed.
QString findModel()
{
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

Done readNumbers(Settings &settings, const Sources &sources)
{
    struct Field
    {
        const char *environment;
        QString key;
        qint64 least;
        qint64 most;
        std::function<void(qint64)> set;
    };
    const std::initializer_list<Field> fields{
        {"VECTRAY_PORT", u"port"_s, 1, 65535, [&](qint64 value) { settings.port = quint16(value); }},
        {"POLL_INTERVAL", u"pollInterval"_s, 10, 86'400'000,
         [&](qint64 value) { settings.pollInterval = std::chrono::milliseconds(value); }},
        {"VECTRAY_RECONCILE_INTERVAL", u"reconcileInterval"_s, 1000, 86'400'000,
         [&](qint64 value) { settings.reconcileInterval = std::chrono::milliseconds(value); }},
        {"VECTRAY_MAX_FILE_BYTES", u"maxFileBytes"_s, 1024, 64 << 20,
         [&](qint64 value) { settings.maxFileBytes = value; }},
    };
    for (const Field &field : fields) {
        const QString text = sources.text(field.environment, field.key);
        if (text.isEmpty())
            continue;
        const auto value = number(text, QString::fromLatin1(field.environment), field.least, field.most);
        if (!value)
            return value.error();
        field.set(*value);
    }
    return {};
}

} // namespace

Result<Settings> effectiveSettings(const DaemonOptions &options, const Paths &paths)
{
    auto file = readFile(paths.config + u"/config.json"_s);
    if (!file)
        return file.error();
    const Sources sources(*std::move(file));

    Settings settings;
    if (Done read = readNumbers(settings, sources); !read)
        return read.error();
    if (options.port)
        settings.port = *options.port;

    const QString recover = sources.text("AUTO_RECOVER", u"autoRecover"_s).toLower();
    settings.autoRecover = recover != u"false" && recover != u"0" && recover != u"no";
    const auto database = databaseOf(options.store.isEmpty() ? sources.text("VECTRAY_STORE", u"store"_s) : options.store,
                                     paths);
    if (!database)
        return database.error();
    settings.database = *database;
    settings.watchConfigFile = sources.text("WATCH_CONFIG_PATH", u"watchConfigPath"_s);
    if (settings.watchConfigFile.isEmpty())
        settings.watchConfigFile = QFileInfo(settings.database).absolutePath() + u"/watch-configs.json"_s;
    if (!settings.watchConfigFile.startsWith(u'/'))
        return invalid(u"WATCH_CONFIG_PATH must be absolute, not “%1”"_s.arg(settings.watchConfigFile));
    settings.model = sources.text("VECTRAY_MODEL", u"model"_s);
    if (settings.model.isEmpty())
        settings.model = findModel();
    return settings;
}

} // namespace vectray
