#include "RowSum.h"

#include <QTest>

#include <cmath>
#include <random>
#include <vector>

using namespace vectray;

class tst_RowSum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsWeightedRows();
    void givesTheSameOnEveryProcessor_data();
    void givesTheSameOnEveryProcessor();
};

void tst_RowSum::addsWeightedRows()
{
    const std::vector<std::int8_t> ones(64, 1);
    const std::vector<std::int8_t> lowest(64, -128);
    std::vector<float> sum(64, 99.0F);
    sumRowsPlainly(std::vector<WeightedRow>{{ones.data(), 0.5F}, {lowest.data(), 0.25F}}, sum);
    QCOMPARE(sum, std::vector<float>(64, -31.5F));
}

void tst_RowSum::givesTheSameOnEveryProcessor_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("dimension");

    QTest::newRow("no row") << 0 << 256;
    QTest::newRow("one row") << 1 << 64;
    QTest::newRow("a chunk") << 160 << 256;
    QTest::newRow("the most a text can have") << 1'024 << 1'024;
}

void tst_RowSum::givesTheSameOnEveryProcessor()
{
    QFETCH(int, rows);
    QFETCH(int, dimension);
    if (fastestRowSum() == sumRowsPlainly)
        QSKIP("this processor has nothing faster than the plain loop");

    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same rows each time
    std::uniform_int_distribution<int> number(-128, 127);
    std::uniform_real_distribution<float> weight(0.01F, 4.0F);
    std::vector<std::int8_t> table(std::size_t(rows) * std::size_t(dimension));
    for (std::int8_t &cell : table)
        cell = std::int8_t(number(random));
    std::vector<WeightedRow> terms;
    for (std::size_t i = 0; i < std::size_t(rows); ++i)
        terms.push_back({table.data() + i * std::size_t(dimension), weight(random)});

    std::vector<float> plain(std::size_t(dimension), 1.0F);
    std::vector<float> fast(std::size_t(dimension), 2.0F);
    sumRowsPlainly(terms, plain);
    fastestRowSum()(terms, fast);
    const float tolerance = 1e-6F * 512.0F * float(std::max(rows, 1));
    for (std::size_t i = 0; i < plain.size(); ++i)
        QVERIFY2(std::abs(plain[i] - fast[i]) <= tolerance, qPrintable(QString::number(i)));
}

QTEST_APPLESS_MAIN(tst_RowSum)
#include "tst_RowSum.moc"
