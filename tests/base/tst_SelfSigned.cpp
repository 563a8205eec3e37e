#include <base/SelfSigned.h>

#include <QDateTime>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SelfSigned : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isACertificateForItsNames();
    void hasAKeyOfItsOwn();
    void isDifferentEachTime();
    void needsAName();
};

namespace {

QSslCertificate certificateOf(const CertificatePair &pair)
{
    return QSslCertificate(pair.certificate, QSsl::Pem);
}

} // namespace

void tst_SelfSigned::isACertificateForItsNames()
{
    const auto pair = makeSelfSigned({"desk.example.org", "192.0.2.7", "2001:db8::1"}, 365);
    QVERIFY2(pair, qPrintable(pair ? QString() : pair.error().message));
    const QSslCertificate certificate = certificateOf(*pair);
    QVERIFY(!certificate.isNull());
    QCOMPARE(certificate.issuerInfo(QSslCertificate::CommonName), certificate.subjectInfo(QSslCertificate::CommonName));
    QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName), QStringList{u"desk.example.org"_s});
    const auto names = certificate.subjectAlternativeNames();
    QCOMPARE(names.values(QSsl::DnsEntry), QStringList{u"desk.example.org"_s});
    QCOMPARE(names.values(QSsl::IpAddressEntry).size(), 2);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(certificate.effectiveDate() < now);
    QVERIFY(certificate.expiryDate() > now.addDays(364));
    QVERIFY(certificate.expiryDate() < now.addDays(366));
}

void tst_SelfSigned::hasAKeyOfItsOwn()
{
    const auto pair = makeSelfSigned({"localhost"}, 1);
    QVERIFY(pair);
    const QSslKey key(pair->key, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    QVERIFY(!key.isNull());
    QCOMPARE(key.length(), 256);
    QCOMPARE(certificateOf(*pair).publicKey().algorithm(), QSsl::Ec);
}

void tst_SelfSigned::isDifferentEachTime()
{
    const auto one = makeSelfSigned({"localhost"}, 1);
    const auto two = makeSelfSigned({"localhost"}, 1);
    QVERIFY(one && two);
    QVERIFY(one->key != two->key);
    QVERIFY(certificateOf(*one).serialNumber() != certificateOf(*two).serialNumber());
}

void tst_SelfSigned::needsAName()
{
    QCOMPARE(makeSelfSigned({}, 1).error().kind, Error::Kind::Invalid);
}

QTEST_GUILESS_MAIN(tst_SelfSigned)
#include "tst_SelfSigned.moc"
