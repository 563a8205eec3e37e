#include "Sha256.h"

#include <openssl/evp.h>

namespace vectray {

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;

void Sha256::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), std::size_t(bytes.size()));
}

ContentHash Sha256::take()
{
    ContentHash::Bytes bytes;
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(bytes.data()), nullptr);
    EVP_DigestInit_ex(m_context.get(), nullptr, nullptr); // the same algorithm again
    return ContentHash(bytes);
}

ContentHash sha256(QByteArrayView bytes)
{
    thread_local Sha256 digest; // making one costs more than hashing a small chunk
    digest.add(bytes);
    return digest.take();
}

} // namespace vectray
