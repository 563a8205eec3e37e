#include <detect/MoveMatcher.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_MoveMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesTheSameContentOnce();
    void prefersTheSameInodeThenTheSameName();
    void neverMatchesEmptyFiles();
    void leavesARecordWhoseFileCameBack();
    void listsWhatNobodyClaimed();
};

namespace {

ContentHash hash(char fill)
{
    ContentHash::Bytes bytes;
    bytes.fill(std::byte(fill));
    return ContentHash(bytes);
}

FileRecord record(int id, const QString &path, char content, std::uint64_t inode = 0)
{
    return {.id = {id}, .path = path, .hash = hash(content), .stat = {.size = 1, .inode = inode}};
}

} // namespace

void tst_MoveMatcher::matchesTheSameContentOnce()
{
    MoveMatcher matcher({record(1, u"old"_s, 'a')});
    QVERIFY(!matcher.claim(hash('b'), {.size = 1}, u"new"_s));
    const auto claimed = matcher.claim(hash('a'), {.size = 1}, u"new"_s);
    QVERIFY(claimed);
    QCOMPARE(claimed->id, FileId{1});
    QVERIFY(!matcher.claim(hash('a'), {.size = 1}, u"second copy"_s));
}

void tst_MoveMatcher::prefersTheSameInodeThenTheSameName()
{
    MoveMatcher matcher({record(1, u"x/first"_s, 'a', 11), record(2, u"x/name"_s, 'a', 12), record(3, u"x/other"_s, 'a', 13)});
    QCOMPARE(matcher.claim(hash('a'), {.size = 1, .inode = 13}, u"y/name"_s)->id, FileId{3});
    QCOMPARE(matcher.claim(hash('a'), {.size = 1, .inode = 99}, u"y/name"_s)->id, FileId{2});
    QCOMPARE(matcher.claim(hash('a'), {.size = 1, .inode = 99}, u"y/name"_s)->id, FileId{1});
}

void tst_MoveMatcher::neverMatchesEmptyFiles()
{
    MoveMatcher matcher({record(1, u"old"_s, 'e')});
    QVERIFY(!matcher.claim(hash('e'), {.size = 0}, u"new"_s));
}

void tst_MoveMatcher::leavesARecordWhoseFileCameBack()
{
    MoveMatcher matcher({record(1, u"old"_s, 'a')});
    QVERIFY(!matcher.claim(hash('a'), {.size = 1}, u"copy"_s, [](const QString &path) { return path != u"old"_s; }));
    QCOMPARE(matcher.unclaimed().size(), 1);
}

void tst_MoveMatcher::listsWhatNobodyClaimed()
{
    MoveMatcher matcher({record(2, u"b"_s, 'b'), record(1, u"a"_s, 'a'), record(3, u"c"_s, 'c')});
    QVERIFY(matcher.claim(hash('b'), {.size = 1}, u"new"_s));
    const QList expected{record(1, u"a"_s, 'a'), record(3, u"c"_s, 'c')};
    QCOMPARE(matcher.unclaimed(), expected);
}

QTEST_APPLESS_MAIN(tst_MoveMatcher)
#include "tst_MoveMatcher.moc"
