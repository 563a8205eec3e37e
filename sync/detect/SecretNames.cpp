#include "SecretFinding.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<QByteArrayView, 14> KeyEndings{".pem",      ".key",    ".p12",  ".pfx",     ".jks",
                                                    ".keystore", ".kdbx",   ".ppk",  ".asc.key", ".p8",
                                                    ".tfstate",  ".tfvars", ".ovpn", ".kdb"};

constexpr std::array<QByteArrayView, 20> KeyNames{
    "id_rsa",           "id_dsa",  "id_ecdsa", "id_ed25519",   "id_ecdsa_sk",
    "id_ed25519_sk",    ".netrc",  "_netrc",   ".npmrc",       ".pypirc",
    ".git-credentials", ".pgpass", ".my.cnf",  ".htpasswd",    "kubeconfig",
    ".dockercfg",       ".s3cfg",  ".boto",    ".vault-token", "terraform.tfstate.backup"};

/// "credentials" and "secrets" are also names of source files; with these endings they are not.
constexpr std::array<QByteArrayView, 12> DataEndings{
    "", ".json", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".txt", ".env", ".xml", ".properties"};

constexpr std::array<QByteArrayView, 4> SecretStems{"credentials", "credential", "secrets", "secret"};

/// Files that show which settings there are, without their values.
constexpr std::array<QByteArrayView, 6> ExampleEndings{".example", ".sample", ".template",
                                                       ".dist",    ".tpl",    ".defaults"};

SecretFinding named(const char *rule)
{
    return {.rule = QString::fromLatin1(rule)};
}

bool isDotEnv(const QByteArray &name)
{
    if (name != ".env" && name != ".envrc" && !name.startsWith(".env.") && !name.endsWith(".env"))
        return false;
    return std::ranges::none_of(ExampleEndings, [&](QByteArrayView end) { return name.endsWith(end); })
        && !name.contains("example") && !name.contains("sample");
}

bool isSecretData(const QByteArray &name)
{
    return std::ranges::any_of(SecretStems, [&](QByteArrayView stem) {
        return name.startsWith(stem)
            && std::ranges::find(DataEndings, QByteArrayView(name).sliced(stem.size())) != DataEndings.end();
    });
}

} // namespace

std::optional<SecretFinding> secretByName(QByteArrayView path)
{
    const QByteArray lower = path.toByteArray().toLower();
    const QByteArray name = lower.sliced(lower.lastIndexOf('/') + 1);
    if (isDotEnv(name))
        return named("name-dotenv");
    if (std::ranges::find(KeyNames, QByteArrayView(name)) != KeyNames.end() || lower.endsWith(".kube/config")
        || lower.endsWith(".docker/config.json"))
        return named("name-credentials");
    if (std::ranges::any_of(KeyEndings, [&](QByteArrayView end) { return name.endsWith(end); }))
        return named("name-key-file");
    if (isSecretData(name))
        return named("name-secrets");
    return std::nullopt;
}

} // namespace vectray
