#include "MessageLines.h"

#include <QTest>

using namespace vectray;

class tst_MessageLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsAtLineEndsInWhateverPieces_data();
    void cutsAtLineEndsInWhateverPieces();
};

void tst_MessageLines::cutsAtLineEndsInWhateverPieces_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArrayList>("lines"); // "-": one that was too long

    QTest::newRow("nothing") << QByteArray() << QByteArrayList{};
    QTest::newRow("two") << QByteArray("{1}\n{2}\n") << QByteArrayList{"{1}", "{2}"};
    QTest::newRow("blank ones") << QByteArray("\n \r\n{1}\n\n") << QByteArrayList{"{1}"};
    QTest::newRow("the last one not ended") << QByteArray("{1}\n{2}") << QByteArrayList{"{1}", "{2}"};
    QTest::newRow("as long as may be") << QByteArray("12345678\n") << QByteArrayList{"12345678"};
    QTest::newRow("too long") << QByteArray("123456789\n{1}\n") << QByteArrayList{"-", "{1}"};
    QTest::newRow("too long by far") << QByteArray(100, 'x') + "\n{1}\n" << QByteArrayList{"-", "{1}"};
    QTest::newRow("the rest of one too long is no message")
        << QByteArray("123456789\"{1}") << QByteArrayList{"-"};
    QTest::newRow("two too long") << QByteArray("123456789\n123456789\n") << QByteArrayList{"-", "-"};
}

void tst_MessageLines::cutsAtLineEndsInWhateverPieces()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArrayList, lines);
    constexpr qsizetype Most = 8;
    for (qsizetype size = 1; size <= sent.size() + 1; ++size) {
        MessageLines cutter(Most);
        QByteArrayList found;
        const auto add = [&found](const MessageLines::Lines &more) {
            for (const auto &line : more)
                found.append(line.value_or("-"));
        };
        for (qsizetype at = 0; at < sent.size(); at += size)
            add(cutter.take(QByteArrayView(sent).sliced(at, std::min(size, sent.size() - at))));
        add(cutter.end());
        QCOMPARE(found, lines);
    }
}

QTEST_GUILESS_MAIN(tst_MessageLines)
#include "tst_MessageLines.moc"
