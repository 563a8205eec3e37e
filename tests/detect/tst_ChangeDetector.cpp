#include <detect/ChangeDetector.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(vectray::FileStat)

class tst_ChangeDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsFilesByWhereTheyAre();
    void suspectsAFileByItsStat_data();
    void suspectsAFileByItsStat();
    void suspectsAFileReadInTheMomentItWasWritten();
    void trustsNothingWhenToldSo();
    void comparesByBytes();
};

namespace {

constexpr std::int64_t Later = 10'000'000'000;
const FileStat Plain{.size = 10, .mtimeNs = 1'000, .ctimeNs = 2'000, .inode = 3};

FileTable table(const QList<QByteArray> &paths, FileId firstId = {}, std::int64_t readAt = Later)
{
    FileTable files;
    for (const QByteArray &path : paths) {
        files.add(path, {.stat = Plain, .id = firstId, .readAtNs = readAt});
        if (firstId != FileId{})
            ++firstId.value;
    }
    files.sort();
    return files;
}

} // namespace

void tst_ChangeDetector::sortsFilesByWhereTheyAre()
{
    const FileTable disk = table({"a", "b", "d"});
    const FileTable index = table({"b", "c", "d"}, FileId{1});
    const Comparison result = compare(disk, index);
    QCOMPARE(result.created, std::vector<std::size_t>{0});
    QCOMPARE(result.missing, std::vector<std::size_t>{1});
    QCOMPARE(result.unchanged, std::size_t(2));
    QVERIFY(result.suspects.empty());
}

void tst_ChangeDetector::suspectsAFileByItsStat_data()
{
    QTest::addColumn<FileStat>("stat");
    QTest::addColumn<bool>("suspect");

    const auto with = [](auto change) {
        FileStat stat = Plain;
        change(stat);
        return stat;
    };
    QTest::newRow("the same") << Plain << false;
    QTest::newRow("another size") << with([](FileStat &stat) { ++stat.size; }) << true;
    QTest::newRow("another mtime") << with([](FileStat &stat) { ++stat.mtimeNs; }) << true;
    QTest::newRow("mtime set back, ctime moved") << with([](FileStat &stat) { ++stat.ctimeNs; }) << true;
    QTest::newRow("another inode") << with([](FileStat &stat) { ++stat.inode; }) << true;
}

void tst_ChangeDetector::suspectsAFileByItsStat()
{
    QFETCH(FileStat, stat);
    QFETCH(bool, suspect);
    FileTable disk;
    disk.add("a", {.stat = stat});
    const Comparison result = compare(disk, table({"a"}, FileId{7}));
    QCOMPARE(result.suspects.size(), std::size_t(suspect));
    if (suspect)
        QCOMPARE(result.suspects.front().id, FileId{7});
}

void tst_ChangeDetector::suspectsAFileReadInTheMomentItWasWritten()
{
    const Comparison result = compare(table({"a"}), table({"a"}, FileId{1}, Plain.ctimeNs + 1));
    QCOMPARE(result.suspects.size(), std::size_t(1));
}

void tst_ChangeDetector::trustsNothingWhenToldSo()
{
    const Comparison result = compare(table({"a", "b"}), table({"a", "b"}, FileId{1}), Trust::Nothing);
    QCOMPARE(result.suspects.size(), std::size_t(2));
    QCOMPARE(result.unchanged, std::size_t(0));
}

void tst_ChangeDetector::comparesByBytes()
{
    // In the order of bytes "a!" < "a/b" < "a0"; a comparison in another order would see changes.
    const QList<QByteArray> paths{"a/b", "a!", "a0", "\xc3\xa4", "Z"};
    QList<QByteArray> reversed(paths.rbegin(), paths.rend());
    const Comparison result = compare(table(paths), table(reversed, FileId{1}));
    QCOMPARE(result.unchanged, std::size_t(5));
}

QTEST_APPLESS_MAIN(tst_ChangeDetector)
#include "tst_ChangeDetector.moc"
