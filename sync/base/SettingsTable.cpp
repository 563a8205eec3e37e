#include "SettingsTable.h"

#include <QStringList>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Name
{
    QString key;
    QByteArray environment;
    QString help;
};

struct Range
{
    qint64 least = 0;
    qint64 most = 0;
};

Error invalid(const QString &expected, const QString &text)
{
    return {Error::Kind::Invalid, u"must be %1, not “%2”"_s.arg(expected, text)};
}

// A number can be the field's own type, or what a duration counts.
template<typename T>
qint64 toNumber(T value)
{
    return qint64(value);
}
qint64 toNumber(std::chrono::milliseconds value)
{
    return value.count();
}

template<typename T>
SettingSpec number(const Name &name, Range range, T Settings::*field)
{
    const QString values = u"a number from %1 to %2"_s.arg(range.least).arg(range.most);
    return {.key = name.key,
            .environment = name.environment,
            .kind = SettingSpec::Kind::Number,
            .help = name.help,
            .values = values,
            .read = [field](const Settings &settings) { return QString::number(toNumber(settings.*field)); },
            .write = [range, values, field](Settings &settings, const QString &text) -> Done {
                bool ok = false;
                const qint64 value = text.toLongLong(&ok);
                if (!ok || value < range.least || value > range.most)
                    return invalid(values, text);
                settings.*field = T(value);
                return {};
            }};
}

SettingSpec flag(const Name &name, bool Settings::*field)
{
    return {.key = name.key,
            .environment = name.environment,
            .kind = SettingSpec::Kind::Flag,
            .help = name.help,
            .values = u"true or false"_s,
            .read = [field](const Settings &settings) { return settings.*field ? u"true"_s : u"false"_s; },
            .write = [field](Settings &settings, const QString &text) -> Done {
                const QString word = text.toLower();
                const bool yes = word == u"true" || word == u"yes" || word == u"1";
                if (!yes && word != u"false" && word != u"no" && word != u"0")
                    return invalid(u"true or false"_s, text);
                settings.*field = yes;
                return {};
            }};
}

/// \a values says what \a fits asks for.
SettingSpec text(const Name &name, const QString &values, QString Settings::*field,
                 bool (*fits)(const QString &))
{
    return {.key = name.key,
            .environment = name.environment,
            .help = name.help,
            .values = values,
            .read = [field](const Settings &settings) { return settings.*field; },
            .write = [values, field, fits](Settings &settings, const QString &value) -> Done {
                if (!value.isEmpty() && !fits(value))
                    return invalid(values, value);
                settings.*field = value;
                return {};
            }};
}

/// Values with commas between. \a values says what \a fits asks of each.
SettingSpec list(const Name &name, const QString &values, QStringList Settings::*field,
                 bool (*fits)(const QString &))
{
    return {.key = name.key,
            .environment = name.environment,
            .kind = SettingSpec::Kind::List,
            .help = name.help,
            .values = values,
            .read = [field](const Settings &settings) { return (settings.*field).join(u','); },
            .write = [values, field, fits](Settings &settings, const QString &text) -> Done {
                QStringList items;
                for (const QString &item : text.split(u',', Qt::SkipEmptyParts))
                    items.append(item.trimmed());
                if (!std::all_of(items.begin(), items.end(), fits))
                    return invalid(values, text);
                settings.*field = items;
                return {};
            }};
}

bool isAbsolute(const QString &path)
{
    return path.startsWith(u'/');
}

bool isStore(const QString &store)
{
    return isAbsolute(store) || store.startsWith(u"sqlite:/") || store.startsWith(u"postgresql://")
        || store.startsWith(u"postgres://");
}

