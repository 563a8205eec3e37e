#include "PostgresHealth.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PostgresHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isUnreachableSinceTheFirstTroubleUntilTheLastIsOver();
    void tellsOfTheListenerOnly();
};

namespace {

Done trouble(const QString &reason)
{
    return Error{Error::Kind::Unavailable, reason};
}

} // namespace

void tst_PostgresHealth::isUnreachableSinceTheFirstTroubleUntilTheLastIsOver()
{
    using Part = PostgresHealth::Part;
    PostgresHealth health([](const StoreHealth &) {});
    QVERIFY(health.now().isReachable());
    health.report(Part::Storing, trouble(u"the disk is full"_s));
    const QDateTime since = health.now().unreachableSince;
    QVERIFY(since.isValid());
    QCOMPARE(health.now().reason, u"the disk is full"_s);
    QVERIFY(!health.isAway());

    health.report(Part::Listening, trouble(u"nobody answers"_s));
    QVERIFY(health.isAway());
    QCOMPARE(health.now().reason, u"nobody answers"_s); // what matters more
    QCOMPARE(health.now().unreachableSince, since);

    health.report(Part::Listening, {});
    health.report(Part::Reading, {});
    QCOMPARE(health.now().reason, u"the disk is full"_s);
    QCOMPARE(health.now().unreachableSince, since);
    health.report(Part::Storing, {});
    QVERIFY(health.now().isReachable());
    QVERIFY(health.now().reason.isEmpty());
}

void tst_PostgresHealth::tellsOfTheListenerOnly()
{
    // Whoever is told does again what had failed: that must not be caused by what fails again and again.
    using Part = PostgresHealth::Part;
    QList<bool> told;
    PostgresHealth health([&](const StoreHealth &now) { told.append(now.isReachable()); });
    health.report(Part::Storing, trouble(u"the disk is full"_s));
    health.report(Part::Storing, {});
    QVERIFY(told.isEmpty());
    health.report(Part::Listening, trouble(u"nobody answers"_s));
    health.report(Part::Writing, trouble(u"nobody answers"_s));
    health.report(Part::Listening, trouble(u"nobody answers"_s));
    health.report(Part::Listening, {});
    health.report(Part::Listening, {});
    QCOMPARE(told, QList({false, true}));
}

QTEST_APPLESS_MAIN(tst_PostgresHealth)
#include "tst_PostgresHealth.moc"
