#pragma once

#include "HttpLimits.h"
#include "Problem.h"

#include <optional>

namespace vectray {

/// Finds the end of a request's head in bytes that come piece by piece, and refuses at once what
/// different programs read differently: a bare LF or CR, a folded header, control characters. Looks at
/// every byte once, however small the pieces.
class HeadScanner
{
public:
    explicit HeadScanner(const HttpLimits &limits) : m_limits(limits) {}

    /// Bytes are all that came so far, from the request line on. The size of the head with its blank
    /// line, or nothing while that has not come.
    Checked<std::optional<qsizetype>> scan(QByteArrayView bytes);

    /// Of the head that scan() has found.
    qsizetype headSize() const { return m_lineBegin + qsizetype(qstrlen("\r\n")); }

    /// For the next request.
    void restart() { m_lineBegin = m_lines = 0; }

private:
    std::optional<Problem> checkLine(QByteArrayView line) const;
    std::optional<Problem> checkSize(qsizetype lineSize, qsizetype headSize) const;

    const HttpLimits &m_limits;
    qsizetype m_lineBegin = 0;
    qsizetype m_lines = 0;
};

/// Whether the head says in exactly one way where its request ends and whom it is for; and fits.
std::optional<Problem> checkFraming(const RequestHead &head, const HttpLimits &limits);

} // namespace vectray