bool isWord(const QString &name)
{
    return name.size() <= 40 && std::ranges::none_of(name, [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

bool isProvider(const QString &name)
{
    static const QStringList Providers{u"builtin"_s, u"openai"_s, u"ollama"_s, u"voyage"_s, u"gemini"_s};
    return Providers.contains(name);
}

bool isName(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

bool isSelfSigned(const QString &text)
{
    return text == u"self-signed";
}

bool isAmount(const QString &amount)
{
    bool ok = false;
    const double value = amount.toDouble(&ok);
    return ok && value >= 0 && value < 1e9;
}

std::vector<SettingSpec> makeTable()
{
    using std::chrono::hours;
    constexpr qint64 day = std::chrono::milliseconds(hours(24)).count();
    return {
        number({u"port"_s, "VECTRAY_PORT", u"the TCP port of the server"_s}, {1, 65535}, &Settings::port),
        text({u"store"_s, "VECTRAY_STORE", u"where the index is kept"_s},
             u"sqlite: and an absolute path, or postgresql://…"_s, &Settings::store, isStore),
        text({u"instance"_s, "VECTRAY_INSTANCE", u"the name of this Vectray among those that share a store"_s},
             u"a word"_s, &Settings::instance, isWord),
        text({u"watchConfigPath"_s, "WATCH_CONFIG_PATH", u"the JSON file that repeats the list of folders"_s},
             u"an absolute path"_s, &Settings::watchConfigFile, isAbsolute),
        text({u"model"_s, "VECTRAY_MODEL", u"the file of the built-in embedding model"_s},
             u"an absolute path"_s, &Settings::model, isAbsolute),
        number({u"pollInterval"_s, "POLL_INTERVAL", u"milliseconds between two health checks of a folder"_s},
               {10, day}, &Settings::pollInterval),
        number({u"reconcileInterval"_s, "VECTRAY_RECONCILE_INTERVAL",
                u"milliseconds between two comparisons of a whole folder"_s},
               {1000, day}, &Settings::reconcileInterval),
        flag({u"autoRecover"_s, "AUTO_RECOVER", u"start a watcher again that has died"_s},
             &Settings::autoRecover),
        flag({u"saveBattery"_s, "VECTRAY_SAVE_BATTERY",
              u"put off what nobody waits for while the machine runs on its battery; saved files are indexed"_s},
             &Settings::saveBattery),
        number({u"maxFileBytes"_s, "VECTRAY_MAX_FILE_BYTES", u"larger files are not indexed"_s},
               {1024, 64 << 20}, &Settings::maxFileBytes),
        number({u"threads"_s, "VECTRAY_THREADS", u"threads that read files, 0 for one a processor"_s}, {0, 256},
               &Settings::threads),
        number({u"nice"_s, "VECTRAY_NICE", u"how much work on whole folders gives way to other programs"_s}, {0, 19},
               &Settings::nice),
        text({u"listen"_s, "VECTRAY_LISTEN", u"serve other machines there, by TLS and with the token"_s},
             u"an IP address and a port, such as 192.0.2.7:3443"_s, &Settings::listen, isName),
        text({u"tls"_s, "VECTRAY_TLS", u"make a certificate for other machines"_s}, u"self-signed, or nothing"_s,
             &Settings::tls, isSelfSigned),
        text({u"tlsCertificate"_s, "VECTRAY_TLS_CERTIFICATE", u"the PEM file of the certificate for other machines"_s},
             u"an absolute path"_s, &Settings::tlsCertificate, isAbsolute),
        text({u"tlsKey"_s, "VECTRAY_TLS_KEY", u"the PEM file of its private key"_s}, u"an absolute path"_s,
             &Settings::tlsKey, isAbsolute),
        list({u"hosts"_s, "VECTRAY_HOSTS", u"names by which other machines know this one"_s},
             u"host names with commas between"_s, &Settings::hosts, isName),
        list({u"allowedFolders"_s, "VECTRAY_ALLOWED_FOLDERS",
              u"folders that may be watched though they are dangerous to index"_s},
             u"absolute paths with commas between"_s, &Settings::allowedFolders, isAbsolute),
        flag({u"indexSecrets"_s, "VECTRAY_INDEX_SECRETS",
              u"index files that look like they hold keys or passwords as well"_s},
             &Settings::indexSecrets),
        text({u"embeddingProvider"_s, "EMBEDDING_PROVIDER", u"who turns texts into vectors"_s},
             u"builtin, openai, ollama, voyage or gemini"_s, &Settings::embeddingProvider, isProvider),
        text({u"embeddingModel"_s, "EMBEDDING_MODEL", u"the model, as the embedding service calls it"_s},
             u"a name without white space"_s, &Settings::embeddingModel, isName),
        number({u"embeddingDimensions"_s, "EMBEDDING_DIMENSIONS", u"how long its vectors shall be; 0: as it makes them"_s},
               {0, 8192}, &Settings::embeddingDimensions),
        text({u"openAiBaseUrl"_s, "OPENAI_BASE_URL", u"the address of OpenAI, or of what speaks like it"_s},
             u"a web address"_s, &Settings::openAiBaseUrl, isName),
        text({u"ollamaHost"_s, "OLLAMA_HOST", u"the address of Ollama"_s}, u"a host, or a web address"_s,
             &Settings::ollamaHost, isName),
        text({u"voyageBaseUrl"_s, "VOYAGEAI_BASE_URL", u"the address of Voyage"_s}, u"a web address"_s,
             &Settings::voyageBaseUrl, isName),
        text({u"geminiBaseUrl"_s, "GEMINI_BASE_URL", u"the address of Gemini"_s}, u"a web address"_s,
             &Settings::geminiBaseUrl, isName),
        number({u"embeddingConcurrency"_s, "VECTRAY_EMBEDDING_CONCURRENCY", u"calls to the embedding service at a time"_s},
               {1, 32}, &Settings::embeddingConcurrency),
        number({u"embeddingRequestsPerMinute"_s, "VECTRAY_EMBEDDING_REQUESTS_PER_MINUTE",
                u"calls to the embedding service a minute; 0: as many as it allows"_s},
               {0, 1'000'000}, &Settings::embeddingRequestsPerMinute),
        number({u"embeddingTokensPerMinute"_s, "VECTRAY_EMBEDDING_TOKENS_PER_MINUTE",
                u"tokens to the embedding service a minute; 0: as many as it allows"_s},
               {0, 1'000'000'000}, &Settings::embeddingTokensPerMinute),
        number({u"embeddingTokensPerMonth"_s, "VECTRAY_EMBEDDING_TOKENS_PER_MONTH",
                u"tokens after which nothing is sent until the month ends; 0: no limit"_s},
               {0, 1'000'000'000'000}, &Settings::embeddingTokensPerMonth),
        text({u"embeddingBudget"_s, "VECTRAY_EMBEDDING_BUDGET",
              u"US dollars after which nothing is sent until the month ends; 0: no limit"_s},
             u"an amount such as 5 or 0.50"_s, &Settings::embeddingBudget, isAmount),
        text({u"embeddingPrice"_s, "VECTRAY_EMBEDDING_PRICE", u"US dollars per million tokens, where it is not known"_s},
             u"an amount such as 0.02"_s, &Settings::embeddingPrice, isAmount),
        number({u"vectorCacheMegabytes"_s, "VECTRAY_VECTOR_CACHE_MB",
                u"megabytes for vectors of text that is gone for now, and of earlier models"_s},
               {0, 1'000'000}, &Settings::vectorCacheMegabytes),
        flag({u"allowManage"_s, "VECTRAY_ALLOW_MANAGE", u"let all AI agents change what is indexed"_s},
             &Settings::allowManage),
    };
}

} // namespace

const std::vector<SettingSpec> &settingsTable()
{
    static const std::vector<SettingSpec> table = makeTable();
    return table;
}

Done named(const QString &name, const Done &written)
{
    if (written)
        return written;
    return Error{written.error().kind, name + u' ' + written.error().message};
}

const SettingSpec *findSetting(QStringView key)
{
    const auto &table = settingsTable();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const SettingSpec &spec) { return spec.key == key; });
    return found == table.end() ? nullptr : &*found;
}

} // namespace vectray
