#include "TestTree.h"

#include <watch/RootIdentity.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_RootIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsInThePlace_data();
    void tellsWhatIsInThePlace();
    void anErrorTellsTheOutcomesApart();
    void differsAfterTheRootWasMadeAgain();
    void seesThatItIsSuddenlyEmpty();
    void saysThatItMayNotLook();
};

void tst_RootIdentity::tellsWhatIsInThePlace_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<RootState::Kind>("kind");

    QTest::newRow("a directory") << "full"_ba << RootState::Kind::Present;
    QTest::newRow("nothing") << "gone"_ba << RootState::Kind::Missing;
    QTest::newRow("nothing, nor a parent") << "gone/x"_ba << RootState::Kind::Missing;
    QTest::newRow("a file") << "full/file"_ba << RootState::Kind::NotADirectory;
    QTest::newRow("a link to a directory") << "link"_ba << RootState::Kind::NotADirectory;
    QTest::newRow("below a file") << "full/file/x"_ba << RootState::Kind::NotADirectory;
}

void tst_RootIdentity::tellsWhatIsInThePlace()
{
    QFETCH(QByteArray, path);
    QFETCH(RootState::Kind, kind);
    const TestTree tree;
    QVERIFY(tree.write("full/file"));
    QCOMPARE(::symlink("full", tree.path("link").constData()), 0);

    const RootState state = lookAtRoot(QFile::decodeName(tree.path(path)));
    QCOMPARE(state.kind, kind);
    QCOMPARE(state.reason.isEmpty(), kind == RootState::Kind::Present);
    QVERIFY(!state.empty);
}

void tst_RootIdentity::anErrorTellsTheOutcomesApart()
{
    const TestTree tree;
    QVERIFY(tree.write("file"));
    QVERIFY(identify(tree.root()));
    QCOMPARE(identify(tree.root() + u"/gone"_s).error().kind, Error::Kind::NotFound);
    QCOMPARE(identify(tree.root() + u"/file"_s).error().kind, Error::Kind::Invalid);
}

void tst_RootIdentity::differsAfterTheRootWasMadeAgain()
{
    const TestTree tree;
    QVERIFY(tree.mkdirs("root"));
    const QString root = tree.root() + u"/root"_s;
    const RootIdentity before = *identify(root);
    QCOMPARE(*identify(root), before);
    QVERIFY(before.inode != 0);
    QVERIFY(before.mount != 0);

    // Made beside it first, so that the file system cannot hand out the same inode again.
    QVERIFY(tree.mkdirs("new"));
    QCOMPARE(::rmdir(tree.path("root").constData()), 0);
    QCOMPARE(::rename(tree.path("new").constData(), tree.path("root").constData()), 0);
    QVERIFY(*identify(root) != before);
}

void tst_RootIdentity::seesThatItIsSuddenlyEmpty()
{
    const TestTree tree;
    QVERIFY(tree.write(".hidden"));
    QVERIFY(!suddenlyEmpty(lookAtRoot(tree.root()), 1));
    QCOMPARE(::unlink(tree.path(".hidden").constData()), 0);
    QVERIFY(suddenlyEmpty(lookAtRoot(tree.root()), 1));
    QVERIFY(!suddenlyEmpty(lookAtRoot(tree.root()), 0));
    QVERIFY(!suddenlyEmpty(lookAtRoot(tree.root() + u"/gone"_s), 1));
}

void tst_RootIdentity::saysThatItMayNotLook()
{
    const TestTree tree;
    QVERIFY(tree.mkdirs("shut"));
    QCOMPARE(::chmod(tree.path("shut").constData(), 0), 0);
    const AsNobody nobody;
    const RootState state = lookAtRoot(tree.root() + u"/shut"_s);
    QCOMPARE(state.kind, RootState::Kind::Unreadable);
    QVERIFY2(state.reason.contains(u"Permission denied"_s), qPrintable(state.reason));
    QCOMPARE(identify(tree.root() + u"/shut"_s).error().kind, Error::Kind::Denied);
}

QTEST_GUILESS_MAIN(tst_RootIdentity)
#include "tst_RootIdentity.moc"
