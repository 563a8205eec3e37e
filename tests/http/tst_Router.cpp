#include "Reply.h"
#include "Router.h"

#include <QTest>

namespace vectray {

class tst_Router : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheRoute_data();
    void findsTheRoute();
    void firstOfTwoThatMatchWins();
    void templateDecodesItsNames();
};

void tst_Router::findsTheRoute_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("route"); // empty: none
    QTest::addColumn<QByteArrayList>("allowed");

    const QByteArray add = "/projects/{project}/autowatch/add";
    QTest::newRow("literal") << QByteArray("GET") << QByteArray("/projects") << QByteArray("/projects")
                             << QByteArrayList();
    QTest::newRow("HEAD goes to GET")
        << QByteArray("HEAD") << QByteArray("/projects") << QByteArray("/projects") << QByteArrayList();
    QTest::newRow("named") << QByteArray("POST") << QByteArray("/projects/p/autowatch/add") << add
                           << QByteArrayList();
    QTest::newRow("another method of the same path")
        << QByteArray("DELETE") << QByteArray("/projects/p/autowatch/add") << add << QByteArrayList();
    QTest::newRow("wrong method") << QByteArray("GET") << QByteArray("/projects/p/autowatch/add")
                                  << QByteArray() << QByteArrayList{"POST", "DELETE"};
    QTest::newRow("HEAD without GET") << QByteArray("HEAD") << QByteArray("/projects/p/autowatch/add")
                                      << QByteArray() << QByteArrayList{"POST", "DELETE"};
    QTest::newRow("wrong method of a GET")
        << QByteArray("POST") << QByteArray("/projects") << QByteArray() << QByteArrayList{"GET", "HEAD"};
    QTest::newRow("no name") << QByteArray("POST") << QByteArray("/projects//autowatch/add") << QByteArray()
                             << QByteArrayList();
    QTest::newRow("too short") << QByteArray("POST") << QByteArray("/projects/p/autowatch") << QByteArray()
                               << QByteArrayList();
    QTest::newRow("too long") << QByteArray("GET") << QByteArray("/projects/") << QByteArray()
                              << QByteArrayList();
    QTest::newRow("empty") << QByteArray("GET") << QByteArray("") << QByteArray() << QByteArrayList();
    QTest::newRow("method in lower case")
        << QByteArray("get") << QByteArray("/projects") << QByteArray() << QByteArrayList{"GET", "HEAD"};
}

void tst_Router::findsTheRoute()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, route);
    const Handler nothing = [](const HttpRequest &, const Reply &) {};
    Router router;
    router.add("GET", "/projects", nothing);
    router.add("POST", "/projects/{project}/autowatch/add", nothing);
    router.add("DELETE", "/projects/{project}/autowatch/add", nothing);
    const Router::Match match = router.find(method, path);
    QCOMPARE(match.route ? match.route->path : QByteArray(), route);
    QTEST(match.allowed, "allowed");
}

void tst_Router::firstOfTwoThatMatchWins()
{
    const Handler nothing = [](const HttpRequest &, const Reply &) {};
    Router router;
    router.add("GET", "/a/fixed", nothing);
    router.add("GET", "/a/{name}", nothing);
    QCOMPARE(router.find("GET", "/a/fixed").route->path, "/a/fixed");
    QCOMPARE(router.find("GET", "/a/other").route->path, "/a/{name}");
}

void tst_Router::templateDecodesItsNames()
{
    using namespace Qt::Literals::StringLiterals;
    Router router;
    router.add("GET", "/{a}/x/{b}", [](const HttpRequest &, const Reply &) {});
    const HttpRequest request{.params = router.find("GET", "/%7Ea%2fb/x/1%252").params};
    QCOMPARE(request.param("a"), u"~a/b"_s);
    QCOMPARE(request.param("b"), u"1%2"_s);
    QCOMPARE(request.param("c"), QString());
}

} // namespace vectray

QTEST_APPLESS_MAIN(vectray::tst_Router)
#include "tst_Router.moc"
