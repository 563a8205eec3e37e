#include "FakeTime.h"

#include <embed/RateGovernor.h>

#include <QTest>

using namespace vectray;
using namespace vectray::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_RateGovernor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsToTheRequestsAMinute();
    void keepsToTheTokensAMinute();
    void letsALargeCallThroughAndPaysItOff();
    void waitsAsLongAsItIsAsked();
    void doesNotWaitLongerThanThePatience();
    void learnsLimitsFromHeaders();
    void believesNoNegativeLimits();
    void leavesAFailingServiceAlone();
    void triesAServiceThatWasAwayWithOneCall();
    void asksNobodyWhoRejectsUs();
    void triesAgainLaterAndLater_data();
    void triesAgainLaterAndLater();
    void readsDurations_data();
    void readsDurations();

private:
    static bool admitted(RateGovernor &governor, std::int64_t tokens = 1,
                         std::chrono::milliseconds patience = 10min)
    {
        return governor.admit(tokens, patience, {}).has_value();
    }
    static ProviderFailure busy()
    {
        return {.kind = ProviderFailure::Kind::Busy, .message = u"it has trouble"_s};
    }
};

void tst_RateGovernor::keepsToTheRequestsAMinute()
{
    FakeTime time;
    RateGovernor governor({.requestsPerMinute = 60}, time.timing());
    for (int i = 0; i < 15 + 60; ++i) // a quarter of a minute's at once, then one a second
        QVERIFY(admitted(governor));
    QVERIFY2(time.now() >= 59s && time.now() <= 61s, qPrintable(QString::number(time.now().count())));
}

