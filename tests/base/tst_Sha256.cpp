#include <base/Sha256.h>

#include <QTest>

#include <array>
#include <thread>
#include <vector>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Sha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashesTheStandardsExamples_data();
    void hashesTheStandardsExamples();
    void doesNotCareHowTheBytesArrive();
    void beginsAnewAfterEachHash();
    void worksOnManyThreadsAtOnce();
};

void tst_Sha256::hashesTheStandardsExamples_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("hex");

    QTest::newRow("nothing") << QByteArray()
                             << u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;
    QTest::newRow("abc") << QByteArray("abc")
                         << u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s;
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << u"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"_s;
    QTest::newRow("a million letters")
        << QByteArray(1'000'000, 'a')
        << u"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_s;
}

void tst_Sha256::hashesTheStandardsExamples()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, hex);
    QCOMPARE(sha256(bytes).toHex(), hex);
}

void tst_Sha256::doesNotCareHowTheBytesArrive()
{
    QByteArray bytes;
    for (int i = 0; i < 1'000; ++i)
        bytes += char(i * 7);
    const ContentHash whole = sha256(bytes);
    for (const qsizetype step : {1, 55, 56, 63, 64, 65, 999}) { // around the size of a block
        Sha256 digest;
        digest.add({});
        for (qsizetype at = 0; at < bytes.size(); at += step)
            digest.add(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
        QCOMPARE(digest.take().toHex(), whole.toHex());
    }
}

void tst_Sha256::beginsAnewAfterEachHash()
{
    Sha256 digest;
    digest.add("something else");
    QVERIFY(digest.take() != sha256("abc"));
    digest.add("abc");
    QVERIFY(digest.take() == sha256("abc"));
    QVERIFY(digest.take() == sha256({}));
}

void tst_Sha256::worksOnManyThreadsAtOnce()
{
    std::array<int, 4> wrong{};
    {
        std::vector<std::jthread> threads;
        for (int &count : wrong) {
            threads.emplace_back([&count] {
                const ContentHash expected = sha256("abc");
                for (int i = 0; i < 10'000; ++i)
                    count += sha256("abc") == expected && sha256("abd") != expected ? 0 : 1;
            });
        }
    }
    QCOMPARE(wrong, (std::array<int, 4>{}));
}

QTEST_APPLESS_MAIN(tst_Sha256)
#include "tst_Sha256.moc"
