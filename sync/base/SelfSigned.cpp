#include "SelfSigned.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

template<auto Free>
struct Freed
{
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr long SecondsPerDay = 24L * 60 * 60;

Error opensslError()
{
    std::array<char, 256> text{};
    ::ERR_error_string_n(::ERR_get_error(), text.data(), text.size());
    return {Error::Kind::Internal,
            u"a certificate could not be made: %1"_s.arg(QString::fromLatin1(text.data()))};
}

bool isAddress(const QByteArray &name)
{
    return name.contains(':')
        || std::ranges::all_of(name, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

QByteArray alternativeNames(const QList<QByteArray> &names)
{
    QByteArray text;
    for (const QByteArray &name : names)
        text += (text.isEmpty() ? "" : ",") + QByteArray(isAddress(name) ? "IP:" : "DNS:") + name;
    return text;
}

bool addExtension(X509 *certificate, int id, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(::X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    return extension && ::X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// 128 random bits, as a certificate's number should be.
bool setRandomSerial(X509 *certificate)
{
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(::BN_new());
    return number && ::BN_rand(number.get(), 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1
        && ::BN_to_ASN1_INTEGER(number.get(), ::X509_get_serialNumber(certificate)) != nullptr;
}

bool setSubject(X509 *certificate, const QByteArray &name)
{
    X509_NAME *const subject = ::X509_get_subject_name(certificate);
    const auto *const bytes = reinterpret_cast<const unsigned char *>(name.constData());
    return ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, bytes, int(name.size()), -1, 0) == 1
        && ::X509_set_issuer_name(certificate, subject) == 1;
}

template<typename Write>
QByteArray pem(Write write)
{
    const Memory memory(::BIO_new(::BIO_s_mem()));
    if (!memory || write(memory.get()) != 1)
        return {};
    char *bytes = nullptr;
    const long size = ::BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, qsizetype(size)};
}

} // namespace

Result<CertificatePair> makeSelfSigned(const QList<QByteArray> &names, int days)
{
    if (names.isEmpty())
        return Error{Error::Kind::Invalid, u"a certificate needs a name"_s};
    const Key key(::EVP_EC_gen("P-256"));
    const Certificate certificate(::X509_new());
    if (!key || !certificate)
        return opensslError();
    X509 *const x509 = certificate.get();
    const bool isFilled = ::X509_set_version(x509, 2) == 1 && setRandomSerial(x509)
        && ::X509_gmtime_adj(::X509_getm_notBefore(x509), -SecondsPerDay) != nullptr
        && ::X509_gmtime_adj(::X509_getm_notAfter(x509), SecondsPerDay * days) != nullptr
        && ::X509_set_pubkey(x509, key.get()) == 1 && setSubject(x509, names.first())
        && addExtension(x509, NID_subject_alt_name, alternativeNames(names))
        && addExtension(x509, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(x509, NID_key_usage, "critical,digitalSignature")
        && addExtension(x509, NID_ext_key_usage, "serverAuth");
    if (!isFilled || ::X509_sign(x509, key.get(), ::EVP_sha256()) == 0)
        return opensslError();

    CertificatePair pair{.certificate = pem([&](BIO *bio) { return ::PEM_write_bio_X509(bio, x509); }),
                         .key = pem([&](BIO *bio) {
                             return ::PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0,
                                                                    nullptr, nullptr);
                         })};
    if (pair.certificate.isEmpty() || pair.key.isEmpty())
        return opensslError();
    return pair;
}

} // namespace vectray
