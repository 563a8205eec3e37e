#include "MountOrigin.h"

#include "RootRules.h"

#include <QFile>
#include <QList>

#include <optional>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Mount
{
    QByteArray device; ///< "major:minor"
    QString root; ///< which part of the file system
    QString point; ///< where it is seen
};

/// The kernel writes blanks and backslashes in octal.
QString unescaped(const QByteArray &field)
{
    QByteArray text;
    for (qsizetype i = 0; i < field.size(); ++i) {
        bool isOctal = false;
        const int code = field[i] == '\\' ? field.mid(i + 1, 3).toInt(&isOctal, 8) : 0;
        text += isOctal ? char(code) : field[i];
        i += isOctal ? 3 : 0;
    }
    return QString::fromUtf8(text);
}

/// proc(5): id, parent, device, root, mount point, options, …
QList<Mount> parsed(const QByteArray &mounts)
{
    constexpr qsizetype LeastFields = 5;
    QList<Mount> list;
    for (const QByteArray &line : mounts.split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        if (fields.size() >= LeastFields)
            list.append({.device = fields[2], .root = unescaped(fields[3]), .point = unescaped(fields[4])});
    }
    return list;
}

bool contains(const QString &folder, const QString &path)
{
    return folder == u"/" || isWithin(path, folder);
}

/// What is left of the path below the folder, with its slash; empty for the folder itself.
QString below(const QString &path, const QString &folder)
{
    return folder == u"/" ? (path == u"/" ? QString() : path) : path.mid(folder.size());
}

} // namespace

QString mountOrigin(const QString &path, const QByteArray &mounts)
{
    const QList<Mount> list = parsed(mounts);
    std::optional<Mount> own;
    for (const Mount &mount : list) { // later ones hide earlier ones at the same place
        if (contains(mount.point, path) && (!own || mount.point.size() >= own->point.size()))
            own = mount;
    }
    if (!own || own->root == u"/")
        return path;
    const QString inside = own->root + below(path, own->point);
    std::optional<Mount> whole;
    for (const Mount &mount : list) {
        const bool isSource =
            mount.device == own->device && mount.point != own->point && contains(mount.root, inside);
        if (isSource && (!whole || mount.root.size() < whole->root.size()))
            whole = mount;
    }
    if (!whole)
        return path;
    const QString rest = below(inside, whole->root);
    return whole->point == u"/" ? (rest.isEmpty() ? u"/"_s : rest) : whole->point + rest;
}

QString mountOrigin(const QString &path)
{
    QFile file(u"/proc/self/mountinfo"_s);
    return file.open(QIODevice::ReadOnly) ? mountOrigin(path, file.readAll()) : path;
}

} // namespace vectray
