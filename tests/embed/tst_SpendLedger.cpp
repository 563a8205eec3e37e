#include <embed/SpendLedger.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SpendLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void remembersAcrossRestarts();
    void stopsAtTheTokens();
    void stopsAtTheMoney();
    void countsWhatIsUnderWay();
    void beginsAnewEachMonth();
    void spendsNothingWhenItCannotRead();
    void tellsWhenItCannotWrite();
    void isForItsUserOnly();

private:
    QString file() const { return m_directory->filePath(u"spend.json"_s); }
    std::unique_ptr<SpendLedger> open(Budget budget)
    {
        return std::make_unique<SpendLedger>(file(), budget, [this] { return m_today; });
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QDate m_today;
    double m_price = 0;
};

void tst_SpendLedger::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_today = QDate(2026, 11, 26);
    m_price = 0;
}

void tst_SpendLedger::remembersAcrossRestarts()
{
    m_price = 2;
    {
        const auto ledger = open({});
        QVERIFY(ledger->reserve({1'000, m_price}));
        QVERIFY(ledger->settle({1'000, m_price}, 900));
    }
    const SpendLedger::Spent spent = open({})->spent();
    QCOMPARE(spent,
             (SpendLedger::Spent{.month = u"2026-11"_s, .requests = 1, .tokens = 900, .money = 0.0018}));
}

void tst_SpendLedger::stopsAtTheTokens()
{
    const auto ledger = open({.tokens = 1'000});
    QVERIFY(ledger->reserve({1'000, m_price}));
    QVERIFY(ledger->settle({1'000, m_price}, 1'000));
    QVERIFY(!ledger->isReached());
    const Done refused = ledger->reserve({1, m_price});
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
    QVERIFY2(refused.error().message.contains(u"1000 tokens"), qPrintable(refused.error().message));
    QVERIFY(ledger->isReached());
    QVERIFY(!open({.tokens = 1'000})->reserve({1, m_price})); // nor after a restart
    QVERIFY(open({.tokens = 2'000})->reserve({1, m_price})); // but when it was raised
}

void tst_SpendLedger::stopsAtTheMoney()
{
    m_price = 10;
    const auto ledger = open({.money = 0.01});
    QVERIFY(ledger->reserve({900, m_price}));
    QVERIFY(ledger->settle({900, m_price}, 900));
    QVERIFY(!ledger->reserve({200, m_price}));
    QVERIFY(ledger->reserve({90, m_price}));
}

void tst_SpendLedger::countsWhatIsUnderWay()
{
    const auto ledger = open({.tokens = 1'000});
    QVERIFY(ledger->reserve({600, m_price}));
    QVERIFY(!ledger->reserve({600, m_price}));
    QVERIFY(ledger->settle({600, m_price}, 0)); // nothing came of it
    QVERIFY(ledger->reserve({600, m_price}));
}

void tst_SpendLedger::beginsAnewEachMonth()
{
    const auto ledger = open({.tokens = 10});
    QVERIFY(ledger->reserve({10, m_price}));
    QVERIFY(ledger->settle({10, m_price}, 10));
    QVERIFY(!ledger->reserve({1, m_price}));
    m_today = QDate(2026, 12, 1);
    QVERIFY(!ledger->isReached());
    QVERIFY(ledger->reserve({10, m_price}));
}

void tst_SpendLedger::spendsNothingWhenItCannotRead()
{
    QFile damaged(file());
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"month\": \"2026-1");
    damaged.close();
    const Done refused = open({})->reserve({1, 1.0});
    QVERIFY2(refused.error().message.contains(file()), qPrintable(refused.error().message));
    QVERIFY(open({})->reserve({1, m_price})); // what is free may go on
}

void tst_SpendLedger::tellsWhenItCannotWrite()
{
    SpendLedger ledger(m_directory->filePath(u"gone/spend.json"_s), {}, [this] { return m_today; });
    QVERIFY(ledger.reserve({1, m_price}));
    QCOMPARE(ledger.settle({1, m_price}, 1).error().kind, Error::Kind::Unavailable);
}

void tst_SpendLedger::isForItsUserOnly()
{
    const auto ledger = open({});
    QVERIFY(ledger->reserve({1, m_price}));
    QVERIFY(ledger->settle({1, m_price}, 1));
    QVERIFY(!(QFileInfo(file()).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

QTEST_GUILESS_MAIN(tst_SpendLedger)
#include "tst_SpendLedger.moc"
