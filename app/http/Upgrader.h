#pragma once

#include "Problem.h"

#include <QTcpSocket>

#include <memory>
#include <optional>

namespace vectray {

/// Takes over connections whose requests ask for another protocol, after the Guard let them in.
class Upgrader
{
    Q_DISABLE_COPY_MOVE(Upgrader)

public:
    Upgrader() = default;
    virtual ~Upgrader() = default;

    /// Why a request cannot be upgraded, or nothing. \a isFollowed: bytes came behind its head.
    virtual std::optional<Problem> refusal(const HttpRequest &request, bool isFollowed) const = 0;

    /// The request's head has not been read from the socket yet: it was only looked at.
    virtual void take(std::unique_ptr<QTcpSocket> socket) = 0;
};

} // namespace vectray
