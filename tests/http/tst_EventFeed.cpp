#include "EventFeed.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A client that takes what it is let.
class Taker final : public EventSink
{
public:
    void sendEvent(const LoggedEvent &event) override
    {
        received.append(QString::number(event.id));
        waiting += event.json.size();
    }
    void sendNotice(const QString &type, qint64 id, const QJsonObject &data) override
    {
        received.append(type + u'@' + QString::number(id));
        lastData = data;
    }
    qint64 backlog() const override { return waiting; }

    QStringList received;
    QJsonObject lastData;
    qint64 waiting = 0;
};

void fill(EventLog &log, int count, const QJsonObject &data = {})
{
    for (int i = 0; i < count; ++i)
        log.append(u"watch:event"_s, u"p"_s, data);
}

const QJsonObject OfAKilobyte{{u"path"_s, QString(1000, u'x')}};

} // namespace

class tst_EventFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logKeepsTheLastEvents();
    void envelopeHasItsMembers();
    void feedStartsWhereItIsAsked_data();
    void feedStartsWhereItIsAsked();
    void feedFollowsTheLog();
    void feedWaitsForItsClient();
    void replayIsNoReasonToBeCutOff();
    void clientFarBehindIsCutOff();
    void burstLosesNobody();
    void clientThatTheLogForgotIsCutOff();
    void filterDecides_data();
    void filterDecides();
    void filterHasALimit();
    void idIsReadFromTheRequest_data();
    void idIsReadFromTheRequest();
};

void tst_EventFeed::logKeepsTheLastEvents()
{
    EventLog log(100, 5);
    QCOMPARE(log.lastId(), 100);
    QCOMPARE(log.oldestId(), 101);
    QVERIFY(log.reachesBackTo(100));
    QVERIFY(!log.reachesBackTo(99));
    fill(log, 8);
    QCOMPARE(log.lastId(), 108);
    QCOMPARE(log.oldestId(), 104);
    QVERIFY(!log.find(103));
    QCOMPARE(log.find(104)->id, 104);
    QCOMPARE(log.find(108)->id, 108);
    QVERIFY(!log.find(109));
    QVERIFY(log.reachesBackTo(103));
    QVERIFY(!log.reachesBackTo(102));
    QVERIFY(log.reachesBackTo(108));
    QVERIFY(!log.reachesBackTo(109));
}

void tst_EventFeed::envelopeHasItsMembers()
{
    EventLog log(41);
    log.append(u"watch:event"_s, u"my \"app\"\n"_s, {{u"path"_s, u"/a"_s}});
    const QByteArray json = log.find(42)->json;
    QVERIFY(json.startsWith("{\"id\":42,\"type\":\"watch:event\","));
    QVERIFY(!json.contains('\n'));
    const QJsonObject envelope = QJsonDocument::fromJson(json).object();
    QCOMPARE(envelope.keys(), (QStringList{u"data"_s, u"id"_s, u"project"_s, u"timestamp"_s, u"type"_s}));
    QCOMPARE(envelope[u"project"].toString(), u"my \"app\"\n"_s);
    QCOMPARE(envelope[u"data"].toObject(), (QJsonObject{{u"path"_s, u"/a"_s}}));
    const QString timestamp = envelope[u"timestamp"].toString();
    QVERIFY2(timestamp.endsWith(u'Z'), qPrintable(timestamp));
    QVERIFY(QDateTime::fromString(timestamp, Qt::ISODateWithMs).isValid());
    QVERIFY(QJsonDocument::fromJson(EventLog::envelope(1, u"x"_s, {}, {}))[u"project"].isNull());
}

void tst_EventFeed::feedStartsWhereItIsAsked_data()
{
    QTest::addColumn<qint64>("since"); // -1: does not ask
    QTest::addColumn<QString>("received");

    QTest::newRow("does not ask") << qint64(-1) << u"connected@8"_s;
    QTest::newRow("has all") << qint64(8) << u"connected@8"_s;
    QTest::newRow("lacks two") << qint64(6) << u"connected@6 7 8"_s;
    QTest::newRow("lacks all that is kept") << qint64(3) << u"connected@3 4 5 6 7 8"_s;
    QTest::newRow("lacks more") << qint64(2) << u"connected@8 gap@8"_s;
    QTest::newRow("comes from another run") << qint64(9) << u"connected@8 gap@8"_s;
}

