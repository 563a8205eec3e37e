#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QList>

namespace vectray {

/// A certificate and its private key, both PEM.
struct CertificatePair
{
    QByteArray certificate = {};
    QByteArray key = {};
};

/// A new key on the curve P-256 and a certificate that it signed itself, for so many days from yesterday on.
/// The names are host names or IP addresses (IPv6 without brackets); the first is also its subject. Internal:
/// OpenSSL refused.
Result<CertificatePair> makeSelfSigned(const QList<QByteArray> &names, int days);

} // namespace vectray
