#include "RawClient.h"
#include "TestServer.h"

namespace vectray {

/// Requests that two programs could read differently. Each is followed by one that must not be answered.
class tst_Smuggling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ambiguousRequestIsRefused_data();
    void ambiguousRequestIsRefused();
};

void tst_Smuggling::ambiguousRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const QByteArray host = "Host: localhost:PORT\r\n";
    const QByteArray json = "Content-Type: application/json\r\n";
    const auto head = [&](const char *name, const QByteArray &bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    const auto post = [&](const char *name, const QByteArray &headers, const QByteArray &body) {
        QTest::newRow(name) << "POST /echo HTTP/1.1\r\n" + host + json + headers + "\r\n" + body << 400;
    };
    const auto chunks = [&](const char *name, const QByteArray &body) {
        post(name, "Transfer-Encoding: chunked\r\n", body);
    };

    post("CL and TE", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    post("TE and CL", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n");
    post("two CL", "Content-Length: 3\r\nContent-Length: 10\r\n", "abcdefghij");
    post("two equal CL", "Content-Length: 3\r\nContent-Length: 3\r\n", "abc");
    post("list of CL", "Content-Length: 3, 3\r\n", "abc");
    post("negative CL", "Content-Length: -1\r\n", "abc");
    post("CL with sign", "Content-Length: +3\r\n", "abc");
    post("hex CL", "Content-Length: 0x3\r\n", "abc");
    post("CL with text", "Content-Length: 3a\r\n", "abc");
    post("CL with point", "Content-Length: 3.0\r\n", "abc");
    post("empty CL", "Content-Length: \r\n", "abc");
    post("CL with space", "Content-Length: 3 3\r\n", "abc");
    post("CL beyond 64 bits", "Content-Length: 18446744073709551619\r\n", "abc");
    post("space before colon", "Content-Length : 3\r\n", "abc");
    post("tab before colon", "Content-Length\t: 3\r\n", "abc");
    post("two TE", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    post("TE identity", "Transfer-Encoding: identity\r\n", "abc");
    post("TE gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n");
    post("TE chunked, identity", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n");
    post("TE xchunked", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n");
    post("TE chunked;x", "Transfer-Encoding: chunked;x=1\r\n", "0\r\n\r\n");
    post("TE quoted", "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n");
    post("TE empty", "Transfer-Encoding:\r\n", "0\r\n\r\n");
    post("TE with vertical tab",
         "Transfer-Encoding: \x0b"
         "chunked\r\n",
         "0\r\n\r\n");
    post("space before TE", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n");
    post("folded TE", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n");
    post("folded header", "X: a\r\n b\r\n", "");
    post("folded with tab", "X: a\r\n\tb\r\n", "");
    post("header without colon", "X\r\n", "");
    post("header without name", ": x\r\n", "");
    post("name with space", "X Y: z\r\n", "");
    post("name with control", "X\x01: z\r\n", "");
    post("NUL in value", QByteArray("X: a\0b\r\n", 8), "");
    post("CR in value", "X: a\rb\r\n", "");
    post("LF ends a header", "X: a\n", "");
    post("LF before CRLF", "X: a\n\r\n", "");
    post("second host", "Host: localhost:PORT\r\n", "");
    post("second host, another", "Host: evil.com\r\n", "");
    post("second content type", "Content-Type: text/plain\r\n", "");
    post("second authorization", "Authorization: a\r\nAuthorization: b\r\n", "");

    chunks("chunk size negative", "-5\r\nabcde\r\n0\r\n\r\n");
    chunks("chunk size 0x", "0x5\r\nabcde\r\n0\r\n\r\n");
    chunks("chunk size empty", "\r\nabcde\r\n0\r\n\r\n");
    chunks("chunk size with sign", "+5\r\nabcde\r\n0\r\n\r\n");
    chunks("chunk size text", "g\r\nabcde\r\n0\r\n\r\n");
    chunks("chunk size beyond 64 bits", "10000000000000005\r\nabcde\r\n0\r\n\r\n");
    chunks("chunk size with spaces", "5 5\r\nabcde\r\n0\r\n\r\n");
    chunks("space before chunk size", " 5\r\nabcde\r\n0\r\n\r\n");
    chunks("LF after chunk size", "5\nabcde\r\n0\r\n\r\n");
    chunks("LF after chunk", "5\r\nabcde\n0\r\n\r\n");
    chunks("chunk too long", "5\r\nabcdefgh\r\n0\r\n\r\n");
    chunks("chunk too short", "5\r\nabc\r\n0\r\n\r\n");
    chunks("bad extension", "5;\x01\r\nabcde\r\n0\r\n\r\n");
    chunks("quote without end in extension", "5;a=\"b\r\nabcde\r\n0\r\n\r\n");
    chunks("quote without end in the last extension", "0;a=\"b\r\n\r\n");
    chunks("quote that ends behind its line", "5;a=\"b\r\nab\"de\r\n0\r\n\r\n");
    chunks("CR in extension", "5;a\rb\r\nabcde\r\n0\r\n\r\n");
    chunks("LF in extension", "5;a\nb\r\nabcde\r\n0\r\n\r\n");
    chunks("LF ends the trailer", "0\r\nX: y\n\r\n");
    chunks("bad trailer", "0\r\nX y\r\n\r\n");

    post("CL of 2^64-1", "Content-Length: 18446744073709551615\r\n", "abc");
    post("CL of 2^63", "Content-Length: 9223372036854775808\r\n", "abc");
    post("CL with zeros without end", "Content-Length: 000000000000000000003\r\n", "abc");
    head("no host", "GET /health HTTP/1.1\r\n\r\n");
    head("LF only", "GET /health HTTP/1.1\nHost: localhost:PORT\n\n");
    head("LF after the request line", "GET /health HTTP/1.1\n" + host + "\r\n");
    head("LF ends the head", "GET /health HTTP/1.1\r\n" + host + "\n");
    head("TE in 1.0",
         "POST /echo HTTP/1.0\r\n" + host + json + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    head("two hosts in 1.0", "GET /health HTTP/1.0\r\n" + host + host + "\r\n");
    head("0.9", "GET /health\r\n\r\n");
    head("no version", "GET /health \r\n" + host + "\r\n");
    head("version 1.2", "GET /health HTTP/1.2\r\n" + host + "\r\n");
    head("version 2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    head("version 01.1", "GET /health HTTP/01.1\r\n" + host + "\r\n");
    head("lower case version", "GET /health http/1.1\r\n" + host + "\r\n");
    head("two spaces", "GET  /health HTTP/1.1\r\n" + host + "\r\n");
    head("two spaces before the version", "GET /health  HTTP/1.1\r\n" + host + "\r\n");
    head("space at the end", "GET /health HTTP/1.1 \r\n" + host + "\r\n");
    head("space at the start", " GET /health HTTP/1.1\r\n" + host + "\r\n");
    head("tab", "GET\t/health\tHTTP/1.1\r\n" + host + "\r\n");
    head("space in the target", "GET /hea lth HTTP/1.1\r\n" + host + "\r\n");
    head("NUL in the target", QByteArray("GET /hea\0lth HTTP/1.1\r\n", 24) + host + "\r\n");
    head("fragment", "GET /health#x HTTP/1.1\r\n" + host + "\r\n");
    head("no slash", "GET health HTTP/1.1\r\n" + host + "\r\n");
    head("no method", " /health HTTP/1.1\r\n" + host + "\r\n");
    head("method with colon", "GE:T /health HTTP/1.1\r\n" + host + "\r\n");
    head("authority form", "CONNECT evil.com:443 HTTP/1.1\r\n" + host + "\r\n");
    head("another host in the target", "GET http://evil.com/health HTTP/1.1\r\n" + host + "\r\n");
    head("another scheme", "GET https://localhost:PORT/health HTTP/1.1\r\n" + host + "\r\n");
    head("first header folded", "GET /health HTTP/1.1\r\n X: y\r\n" + host + "\r\n");
    head("empty line between", "GET /health HTTP/1.1\r\n\r\n" + host + "\r\n");
    head("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12));
}

void tst_Smuggling::ambiguousRequestIsRefused()
{
    QFETCH(QByteArray, bytes);
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(bytes.replace("PORT", QByteArray::number(server->port()))
                + request(server->port(), "GET /private"));
    const auto response = client.next();
    QVERIFY(response);
    QTEST(response->status, "status");
    QCOMPARE(response->header("Connection"), "close");
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.rest(), ""); // one answer, and to the first
    QCOMPARE(server.handled, 0);
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_Smuggling)
#include "tst_Smuggling.moc"