void tst_EventFeed::feedStartsWhereItIsAsked()
{
    QFETCH(qint64, since);
    EventLog log(0, 5);
    fill(log, 8);
    Taker taker;
    EventFeed feed(log, taker);
    feed.start(since < 0 ? std::nullopt : std::optional(since), {{u"version"_s, u"1"_s}});
    QVERIFY(feed.pump(Instant()));
    QTEST(taker.received.join(u' '), "received");
    QCOMPARE(feed.position(), 8);
    if (taker.received.last().startsWith(u"gap"))
        QCOMPARE(taker.lastData, (QJsonObject{{u"since"_s, since}, {u"oldestId"_s, 4}, {u"lastId"_s, 8}}));
    else
        QCOMPARE(taker.lastData, (QJsonObject{{u"version"_s, u"1"_s}, {u"lastId"_s, 8}}));
}

void tst_EventFeed::feedFollowsTheLog()
{
    EventLog log;
    Taker taker;
    EventFeed feed(log, taker);
    feed.start({}, {});
    feed.filter().unsubscribe({.types = {u"other"_s}});
    fill(log, 2);
    log.append(u"other"_s, {}, {});
    fill(log, 1);
    QVERIFY(feed.pump(Instant()));
    QCOMPARE(taker.received.join(u' '), u"connected@0 1 2 4"_s);
}

void tst_EventFeed::feedWaitsForItsClient()
{
    EventLog log;
    fill(log, 1000, OfAKilobyte);
    Taker taker;
    EventFeed feed(log, taker);
    feed.start(0, {});
    QVERIFY(feed.pump(Instant()));
    const auto first = taker.received.size();
    QVERIFY(first > 100 && first < 400); // a quarter of a megabyte
    QVERIFY(feed.pump(Instant()));
    QCOMPARE(taker.received.size(), first);
    int turns = 0;
    for (; feed.position() < 1000; ++turns) {
        taker.waiting = 0;
        QVERIFY(feed.pump(Instant()));
    }
    QVERIFY(turns > 2);
    QCOMPARE(taker.received.size(), 1001);
    QCOMPARE(taker.received.last(), u"1000"_s);
}

void tst_EventFeed::replayIsNoReasonToBeCutOff()
{
    EventLog log;
    fill(log, 5000, OfAKilobyte); // five times what a client may be behind
    Taker taker;
    EventFeed feed(log, taker);
    feed.start(0, {});
    while (feed.position() < 5000) {
        QVERIFY(feed.pump(Instant()));
        taker.waiting = 0;
    }
}

void tst_EventFeed::clientFarBehindIsCutOff()
{
    EventLog log;
    Taker taker;
    EventFeed feed(log, taker);
    feed.start({}, {});
    QVERIFY(feed.pump(Instant()));
    int events = 0;
    Instant now;
    while (feed.pump(now) && events < 10'000) { // takes nothing
        now += std::chrono::milliseconds(1);
        fill(log, 1, OfAKilobyte);
        ++events;
    }
    // a megabyte, and then a second
    QVERIFY2(events > 1900 && events < 2100, qPrintable(QString::number(events)));
    QVERIFY(taker.waiting < 300 * 1024);
}

/// More at once than a client may be behind: one that reads gets all of it.
void tst_EventFeed::burstLosesNobody()
{
    EventLog log;
    Taker taker;
    EventFeed feed(log, taker);
    feed.start({}, {});
    Instant now;
    QVERIFY(feed.pump(now));
    fill(log, 5000, OfAKilobyte);
    while (feed.position() < 5000) {
        now += std::chrono::milliseconds(10);
        QVERIFY(feed.pump(now));
        taker.waiting = 0;
    }
    QCOMPARE(taker.received.size(), 5001);
}

void tst_EventFeed::clientThatTheLogForgotIsCutOff()
{
    EventLog log(0, 1000);
    fill(log, 1000, OfAKilobyte);
    Taker taker;
    EventFeed feed(log, taker);
    feed.start(0, {});
    QVERIFY(feed.pump(Instant()));
    fill(log, 1000, OfAKilobyte);
    QVERIFY(feed.pump(Instant())); // it may still be catching up
    taker.waiting = 0;
    QVERIFY(!feed.pump(Instant()));
}

