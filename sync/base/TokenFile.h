#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QString>

namespace vectray {

/// The token that lets programs of other users and machines in. It stays the same from run to run, until it
/// is replaced; only the user who runs Vectray can read it.
class TokenFile
{
public:
    explicit TokenFile(QString path) : m_path(std::move(path)) {}

    /// Makes one if there is none. Denied: see readPrivateFile().
    Result<QByteArray> load() const;

    /// Makes a new one. The old one is worth nothing from then on.
    Result<QByteArray> replace() const;

private:
    QString m_path;
};

} // namespace vectray
