#include "FolderKey.h"

#include <http/HttpRequest.h>
#include <http/RequestFields.h>

#include <QFileInfo>

namespace vectray {

WatchConfig::Key keyFrom(const HttpRequest &request, RequestFields &fields)
{
    WatchConfig::Key key{.path = fields.required(u"path"), .project = request.param("project")};
    key.dataset = fields.string(u"dataset").value_or(QString());
    if (key.dataset.isEmpty())
        key.dataset = QFileInfo(key.path).fileName();
    return key;
}

} // namespace vectray
