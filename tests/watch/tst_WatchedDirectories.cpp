#include <QTest>

#include <WatchedDirectories.h>

#include <algorithm>

using namespace vectray;

class tst_WatchedDirectories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knowsPathsBothWays();
    void movesWhatIsBelowWithADirectory();
    void keepsTheNewcomerWhenTheOldOneIsRemoved();
    void forgetsWhatWasBelowARemovedDirectory();
    void endsInACircle();
    void tellsWhatARoundLeftOver();

private:
    WatchedDirectories m_directories;
};

void tst_WatchedDirectories::init()
{
    m_directories.clear();
    m_directories.put(1, {}, {});
    m_directories.put(2, {1, "a"}, {});
    m_directories.put(3, {2, "b"}, {});
    m_directories.put(4, {1, "c"}, {});
}

void tst_WatchedDirectories::knowsPathsBothWays()
{
    QCOMPARE(m_directories.root(), 1);
    QCOMPARE(*m_directories.path(1), QByteArray(""));
    QCOMPARE(*m_directories.path(3), QByteArray("a/b"));
    QCOMPARE(m_directories.find("a/b"), 3);
    QCOMPARE(m_directories.find(""), 1);
    QCOMPARE(m_directories.find("a/x"), WatchedDirectories::NoParent);
    QVERIFY(!m_directories.path(9));
}

void tst_WatchedDirectories::movesWhatIsBelowWithADirectory()
{
    m_directories.put(2, {4, "z"}, {});
    QCOMPARE(*m_directories.path(3), QByteArray("c/z/b"));
    QCOMPARE(m_directories.find("c/z/b"), 3);
    QCOMPARE(m_directories.find("a"), WatchedDirectories::NoParent);
    QList<int> tree = m_directories.tree(4);
    std::ranges::sort(tree);
    QCOMPARE(tree, (QList<int>{2, 3, 4}));
}

void tst_WatchedDirectories::keepsTheNewcomerWhenTheOldOneIsRemoved()
{
    m_directories.put(5, {1, "a"}, {});
    m_directories.remove(2);
    QCOMPARE(m_directories.find("a"), 5);
    m_directories.remove(77); // unknown: nothing happens
    QCOMPARE(m_directories.size(), 4);
}

void tst_WatchedDirectories::forgetsWhatWasBelowARemovedDirectory()
{
    m_directories.remove(2);
    QVERIFY(!m_directories.path(3));
}

void tst_WatchedDirectories::endsInACircle()
{
    m_directories.put(2, {3, "a"}, {});
    QVERIFY(!m_directories.path(2));
    QVERIFY(!m_directories.tree(2).isEmpty());
    QCOMPARE(m_directories.tree(4), QList<int>{4});
}

void tst_WatchedDirectories::tellsWhatARoundLeftOver()
{
    m_directories.beginRound();
    for (const int watch : {1, 4})
        m_directories.put(watch, watch == 1 ? WatchedDirectories::Place{} : WatchedDirectories::Place{1, "c"},
                          {});
    QList<int> left = m_directories.leftOver();
    std::ranges::sort(left);
    QCOMPARE(left, (QList<int>{2, 3}));
}

QTEST_APPLESS_MAIN(tst_WatchedDirectories)
#include "tst_WatchedDirectories.moc"
