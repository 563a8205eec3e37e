#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace vectray {

/// A directory on the disk that a test may fill; gone with it. Paths are bytes relative to it.
class TestTree
{
    Q_DISABLE_COPY_MOVE(TestTree)

public:
    TestTree()
    {
        QByteArray name = QFile::encodeName(QDir::tempPath()) + "/vectray-XXXXXX";
        m_root = QFileInfo(QFile::decodeName(::mkdtemp(name.data()))).canonicalFilePath();
    }
    /// QTemporaryDir would leave names behind that are not UTF-8.
    ~TestTree()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path().toStdString(), ignored);
    }

    QString root() const { return m_root; }
    QByteArray path(const QByteArray &relative = {}) const
    {
        const QByteArray top = QFile::encodeName(m_root);
        return relative.isEmpty() ? top : top + '/' + relative;
    }

    bool mkdirs(const QByteArray &relative) const
    {
        for (qsizetype slash = 0; slash >= 0;) {
            slash = relative.indexOf('/', slash + 1);
            ::mkdir(path(slash < 0 ? relative : relative.first(slash)).constData(), 0755);
        }
        return isDirectory(relative);
    }

    bool isDirectory(const QByteArray &relative) const
    {
        struct stat found = {};
        return ::lstat(path(relative).constData(), &found) == 0 && S_ISDIR(found.st_mode);
    }

    /// Makes the directories on the way as well.
    bool write(const QByteArray &relative, const QByteArray &content = "x") const
    {
        if (const qsizetype slash = relative.lastIndexOf('/'); slash > 0 && !mkdirs(relative.first(slash)))
            return false;
        FILE *file = std::fopen(path(relative).constData(), "wb");
        if (!file)
            return false;
        const bool written = std::fwrite(content.constData(), 1, std::size_t(content.size()), file)
            == std::size_t(content.size());
        return std::fclose(file) == 0 && written;
    }

private:
    QString m_root;
};

/// Gives up root's rights to look everywhere for a while; does nothing for other users.
class AsNobody
{
    Q_DISABLE_COPY_MOVE(AsNobody)

public:
    AsNobody() : m_changed(::geteuid() == 0 && ::seteuid(65534) == 0) {}
    ~AsNobody()
    {
        if (m_changed && ::seteuid(0) != 0)
            std::abort(); // nothing after this would be what it seems
    }

private:
    bool m_changed;
};

} // namespace vectray
