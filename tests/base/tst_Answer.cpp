#include <base/Answer.h>

#include <QTest>

#include <thread>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Answer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOwedUntilItIsGiven();
    void mayBeGivenByAnotherThread();
    void isThereAtOnceIfItIsKnown();
};

void tst_Answer::isOwedUntilItIsGiven()
{
    const Answer<QString> answer;
    const QFuture<QString> future = answer.future();
    QVERIFY(!future.isFinished());
    const Answer<QString> copy = answer;
    copy.give(u"yes"_s);
    QVERIFY(future.isFinished());
    QCOMPARE(future.result(), u"yes"_s);
}

void tst_Answer::mayBeGivenByAnotherThread()
{
    QFuture<int> future;
    std::jthread giver;
    {
        const Answer<int> answer;
        future = answer.future();
        giver = std::jthread([answer] { answer.give(7); });
    }
    QCOMPARE(future.result(), 7); // waits
}

void tst_Answer::isThereAtOnceIfItIsKnown()
{
    QVERIFY(answered(7).isFinished());
    QCOMPARE(answered(7).result(), 7);
}

QTEST_APPLESS_MAIN(tst_Answer)
#include "tst_Answer.moc"
