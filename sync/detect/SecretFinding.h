#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace vectray {

/// Why a file is taken for one that holds keys or passwords.
struct SecretFinding
{
    QString rule = {}; ///< short and stable, such as "aws-access-key"
    int line = 0; ///< from 1; 0: the file's name is reason enough

    bool operator==(const SecretFinding &) const = default;
};

/// Whether files of that name exist to hold keys or passwords: ".env", "id_rsa", "server.pem". The path is
/// relative or absolute; its folders count where they are the reason (".aws/credentials").
std::optional<SecretFinding> secretByName(QByteArrayView path);

/// The first thing in a text that looks like a credential that works: tokens by the shapes their issuers gave
/// them, private keys, passwords in URLs, and values without a pattern that are assigned to what is called a
/// password, secret or key. What looks like an example or a placeholder is none. The path tells whether
/// values without quotes are values ("app.ini") or code.
///
/// Fast enough for every file of a first index: see bench/README.md. Safe in any thread.
std::optional<SecretFinding> secretInText(QByteArrayView path, QByteArrayView text);

/// "it looks like it holds a secret (aws-access-key, line 3), so it is neither stored nor embedded"
QString sentenceOf(const SecretFinding &finding);

} // namespace vectray
