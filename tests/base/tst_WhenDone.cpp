#include <base/WhenDone.h>

#include <QPromise>
#include <QTest>

#include <thread>

using namespace vectray;

class tst_WhenDone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsTheResultHome();
    void bringsAResultThatIsAlreadyThere();
    void callsInTheThreadOfTheContext();
    void staysSilentWhenTheContextIsGone();
    void staysSilentWhenTheFutureIsCancelled();
    void leavesNothingBehind();
};

void tst_WhenDone::bringsTheResultHome()
{
    QPromise<int> promise;
    promise.start();
    int got = 0;
    whenDone(promise.future(), this, [&](int value) { got = value; });
    promise.addResult(7);
    promise.finish();
    QTRY_COMPARE(got, 7);
}

void tst_WhenDone::bringsAResultThatIsAlreadyThere()
{
    QPromise<int> promise;
    promise.start();
    promise.addResult(7);
    promise.finish();
    int got = 0;
    whenDone(promise.future(), this, [&](int value) { got = value; });
    QCOMPARE(got, 0); // never from within the call
    QTRY_COMPARE(got, 7);
}

void tst_WhenDone::callsInTheThreadOfTheContext()
{
    QPromise<int> promise;
    promise.start();
    std::thread::id calledIn;
    whenDone(promise.future(), this, [&](int) { calledIn = std::this_thread::get_id(); });
    const std::jthread worker([&promise] {
        promise.addResult(7);
        promise.finish();
    });
    QTRY_COMPARE(calledIn, std::this_thread::get_id());
}

void tst_WhenDone::staysSilentWhenTheContextIsGone()
{
    QPromise<int> promise;
    promise.start();
    auto context = std::make_unique<QObject>();
    bool called = false;
    whenDone(promise.future(), context.get(), [&](int) { called = true; });
    context.reset();
    promise.addResult(7);
    promise.finish();
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void tst_WhenDone::staysSilentWhenTheFutureIsCancelled()
{
    QPromise<int> promise;
    promise.start();
    bool called = false;
    whenDone(promise.future(), this, [&](int) { called = true; });
    promise.future().cancel();
    promise.finish();
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void tst_WhenDone::leavesNothingBehind()
{
    QObject context;
    QPromise<int> promise;
    promise.start();
    whenDone(promise.future(), &context, [](int) {});
    QCOMPARE(context.children().size(), 1);
    promise.addResult(7);
    promise.finish();
    QTRY_VERIFY(context.children().isEmpty());
}

QTEST_GUILESS_MAIN(tst_WhenDone)
#include "tst_WhenDone.moc"
