#pragma once

#include "Problem.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace vectray {

/// The JSON that a request's body is: an object or a list. 400 with the position if it is not JSON or nested
/// deeper than 64.
Checked<QJsonDocument> parseJson(const QByteArray &body);

/// The object that a request's body is. An empty body is an empty object.
///
/// 400 with the position if it is not JSON or nested deeper than 64; 422 if it is JSON, but no object.
Checked<QJsonObject> parseJsonObject(const QByteArray &body);

} // namespace vectray
