#include "MountOrigin.h"

#include <QFileInfo>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_MountOrigin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhereAFolderLies_data();
    void findsWhereAFolderLies();
    void leavesAPathWithoutDetoursAlone();
};

namespace {

/// As of a machine with / and /home on disks of their own, and with bind mounts.
constexpr const char *Mounts = R"(22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw,nosuid shared:12 - proc proc rw
30 22 8:2 / /home rw,relatime shared:2 - ext4 /dev/sda2 rw
31 22 8:1 /etc /mnt/settings rw,relatime shared:1 - ext4 /dev/sda1 rw
32 22 8:1 /etc/ssl /mnt/with\040blank rw,relatime shared:1 - ext4 /dev/sda1 rw
33 22 8:2 /user/.ssh /srv/innocent rw,relatime shared:2 - ext4 /dev/sda2 rw
34 22 0:30 /@data /data rw,relatime shared:3 - btrfs /dev/sdb rw
35 22 0:21 /sys /srv/kernel rw,relatime shared:12 - proc proc rw
)";

} // namespace

void tst_MountOrigin::findsWhereAFolderLies_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("origin");

    const auto row = [](const char *path, const char *origin) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(origin);
    };
    row("/", "/");
    row("/home/user/project", "/home/user/project");
    row("/mnt", "/mnt");
    row("/mnt/settings", "/etc");
    row("/mnt/settings/ssl/private", "/etc/ssl/private");
    row("/mnt/settings-of-others", "/mnt/settings-of-others");
    row("/mnt/with blank", "/etc/ssl");
    row("/srv/innocent", "/home/user/.ssh");
    row("/srv/innocent/keys", "/home/user/.ssh/keys");
    row("/srv/kernel", "/proc/sys");
    row("/data/project", "/data/project");
}

void tst_MountOrigin::findsWhereAFolderLies()
{
    QFETCH(QString, path);
    QFETCH(QString, origin);
    QCOMPARE(mountOrigin(path, Mounts), origin);
    QCOMPARE(mountOrigin(path, QByteArray()), path);
}

void tst_MountOrigin::leavesAPathWithoutDetoursAlone()
{
    QVERIFY(!mountOrigin(u"/usr/include"_s).isEmpty());
    QVERIFY(mountOrigin(u"/usr/include"_s).startsWith(u'/'));
}

QTEST_GUILESS_MAIN(tst_MountOrigin)
#include "tst_MountOrigin.moc"
