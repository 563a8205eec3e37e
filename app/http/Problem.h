#pragma once

#include "HttpResponse.h"

#include <domain/Result.h>

#include <variant>

namespace vectray {

/// What is wrong with one member of a request's body.
struct FieldError
{
    QString pointer = {}; ///< JSON pointer (RFC 6901); empty: the whole body
    QString detail = {}; ///< a sentence

    bool operator==(const FieldError &) const = default;
};

/// A refusal as RFC 9457 has it ("application/problem+json"), with the member "error" (the same as
/// "detail") for those who look for that.
struct Problem
{
    int status = 500;
    QString detail = {}; ///< a sentence for people
    QByteArray type = "about:blank"; ///< a URI; about:blank says no more than the status
    std::vector<FieldError> errors = {};
    std::vector<HttpHeader> headers = {}; ///< Allow, Retry-After, ...

    static Problem of(const Error &error);

    /// \a path is that of the request, for the member "instance"; empty only where no request was read.
    HttpResponse toResponse(const QByteArray &path) const;
};

/// A value, or the answer that refuses.
template<typename T>
using Checked = std::variant<T, Problem>;

/// Where our errors meet HTTP.
int statusOf(Error::Kind kind);

} // namespace vectray
