#include <engine/RootRules.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_RootRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void takesAFolderByItsCanonicalPath();
    void takesTheSameRootAgain();
    void takesWhatTheOwnerAllows();
    void knowsWhatLiesWithin_data();
    void knowsWhatLiesWithin();
    void checksNames_data();
    void checksNames();

private:
    QString at(const QString &path) const { return m_dir.filePath(path); }
    RootRules rules() const
    {
        return {.ownFolders = {at(u"own"_s)}, .watched = {at(u"watched"_s)}, .home = at(u"home"_s)};
    }

    QTemporaryDir m_dir;
};

void tst_RootRules::initTestCase()
{
    for (const char *folder :
         {"own/data", "watched/inner", "home/.ssh/old", "home/projects", "home/.config/chromium/Default",
          "home/.config/editor", "home/.local/share/keyrings", "home/.aws", "home/.kube", "home/.gnupg",
          "home/.mozilla/firefox", "home/snap/firefox/common/.mozilla", "home/snap/editor", "free/.ssh"})
        QVERIFY(QDir().mkpath(at(QString::fromLatin1(folder))));
    QFile file(at(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(at(u"home/.ssh"_s), at(u"innocent"_s)));
    QVERIFY(QFile::link(at(u"free"_s), at(u"shortcut"_s)));
}

void tst_RootRules::refusesWithAReason_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reason");

    QTest::newRow("empty") << QString() << u"missing"_s;
    QTest::newRow("relative") << u"some/folder"_s << u"absolute"_s;
    QTest::newRow("a dot") << u"."_s << u"absolute"_s;
    QTest::newRow("not there") << at(u"nothing"_s) << u"does not exist"_s;
    QTest::newRow("a file") << at(u"file"_s) << u"not a folder"_s;
    QTest::newRow("a null character") << at(u"free"_s) + QChar(0) << u"null"_s;
    QTest::newRow("everything") << u"/"_s << u"whole file system"_s;
    QTest::newRow("everything, in other words") << u"/usr/.."_s << u"whole file system"_s;
    QTest::newRow("system settings") << u"/etc"_s << u"system"_s;
    QTest::newRow("below them, with slashes") << u"//etc///ssl/"_s << u"system"_s;
    QTest::newRow("processes") << u"/proc"_s << u"system"_s;
    for (const char *folder : {"/boot", "/dev", "/dev/shm", "/etc/../etc/", "/proc/1", "/sys", "/sys/kernel",
                               "/var/lib", "/var/lib/dpkg", "/run", "/usr/../etc/.", "/var/run"}) {
        if (QFileInfo::exists(QString::fromLatin1(folder)))
            QTest::newRow(folder) << QString::fromLatin1(folder) << u"system"_s;
    }
    QTest::newRow("the whole file system through a process")
        << u"/proc/self/root"_s << u"whole file system"_s;
    for (const char *folder : {"home/.ssh/old", "home/.ssh/../.ssh", "home//.ssh/", "home/.aws", "home/.kube",
                               "home/.gnupg", "home/.mozilla/firefox", "home/.config/chromium/Default",
                               "home/.local/share/keyrings", "home/snap/firefox/common/.mozilla"})
        QTest::newRow(folder) << at(QString::fromLatin1(folder)) << u"keys or passwords"_s;
    QTest::newRow("a folder with a browser's profile in it") << at(u"home/.config"_s) << u"contains"_s;
    QTest::newRow("keys") << at(u"home/.ssh"_s) << u"keys"_s;
    QTest::newRow("keys through a link") << at(u"innocent"_s) << u"keys"_s;
    QTest::newRow("our own files") << at(u"own/data"_s) << u"own files"_s;
    QTest::newRow("a folder around our own files") << m_dir.path() << u"own files"_s;
    QTest::newRow("inside another root") << at(u"watched/inner"_s) << u"lies inside"_s;
}

void tst_RootRules::refusesWithAReason()
{
    QFETCH(QString, path);
    QFETCH(QString, reason);
    const auto root = rules().check(path);
    QVERIFY(!root);
    QCOMPARE(root.error().kind, Error::Kind::Invalid);
    QVERIFY2(root.error().message.contains(reason), qPrintable(root.error().message));
}

void tst_RootRules::takesAFolderByItsCanonicalPath()
{
    const QString canonical = QFileInfo(at(u"free"_s)).canonicalFilePath();
    QCOMPARE(*rules().check(at(u"free"_s)), canonical);
    QCOMPARE(*rules().check(at(u"shortcut"_s)), canonical);
    QCOMPARE(*rules().check(at(u"home/../free/"_s)), canonical);
    for (const char *harmless :
         {"home", "home/projects", "home/.config/editor", "home/snap/editor", "free/.ssh"}) {
        const auto root = rules().check(at(QString::fromLatin1(harmless)));
        QVERIFY2(root, qPrintable(root ? QString() : root.error().message));
    }
}

void tst_RootRules::takesWhatTheOwnerAllows()
{
    RootRules lenient = rules();
    lenient.allowed = {at(u"home/.config/"_s), u"/etc"_s};
    QVERIFY(lenient.check(at(u"home/.config/chromium"_s)));
    QVERIFY(lenient.check(at(u"home/.config"_s)));
    QVERIFY(lenient.check(u"/etc"_s));
    QVERIFY(!lenient.check(at(u"innocent"_s)));
    QVERIFY(!lenient.check(u"/proc"_s));
    lenient.allowed = {u"/"_s, at(u"own"_s)};
    QVERIFY(!lenient.check(at(u"own/data"_s))); // that is not danger but nonsense
}

void tst_RootRules::takesTheSameRootAgain()
{
    QVERIFY(rules().check(at(u"watched"_s)));
}

void tst_RootRules::knowsWhatLiesWithin_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("within");

    QTest::newRow("itself") << u"/a/b"_s << true;
    QTest::newRow("below") << u"/a/b/c"_s << true;
    QTest::newRow("a longer name") << u"/a/bc"_s << false;
    QTest::newRow("above") << u"/a"_s << false;
}

void tst_RootRules::knowsWhatLiesWithin()
{
    QFETCH(QString, path);
    QFETCH(bool, within);
    QCOMPARE(isWithin(path, u"/a/b"_s), within);
}

void tst_RootRules::checksNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");

    QTest::newRow("plain") << u"my-app"_s << true;
    QTest::newRow("with a space") << u"my app"_s << true;
    QTest::newRow("not Latin") << u"проект 项目"_s << true;
    QTest::newRow("200 characters") << QString(200, u'x') << true;
    QTest::newRow("300 characters") << QString(300, u'x') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << u"  "_s << false;
    QTest::newRow("a slash") << u"a/b"_s << false;
    QTest::newRow("a quote") << u"a\"b"_s << false;
    QTest::newRow("an apostrophe") << u"a'b"_s << false;
    QTest::newRow("a newline") << u"a\nb"_s << false;
    QTest::newRow("an escape") << u"a\x1b[31m"_s << false;
    QTest::newRow("the word for all") << u"all"_s << false;
    QTest::newRow("the sign for all") << u"*"_s << false;
}

void tst_RootRules::checksNames()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    const Done checked = checkName(name, u"project"_s);
    QCOMPARE(checked.has_value(), good);
    QVERIFY(good || checked.error().message.contains(u"project"));
}

QTEST_GUILESS_MAIN(tst_RootRules)
#include "tst_RootRules.moc"
