#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QStringList>

namespace vectray {

/// Takes out of texts what is nobody else's business: secrets always, paths and names unless they are wanted.
/// The same name becomes the same "~1a2b3c4d" everywhere in one archive, and another one in the next.
class Redaction
{
public:
    struct Options
    {
        QStringList secrets = {}; ///< that are known
        bool keepPaths = false;
        QByteArray salt = {}; ///< of this archive
    };

    explicit Redaction(Options options) : m_options(std::move(options)) {}

    QString text(QString text) const;

    /// Strings in it, and its members of which the name says that they are secret or a name.
    QJsonValue json(const QJsonValue &value) const;

private:
    QJsonValue member(const QString &name, const QJsonValue &value) const;
    QString withoutSecrets(QString text) const;
    QString withoutPaths(const QString &text) const;
    QString disguised(const QString &name) const;

    const Options m_options;
};

/// The password in a URL becomes "***".
QString withoutPassword(const QString &url);

} // namespace vectray