void tst_RateGovernor::keepsToTheTokensAMinute()
{
    FakeTime time;
    RateGovernor governor({.tokensPerMinute = 6'000}, time.timing());
    for (int i = 0; i < 30; ++i)
        QVERIFY(admitted(governor, 500)); // 15,000, of which 1,500 at once
    QVERIFY2(time.now() >= 134s && time.now() <= 136s, qPrintable(QString::number(time.now().count())));
}

void tst_RateGovernor::letsALargeCallThroughAndPaysItOff()
{
    FakeTime time;
    RateGovernor governor({.tokensPerMinute = 6'000}, time.timing());
    QVERIFY(admitted(governor, 6'000)); // more than there is at once
    QCOMPARE(time.now(), 0ms);
    QVERIFY(admitted(governor, 100));
    QVERIFY(time.now() >= 45s);
}

void tst_RateGovernor::waitsAsLongAsItIsAsked()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    governor.onFailure(
        {.kind = ProviderFailure::Kind::RateLimited, .message = u"a pause, please"_s, .retryAfter = 20s});
    QCOMPARE(governor.state().kind, EmbeddingServiceState::Kind::Paused);
    QVERIFY(admitted(governor));
    QCOMPARE(time.now(), 20s);
}

void tst_RateGovernor::doesNotWaitLongerThanThePatience()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    governor.onFailure(
        {.kind = ProviderFailure::Kind::RateLimited, .message = u"a pause, please"_s, .retryAfter = 20s});
    const Done refused = governor.admit(1, 1s, {});
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
    QCOMPARE(refused.error().message, u"a pause, please"_s);
    QCOMPARE(time.now(), 0ms);
}

void tst_RateGovernor::learnsLimitsFromHeaders()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    governor.onAnswer({.status = 200, .headers = {{"x-ratelimit-limit-requests", "60"}}, .body = {}});
    for (int i = 0; i < 15 + 10; ++i)
        QVERIFY(admitted(governor));
    QVERIFY2(time.now() >= 9s && time.now() <= 11s, qPrintable(QString::number(time.now().count())));

    governor.onAnswer(
        {.status = 200,
         .headers = {{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "1m30s"}},
         .body = {}});
    const auto before = time.now();
    QVERIFY(admitted(governor));
    QCOMPARE(time.now() - before, 90s);
}

void tst_RateGovernor::believesNoNegativeLimits()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    governor.onAnswer(
        {.status = 200,
         .headers = {{"x-ratelimit-limit-requests", "-1"}, {"x-ratelimit-limit-tokens", "many"}},
         .body = {}});
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(admitted(governor, 1'000));
    QCOMPARE(time.now(), 0ms);
}

void tst_RateGovernor::leavesAFailingServiceAlone()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    for (int i = 1; i < RateGovernor::FailuresUntilOpen; ++i) {
        governor.onFailure(busy());
        QVERIFY(admitted(governor));
    }
    governor.onFailure(busy());
    QCOMPARE(governor.state().kind, EmbeddingServiceState::Kind::Away);
    QVERIFY(!admitted(governor));
    QCOMPARE(time.now(), 0ms); // nobody is kept waiting
    time.pass(governor.state().left);
    QVERIFY(admitted(governor));
    governor.onAnswer({.status = 200, .headers = {}, .body = {}});
    QCOMPARE(governor.state().kind, EmbeddingServiceState::Kind::Ready);
}

void tst_RateGovernor::triesAServiceThatWasAwayWithOneCall()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    for (int i = 0; i < RateGovernor::FailuresUntilOpen; ++i)
        governor.onFailure(busy());
    const auto first = governor.state().left;
    time.pass(first);
    QVERIFY(admitted(governor));
    QVERIFY(!admitted(governor)); // until the first is answered
    governor.onFailure(busy());
    QVERIFY(governor.state().left > first);
}

void tst_RateGovernor::asksNobodyWhoRejectsUs()
{
    FakeTime time;
    RateGovernor governor({}, time.timing());
    governor.onFailure({.kind = ProviderFailure::Kind::Rejected, .message = u"check the key"_s});
    QCOMPARE(governor.admit(1, 10min, {}).error().message, u"check the key"_s);
    QCOMPARE(governor.state().kind, EmbeddingServiceState::Kind::Rejected);
    QCOMPARE(governor.state().reason, u"check the key"_s);
    time.pass(RateGovernor::RejectedFor);
    QVERIFY(admitted(governor)); // somebody may have changed it
}

void tst_RateGovernor::triesAgainLaterAndLater_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<std::chrono::milliseconds>("expected");

    QTest::newRow("first") << 0 << std::chrono::milliseconds(500);
    QTest::newRow("second") << 1 << std::chrono::milliseconds(1'000);
    QTest::newRow("fourth") << 3 << std::chrono::milliseconds(4'000);
    QTest::newRow("never longer") << 60 << std::chrono::milliseconds(30'000);
}

void tst_RateGovernor::triesAgainLaterAndLater()
{
    QFETCH(int, attempt);
    QFETCH(std::chrono::milliseconds, expected);
    FakeTime time;
    QCOMPARE(RateGovernor({}, time.timing()).backOff(attempt, busy()), expected);

    Timing unlucky = time.timing();
    unlucky.random = [] { return 1.0; };
    QCOMPARE(RateGovernor({}, unlucky).backOff(attempt, busy()), expected * 3 / 4);

    ProviderFailure asked = busy();
    asked.retryAfter = 7s;
    QCOMPARE(RateGovernor({}, time.timing()).backOff(attempt, asked), 7s);
}

void tst_RateGovernor::readsDurations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("ms"); // -1: none

    QTest::newRow("seconds") << QByteArray("1s") << 1'000;
    QTest::newRow("milliseconds") << QByteArray("120ms") << 120;
    QTest::newRow("minutes") << QByteArray("6m0s") << 360'000;
    QTest::newRow("all") << QByteArray("1h2m3.5s") << 3'723'500;
    QTest::newRow("bare") << QByteArray("1.5") << 1'500;
    QTest::newRow("words") << QByteArray("soon") << -1;
    QTest::newRow("unit unknown") << QByteArray("1d") << -1;
    QTest::newRow("negative") << QByteArray("-1s") << -1;
}

void tst_RateGovernor::readsDurations()
{
    QFETCH(QByteArray, text);
    QFETCH(int, ms);
    const auto duration = durationOf(text);
    QCOMPARE(duration ? int(duration->count()) : -1, ms);
}

QTEST_GUILESS_MAIN(tst_RateGovernor)
#include "tst_RateGovernor.moc"
