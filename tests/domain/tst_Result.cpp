#include <domain/Result.h>

#include <QTest>

#include <memory>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Result : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEitherAValueOrAnError();
    void chainsUntilTheFirstError();
    void mayChangeItsTypeOnTheWay();
    void carriesMoveOnlyValues();
    void succeedsWithoutAValue();
};

static Result<int> half(int n)
{
    if (n % 2 != 0)
        return Error{Error::Kind::Invalid, u"%1 is odd"_s.arg(n)};
    return n / 2;
}

void tst_Result::isEitherAValueOrAnError()
{
    const Result<int> value = half(8);
    QVERIFY(value);
    QVERIFY(value.has_value());
    QCOMPARE(*value, 4);

    const Result<int> error = half(7);
    QVERIFY(!error);
    QVERIFY(!error.has_value());
    QVERIFY(error.error() == (Error{Error::Kind::Invalid, u"7 is odd"_s}));
}

void tst_Result::chainsUntilTheFirstError()
{
    int calls = 0;
    const auto count = [&calls](int n) {
        ++calls;
        return half(n);
    };
    QCOMPARE(*half(8).and_then(count).and_then(count), 1);
    QCOMPARE(calls, 2);
    QCOMPARE(half(6).and_then(count).and_then(count).error().message, u"3 is odd"_s);
    QCOMPARE(calls, 3);
}

void tst_Result::mayChangeItsTypeOnTheWay()
{
    const auto text = [](int n) -> Result<QString> { return QString::number(n); };
    QCOMPARE(*half(8).and_then(text), u"4"_s);
    QCOMPARE(half(1).and_then(text).error().message, u"1 is odd"_s);
}

void tst_Result::carriesMoveOnlyValues()
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(1));
    const std::unique_ptr<int> value = *std::move(result);
    QCOMPARE(*value, 1);
    static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>>>);
}

void tst_Result::succeedsWithoutAValue()
{
    QVERIFY(Done());
    QVERIFY(!Done(Error{}));
    QCOMPARE(Done(Error{}).error().kind, Error::Kind::Internal);
}

QTEST_APPLESS_MAIN(tst_Result)
#include "tst_Result.moc"
