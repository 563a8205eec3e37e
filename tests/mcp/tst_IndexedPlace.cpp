#include "IndexedPlace.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_IndexedPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsTheFoldersOfAPath_data();
    void findsTheFoldersOfAPath();
    void followsLinks();
    void refusesPathsThatAreNotAbsolute_data();
    void refusesPathsThatAreNotAbsolute();

private:
    QString at(const QString &relative) const { return m_directory.path() + relative; }
    QList<Folder> folders() const;

    QTemporaryDir m_directory;
};

void tst_IndexedPlace::initTestCase()
{
    for (const QString &folder : {u"/a/src/deep"_s, u"/b/one"_s, u"/b/two"_s})
        QVERIFY(QDir().mkpath(at(folder)));
    QFile file(at(u"/a/src/main.cpp"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(at(u"/a/src"_s), at(u"/link"_s)));
}

QList<Folder> tst_IndexedPlace::folders() const
{
    QList<Folder> list;
    for (const QString &root : {u"/a"_s, u"/b/one"_s, u"/b/two"_s}) {
        Folder folder;
        folder.config.key = {at(root), u"p"_s, root.mid(1)};
        list.append(folder);
    }
    return list;
}

void tst_IndexedPlace::findsTheFoldersOfAPath_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("datasets");
    QTest::addColumn<QString>("prefix");

    QTest::newRow("the folder itself") << u"/a"_s << QStringList{u"a"_s} << QString();
    QTest::newRow("with a slash at the end") << u"/a/"_s << QStringList{u"a"_s} << QString();
    QTest::newRow("a folder in it") << u"/a/src"_s << QStringList{u"a"_s} << u"src/"_s;
    QTest::newRow("deeper") << u"/a/src/deep/../deep"_s << QStringList{u"a"_s} << u"src/deep/"_s;
    QTest::newRow("a file in it") << u"/a/src/main.cpp"_s << QStringList{u"a"_s} << u"src/main.cpp"_s;
    QTest::newRow("what is not there any more") << u"/a/gone"_s << QStringList{u"a"_s} << u"gone"_s;
    QTest::newRow("the folder of two") << u"/b"_s << QStringList{u"b/one"_s, u"b/two"_s} << QString();
    QTest::newRow("a name that begins alike") << u"/ab"_s << QStringList() << QString();
    QTest::newRow("elsewhere") << u"/c"_s << QStringList() << QString();
}

void tst_IndexedPlace::findsTheFoldersOfAPath()
{
    QFETCH(QString, path);
    QFETCH(QStringList, datasets);
    QFETCH(QString, prefix);
    const auto place = placeOf(at(path), folders());
    QVERIFY(place);
    QStringList found;
    for (const Folder &folder : place->folders)
        found.append(folder.config.key.dataset);
    QCOMPARE(found, datasets);
    QCOMPARE(place->prefix, prefix);
}

void tst_IndexedPlace::followsLinks()
{
    const auto place = placeOf(at(u"/link"_s), folders());
    QVERIFY(place);
    QCOMPARE(place->path, at(u"/a/src"_s));
    QCOMPARE(place->prefix, u"src/"_s);
}

void tst_IndexedPlace::refusesPathsThatAreNotAbsolute_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("relative") << u"src"_s;
    QTest::newRow("a dot") << u"."_s;
    QTest::newRow("another user's home") << u"~other/src"_s;
    QTest::newRow("nothing") << QString();
}

void tst_IndexedPlace::refusesPathsThatAreNotAbsolute()
{
    QFETCH(QString, path);
    const auto place = placeOf(path, folders());
    QVERIFY(!place);
    QCOMPARE(place.error().kind, Error::Kind::Invalid);
}

QTEST_APPLESS_MAIN(tst_IndexedPlace)
#include "tst_IndexedPlace.moc"
