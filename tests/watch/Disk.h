#pragma once

#include "TestTree.h"

#include <QProcess>

#include <fcntl.h>

namespace vectray {

/// A watched folder and a place beside it on the same disk, and what programs do to files. All paths are
/// relative to the watched folder ("../outside/x" is not in it).
class Disk
{
public:
    Disk() { m_ready = m_tree.mkdirs("root") && m_tree.mkdirs("outside"); }

    bool ready() const { return m_ready; }
    QString root() const { return m_tree.root() + QStringLiteral("/root"); }
    QByteArray path(const QByteArray &relative) const { return m_tree.path(inTree(relative)); }
    bool mkdirs(const QByteArray &relative) const { return m_tree.mkdirs(inTree(relative)); }

    /// A new file, or all of an old one anew, in place.
    bool put(const QByteArray &relative, const QByteArray &content = "new content") const
    {
        return m_tree.write(inTree(relative), content);
    }

    bool append(const QByteArray &relative) const { return write(relative, O_WRONLY | O_APPEND, "more"); }
    /// Changes bytes without changing the size.
    bool overwrite(const QByteArray &relative) const { return write(relative, O_WRONLY, "X"); }
    bool truncate(const QByteArray &relative) const { return ::truncate(path(relative).constData(), 0) == 0; }
    bool move(const QByteArray &from, const QByteArray &to) const
    {
        return ::rename(path(from).constData(), path(to).constData()) == 0;
    }
    bool remove(const QByteArray &relative) const { return ::unlink(path(relative).constData()) == 0; }
    bool rmdir(const QByteArray &relative) const { return ::rmdir(path(relative).constData()) == 0; }
    bool removeTree(const QByteArray &relative) const
    {
        std::error_code error;
        return std::filesystem::remove_all(path(relative).toStdString(), error) > 0;
    }
    bool link(const QByteArray &from, const QByteArray &to) const
    {
        return ::link(path(from).constData(), path(to).constData()) == 0;
    }
    bool symlink(const QByteArray &target, const QByteArray &at) const
    {
        return ::symlink(target.constData(), path(at).constData()) == 0;
    }

    /// A shell command in the watched folder.
    bool run(const QString &command) const
    {
        QProcess shell;
        shell.setWorkingDirectory(root());
        shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), command});
        return shell.waitForFinished() && shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0;
    }

private:
    /// Without "..", which means nothing while the folder is away.
    static QByteArray inTree(const QByteArray &relative)
    {
        if (relative.startsWith("../"))
            return relative.mid(3);
        return relative.isEmpty() ? QByteArray("root") : QByteArray("root/" + relative);
    }

    bool write(const QByteArray &relative, int flags, const QByteArray &content) const
    {
        const int fd = ::open(path(relative).constData(), flags | O_CLOEXEC);
        const bool written =
            fd >= 0 && ::write(fd, content.constData(), std::size_t(content.size())) == content.size();
        return fd >= 0 && ::close(fd) == 0 && written;
    }

    TestTree m_tree;
    bool m_ready = false;
};

} // namespace vectray
