#include "RemoteAccess.h"

#include <base/Logging.h>
#include <base/Paths.h>
#include <base/PrivateFile.h>
#include <base/SelfSigned.h>

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int SelfSignedDays = 365;
constexpr int RenewDays = 30;

struct Address
{
    QHostAddress host;
    quint16 port = 0;

    bool isAny() const { return host == QHostAddress::AnyIPv4 || host == QHostAddress::AnyIPv6 || host == QHostAddress::Any; }
};

Error invalid(const QString &reason)
{
    return {Error::Kind::Invalid, reason};
}

/// "192.0.2.7:3443", "[2001:db8::1]:3443", "0.0.0.0:3443"
std::optional<Address> parsed(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return std::nullopt;
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    bool isNumber = false;
    const Address address{.host = QHostAddress(host), .port = text.mid(colon + 1).toUShort(&isNumber)};
    return isNumber && address.port > 0 && !address.host.isNull() ? std::optional(address) : std::nullopt;
}

bool usesOwnCertificate(const Settings &settings)
{
    return settings.tls == u"self-signed";
}

/// As they stand in certificates, without brackets.
QList<QByteArray> namesOf(const Settings &settings, const Address &address)
{
    QList<QByteArray> names;
    for (const QString &host : settings.hosts)
        names.append(host.toUtf8());
    if (!address.isAny())
        names.append(address.host.toString().toUtf8());
    return names;
}

/// As they stand in Host headers.
QByteArrayList hostsOf(const QList<QByteArray> &names)
{
    QByteArrayList hosts;
    for (const QByteArray &name : names)
        hosts.append(name.contains(':') ? '[' + name + ']' : name);
    return hosts;
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Invalid, u"cannot read %1: %2"_s.arg(path, file.errorString())};
    return file.readAll();
}

QSslKey keyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        if (QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey); !key.isNull())
            return key;
    }
    return {};
}

bool isGood(const QSslCertificate &certificate, const QList<QByteArray> &names)
{
    if (certificate.isNull() || certificate.expiryDate() < QDateTime::currentDateTimeUtc().addDays(RenewDays))
        return false;
    QList<QString> known;
    for (const QString &name : certificate.subjectAlternativeNames())
        known.append(name);
    return std::ranges::all_of(names, [&](const QByteArray &name) {
        const QString text = QString::fromUtf8(name);
        const QHostAddress address(text);
        return std::ranges::any_of(known, [&](const QString &other) {
            return other == text || (!address.isNull() && QHostAddress(other) == address);
        });
    });
}

/// The pair that was made before, or a new one.
Result<CertificatePair> ownPair(const Paths &paths, const QList<QByteArray> &names)
{
    const QString certificateFile = paths.state + u"/tls-certificate.pem"_s;
    const QString keyFile = paths.state + u"/tls-key.pem"_s;
    const auto certificate = readPrivateFile(certificateFile);
    const auto key = readPrivateFile(keyFile);
    if (certificate && key && isGood(QSslCertificate(*certificate), names))
        return CertificatePair{.certificate = *certificate, .key = *key};
    auto pair = makeSelfSigned(names, SelfSignedDays);
    if (!pair)
        return pair;
    if (Done written = writePrivateFile(keyFile, pair->key); !written)
        return written.error();
    if (Done written = writePrivateFile(certificateFile, pair->certificate); !written)
        return written.error();
    return pair;
}

Result<CertificatePair> pairOf(const Settings &settings, const Paths &paths, const QList<QByteArray> &names)
{
    if (usesOwnCertificate(settings))
        return ownPair(paths, names);
    auto certificate = contentOf(settings.tlsCertificate);
    if (!certificate)
        return certificate.error();
    auto key = contentOf(settings.tlsKey);
    if (!key)
        return key.error();
    return CertificatePair{.certificate = *std::move(certificate), .key = *std::move(key)};
}

} // namespace

Done checkRemoteAccess(const Settings &settings)
{
    if (settings.listen.isEmpty())
        return {};
    const auto address = parsed(settings.listen);
    if (!address)
        return invalid(u"VECTRAY_LISTEN must be an IP address and a port, such as 192.0.2.7:3443, not “%1”"_s.arg(settings.listen));
    if (address->host.isLoopback())
        return invalid(u"VECTRAY_LISTEN is for other machines; this one is served on port %1 in any case"_s.arg(settings.port));
    if (address->isAny() && address->port == settings.port)
        return invalid(u"VECTRAY_LISTEN needs another port than %1, which is for this machine"_s.arg(settings.port));
    if (!usesOwnCertificate(settings) && (settings.tlsCertificate.isEmpty() || settings.tlsKey.isEmpty()))
        return invalid(u"other machines are served by TLS only: set VECTRAY_TLS=self-signed, or VECTRAY_TLS_CERTIFICATE "
                       "and VECTRAY_TLS_KEY to PEM files"_s);
    if (address->isAny() && settings.hosts.isEmpty())
        return invalid(u"VECTRAY_HOSTS must list the names by which other machines know this one"_s);
    return {};
}

Result<std::optional<HttpServer::Remote>> remoteAccess(const Settings &settings, const Paths &paths)
{
    if (settings.listen.isEmpty())
        return std::optional<HttpServer::Remote>();
    if (Done valid = checkRemoteAccess(settings); !valid)
        return valid.error();
    const Address address = *parsed(settings.listen);
    const QList<QByteArray> names = namesOf(settings, address);
    const auto pair = pairOf(settings, paths, names);
    if (!pair)
        return pair.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(pair->certificate, QSsl::Pem);
    const QSslKey key = keyFrom(pair->key);
    if (chain.isEmpty() || key.isNull())
        return invalid(u"the certificate or its key is no PEM that can be used"_s);

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show the token
    qCInfo(logEngine).nospace() << "remote=" << settings.listen << " certificate-sha256="
                                << chain.first().digest(QCryptographicHash::Sha256).toHex(':').constData();
    return std::optional(HttpServer::Remote{
        .address = address.host, .port = address.port, .tls = tls, .hosts = hostsOf(names)});
}

} // namespace vectray
