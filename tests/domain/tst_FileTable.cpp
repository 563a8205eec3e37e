#include <domain/FileTable.h>

#include <QTest>

using namespace vectray;

class tst_FileTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersByBytes_data();
    void ordersByBytes();
    void keepsEachRowWithItsPath();
    void knowsWhatItContains();
    void takesTheRowsOfAnother();
};

void tst_FileTable::ordersByBytes_data()
{
    QTest::addColumn<QByteArray>("smaller");
    QTest::addColumn<QByteArray>("larger");

    QTest::newRow("letters") << QByteArray("a") << QByteArray("b");
    QTest::newRow("a beginning comes first") << QByteArray("src") << QByteArray("src/a");
    QTest::newRow("capitals come first") << QByteArray("README") << QByteArray("a");
    QTest::newRow("bytes are not signed") << QByteArray("z") << QByteArray("\xc3\xa4");
    QTest::newRow("zero is a byte") << QByteArray("a\0b", 3) << QByteArray("a\1", 2);
}

void tst_FileTable::ordersByBytes()
{
    QFETCH(QByteArray, smaller);
    QFETCH(QByteArray, larger);
    QVERIFY(comparePaths(smaller, larger) < 0);
    QVERIFY(comparePaths(larger, smaller) > 0);
    QCOMPARE(comparePaths(larger, larger), 0);
}

void tst_FileTable::keepsEachRowWithItsPath()
{
    FileTable table;
    QVERIFY(table.isEmpty());
    for (const char *const path : {"b/2", "a", "b", "b/10", "\xc3\xa4"})
        table.add(path, {.stat = {.size = qint64(qstrlen(path))}, .id = {path[0]}});
    table.sort();

    QByteArrayList paths;
    for (std::size_t i = 0; i < table.size(); ++i) {
        paths << table.path(i).toByteArray();
        QCOMPARE(table.row(i).stat.size, table.path(i).size());
        QCOMPARE(table.row(i).id.value, std::int64_t(table.path(i).front()));
    }
    QCOMPARE(paths, QByteArrayList({"a", "b", "b/10", "b/2", "\xc3\xa4"}));
}

void tst_FileTable::knowsWhatItContains()
{
    FileTable table;
    QVERIFY(!table.contains("a"));
    for (const char *const path : {"c", "a/b", "a"})
        table.add(path, {});
    table.sort();
    for (const char *const path : {"a", "a/b", "c"})
        QVERIFY2(table.contains(path), path);
    for (const char *const path : {"b", "a/", "a/bc", "0", "d"})
        QVERIFY2(!table.contains(path), path);
}

void tst_FileTable::takesTheRowsOfAnother()
{
    FileTable table;
    FileTable other;
    table.append(other);
    QVERIFY(table.isEmpty());
    table.add("a", {.id = {1}});
    other.add("b/c", {.id = {2}});
    other.add("d", {.id = {3}});
    table.append(other);
    table.append(other);

    QByteArrayList paths;
    QList<std::int64_t> ids;
    for (std::size_t i = 0; i < table.size(); ++i) {
        paths << table.path(i).toByteArray();
        ids << table.row(i).id.value;
    }
    QCOMPARE(paths, QByteArrayList({"a", "b/c", "d", "b/c", "d"}));
    QCOMPARE(ids, QList<std::int64_t>({1, 2, 3, 2, 3}));
    QCOMPARE(other.size(), 2U);
}

QTEST_APPLESS_MAIN(tst_FileTable)
#include "tst_FileTable.moc"