void tst_EventFeed::filterDecides_data()
{
    QTest::addColumn<QStringList>("calls"); // +project:type,type or -project:type
    QTest::addColumn<QString>("passes"); // of a/x a/y b/x b/y /x

    QTest::newRow("at first") << QStringList() << u"a/x a/y b/x b/y /x"_s;
    QTest::newRow("one project") << QStringList{u"+a:"_s} << u"a/x a/y"_s;
    QTest::newRow("one type") << QStringList{u"+:x"_s} << u"a/x b/x /x"_s;
    QTest::newRow("one type of one project") << QStringList{u"+a:x"_s} << u"a/x"_s;
    QTest::newRow("two types") << QStringList{u"+a:x,y"_s} << u"a/x a/y"_s;
    QTest::newRow("two calls") << QStringList{u"+a:x"_s, u"+b:y"_s} << u"a/x b/y"_s;
    QTest::newRow("all but a project") << QStringList{u"-a:"_s} << u"b/x b/y /x"_s;
    QTest::newRow("all but a type") << QStringList{u"-:x"_s} << u"a/y b/y"_s;
    QTest::newRow("a project but a type") << QStringList{u"+a:"_s, u"-a:y"_s} << u"a/x"_s;
    QTest::newRow("in and out") << QStringList{u"+a:"_s, u"-a:"_s} << QString();
    QTest::newRow("in, out and in") << QStringList{u"+a:"_s, u"-a:"_s, u"+a:"_s} << u"a/x a/y"_s;
    QTest::newRow("nothing") << QStringList{u"-:"_s} << QString();
    QTest::newRow("nothing but") << QStringList{u"-:"_s, u"+b:x"_s} << u"b/x"_s;
    QTest::newRow("all again") << QStringList{u"+a:x"_s, u"+:"_s} << u"a/x a/y b/x b/y /x"_s;
}

void tst_EventFeed::filterDecides()
{
    QFETCH(QStringList, calls);
    EventFilter filter;
    for (const QString &call : calls) {
        const QStringList parts = call.sliced(1).split(u':');
        const EventFilter::Topic topic{.project = parts[0],
                                       .types = parts[1].split(u',', Qt::SkipEmptyParts)};
        QVERIFY(call.startsWith(u'+') ? filter.subscribe(topic) : filter.unsubscribe(topic));
    }
    QStringList passed;
    for (const QString &name : {u"a/x"_s, u"a/y"_s, u"b/x"_s, u"b/y"_s, u"/x"_s}) {
        const QStringList parts = name.split(u'/');
        if (filter.passes({.type = parts[1], .project = parts[0]}))
            passed.append(name);
    }
    QTEST(passed.join(u' '), "passes");
}

void tst_EventFeed::filterHasALimit()
{
    EventFilter filter;
    for (std::size_t i = 0; i < EventFilter::MostRules; ++i)
        QVERIFY(filter.subscribe({.project = QString::number(i)}));
    QVERIFY(filter.subscribe({.project = u"5"_s})); // is there already
    QVERIFY(!filter.subscribe({.project = u"one more"_s}));
    QVERIFY(filter.unsubscribe({}));
    QVERIFY(filter.subscribe({.project = u"one more"_s}));
}

void tst_EventFeed::idIsReadFromTheRequest_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("id"); // -1: none, -2: refused

    QTest::newRow("none") << QByteArray("/ws") << QByteArray() << qint64(-1);
    QTest::newRow("since") << QByteArray("/ws?since=5") << QByteArray() << qint64(5);
    QTest::newRow("zero") << QByteArray("/ws?x=1&since=0") << QByteArray() << qint64(0);
    QTest::newRow("header") << QByteArray("/ws") << QByteArray("7") << qint64(7);
    QTest::newRow("header goes before") << QByteArray("/ws?since=5") << QByteArray("7") << qint64(7);
    QTest::newRow("negative") << QByteArray("/ws?since=-5") << QByteArray() << qint64(-2);
    QTest::newRow("text") << QByteArray("/ws?since=x") << QByteArray() << qint64(-2);
    QTest::newRow("empty") << QByteArray("/ws?since=") << QByteArray() << qint64(-2);
    QTest::newRow("too large") << QByteArray("/ws?since=99999999999999999999") << QByteArray() << qint64(-2);
}

void tst_EventFeed::idIsReadFromTheRequest()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, header);
    HttpRequest request{.head = {.target = target}};
    if (!header.isEmpty())
        request.head.headers.push_back({"last-event-id", header});
    const auto read = eventIdOf(request);
    const auto *const id = std::get_if<std::optional<qint64>>(&read);
    QTEST(id ? id->value_or(-1) : qint64(-2), "id");
}

} // namespace vectray

QTEST_APPLESS_MAIN(vectray::tst_EventFeed)
#include "tst_EventFeed.moc"
