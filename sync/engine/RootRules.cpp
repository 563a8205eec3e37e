#include "RootRules.h"

#include "MountOrigin.h"

#include <QDir>
#include <QFileInfo>

#include <unistd.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxName = 200;

Error refused(const QString &reason)
{
    return {Error::Kind::Invalid, reason};
}

/// Folders of the system, whose indexing would help nobody and show much.
QStringList systemFolders()
{
    return {u"/bin"_s,        u"/boot"_s, u"/dev"_s, u"/efi"_s,  u"/etc"_s, u"/lib"_s,     u"/lib64"_s,
            u"/lost+found"_s, u"/proc"_s, u"/run"_s, u"/sbin"_s, u"/sys"_s, u"/var/lib"_s, u"/root"_s};
}

/// Keys, passwords, and what browsers and mail programs keep, which is full of both.
QStringList secretFolders(const QString &home)
{
    QStringList folders;
    for (const char *name : {".ssh",
                             ".gnupg",
                             ".aws",
                             ".azure",
                             ".kube",
                             ".docker",
                             ".terraform.d",
                             ".password-store",
                             ".mozilla",
                             ".thunderbird",
                             ".local/share/keyrings",
                             ".local/share/kwalletd",
                             ".config/gcloud",
                             ".config/gh",
                             ".config/keepassxc",
                             ".config/google-chrome",
                             ".config/chromium",
                             ".config/BraveSoftware",
                             ".config/microsoft-edge",
                             ".config/vivaldi",
                             ".config/opera",
                             "snap/firefox/common/.mozilla",
                             "snap/chromium/common/chromium",
                             ".var/app/org.mozilla.firefox",
                             ".var/app/com.google.Chrome",
                             ".var/app/org.chromium.Chromium"})
        folders.append(home + u'/' + QString::fromLatin1(name));
    return folders;
}

/// Whether something between the two begins with a dot: such folders are left out by default.
bool isHiddenIn(const QString &root, const QString &folder)
{
    return folder.mid(root.size()).contains(u"/."_s);
}

Done checkDangerous(const QString &path, const QString &home)
{
    if (path == u"/")
        return refused(u"the whole file system cannot be watched; choose a folder in it"_s);
    for (const QString &folder : secretFolders(home)) {
        if (isWithin(path, folder))
            return refused(u"%1 holds keys or passwords and is not indexed"_s.arg(path));
        if (isWithin(folder, path) && !isHiddenIn(path, folder) && QFileInfo::exists(folder))
            return refused(u"%1 contains %2, which holds keys or passwords; choose a folder beside it"_s.arg(
                path, folder));
    }
    for (const QString &folder : systemFolders()) {
        if (isWithin(path, folder) && !isWithin(path, home))
            return refused(u"%1 belongs to the system and is not indexed"_s.arg(path));
    }
    return {};
}

bool isAllowed(const QString &root, const QStringList &allowed)
{
    return std::ranges::any_of(
        allowed, [&](const QString &folder) { return isWithin(root, QDir::cleanPath(folder)); });
}

} // namespace

bool isWithin(const QString &path, const QString &folder)
{
    return path == folder || (path.startsWith(folder) && path.at(folder.size()) == u'/');
}

Result<QString> RootRules::check(const QString &path) const
{
    if (path.isEmpty())
        return refused(u"the path is missing"_s);
    if (!path.startsWith(u'/'))
        return refused(u"the path must be absolute, and “%1” is not"_s.arg(path));
    if (path.contains(QChar(0)))
        return refused(u"the path contains a null character"_s);
    const QFileInfo info(path);
    if (!info.exists())
        return refused(u"%1 does not exist"_s.arg(path));
    if (!info.isDir())
        return refused(u"%1 is not a folder"_s.arg(path));
    const QString root = info.canonicalFilePath();
    if (::access(root.toUtf8().constData(), R_OK | X_OK) != 0)
        return refused(u"%1 cannot be read: permission denied"_s.arg(path));

    if (!isAllowed(root, allowed)) {
        for (const QString &place : {root, mountOrigin(root)}) { // it may be seen at two places
            if (Done safe = checkDangerous(place, QDir(home).canonicalPath()); !safe)
                return safe.error();
        }
    }
    for (const QString &own : ownFolders) {
        if (isWithin(root, own) || isWithin(own, root))
            return refused(u"%1 holds Vectray's own files (%2) and cannot be watched"_s.arg(root, own));
    }
    for (const QString &other : watched) {
        if (root != other && isWithin(root, other))
            return refused(u"%1 lies inside %2, which is already watched"_s.arg(root, other));
        if (root != other && isWithin(other, root))
            return refused(
                u"%1 contains %2, which is already watched; remove that one first"_s.arg(root, other));
    }
    return root;
}

Done checkName(const QString &name, const QString &what)
{
    if (name.trimmed().isEmpty())
        return refused(u"the %1 name is empty"_s.arg(what));
    if (name.size() > MaxName)
        return refused(
            u"the %1 name has %2 characters, more than %3"_s.arg(what).arg(name.size()).arg(MaxName));
    if (name == u"all" || name == u"*")
        return refused(u"“%1” stands for all of them and cannot be a %2 name"_s.arg(name, what));
    const auto bad =
        std::ranges::find_if(name, [](QChar c) { return !c.isPrint() || u"/\\\"'`<>"_s.contains(c); });
    if (bad != name.end())
        return refused(bad->isPrint() ? u"the %1 name may not contain %2"_s.arg(what, QString(*bad))
                                      : u"the %1 name contains a control character"_s.arg(what));
    return {};
}

} // namespace vectray
