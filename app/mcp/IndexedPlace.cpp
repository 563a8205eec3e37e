#include "IndexedPlace.h"

#include <engine/RootRules.h>

#include <QDir>
#include <QFileInfo>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

Result<IndexedPlace> placeOf(const QString &path, const QList<Folder> &folders)
{
    const QString typed = path == "~"_L1 || path.startsWith("~/"_L1) ? QDir::homePath() + path.mid(1) : path;
    if (!typed.startsWith(u'/'))
        return Error{
            Error::Kind::Invalid,
            u"the path must be absolute, and '%1' is not: give it from the root, such as /home/me/project"_s
                .arg(path)};
    const QString canonical = QFileInfo(typed).canonicalFilePath();
    IndexedPlace place{.path = canonical.isEmpty() ? QDir::cleanPath(typed) : canonical};
    QList<Folder> inside;
    for (const Folder &folder : folders) {
        const QString &root = folder.config.key.path;
        if (isWithin(place.path, root))
            place.folders.append(folder);
        else if (isWithin(root, place.path))
            inside.append(folder);
    }
    if (place.folders.isEmpty()) {
        place.folders = inside;
        return place;
    }
    const QString &root = place.folders.first().config.key.path;
    if (place.path != root) {
        place.prefix = place.path.mid(root.size() + 1);
        if (QFileInfo(place.path).isDir())
            place.prefix += u'/';
    }
    return place;
}

} // namespace vectray
