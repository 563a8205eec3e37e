#pragma once

#include <domain/ContentHash.h>

#include <QByteArrayView>

#include <memory>

struct evp_md_ctx_st;

namespace vectray {

/// SHA-256 through OpenSSL's EVP, which uses the CPU's SHA instructions; QCryptographicHash of Qt 6.4 is
/// ten times slower. Not thread-safe; one per thread.
class Sha256
{
    Q_DISABLE_COPY_MOVE(Sha256)

public:
    Sha256();
    ~Sha256();

    void add(QByteArrayView bytes);

    /// The hash of all that was added since the last call; begins anew.
    ContentHash take();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

/// Safe to call from any thread.
ContentHash sha256(QByteArrayView bytes);

} // namespace vectray
