#pragma once

#include <domain/WatchConfig.h>

namespace vectray {

struct HttpRequest;
class RequestFields;

/// The folder that a request names. The dataset is the folder's name if it is not given.
WatchConfig::Key keyFrom(const HttpRequest &request, RequestFields &fields);

} // namespace vectray
