#pragma once

#include "HttpTransport.h"

#include <memory>

namespace vectray {

/// HTTP and HTTPS by libcurl, in the calling thread. Connections are kept and used again. Follows no
/// redirect, checks certificates, and refuses every address that isForbidden(), after it was looked up.
class CurlTransport final : public HttpTransport
{
public:
    /// A longer answer is refused while it comes.
    static constexpr qsizetype MaxAnswer = 64 << 20;

    CurlTransport();
    ~CurlTransport() override;

    Result<HttpAnswer> post(const HttpCall &call, std::stop_token stop) const override;

private:
    struct Handles;
    std::unique_ptr<Handles> m_handles;
};

} // namespace vectray
