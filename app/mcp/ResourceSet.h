#pragma once

#include <domain/Result.h>

#include <QFuture>
#include <QJsonArray>
#include <QJsonObject>

namespace vectray {

/// The JSON documents that agents, or the people before them, can read without a tool. Main thread.
class ResourceSet
{
public:
    virtual ~ResourceSet() = default;

    virtual QJsonArray list() const = 0; ///< as resources/list has them, sorted by URI
    virtual QJsonArray templates() const = 0; ///< as resources/templates/list has them

    /// NotFound: there is none of that URI. Completes in the main thread.
    virtual QFuture<Result<QJsonObject>> read(const QString &uri) = 0;
};

} // namespace vectray
