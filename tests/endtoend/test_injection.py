"""Words that want to be commands: of SQL, of the search, of a shell, of HTTP, of a page, of the file system.

They are put wherever a word can be put, over REST and MCP. Nothing is executed, nothing fails, and the database is
byte for byte what it was.
"""

import json
import socket
import sqlite3
import unittest
import urllib.parse

from fixtures import PROJECT
from harness import EndToEndTest
from mcp import STATELESS

MARK = "vectray-was-here"

PAYLOADS = {
    "SQL": ["'; DROP TABLE files; --", "' OR '1'='1", "\"; DELETE FROM projects; --", "' UNION SELECT path FROM watch_configs --",
            "1; ATTACH DATABASE '" + MARK + "' AS x; --", "%' ESCAPE '\\", "') OR 1=1 --", "'||(SELECT sql FROM sqlite_master)||'",
            "\\'; VACUUM; --", "?1 :name @name $name"],
    "FTS5": ["NEAR(a b, 2)", "a AND OR NOT", "\"unclosed", "text:*", "* ^ - +", "{path text} : x", "a* OR (b", "rank MATCH 'x'"],
    "shell": ["$(touch " + MARK + ")", "`touch " + MARK + "`", "; touch " + MARK, "| touch " + MARK, "&& touch " + MARK,
              "\n touch " + MARK, "--output=" + MARK, "${IFS}touch${IFS}" + MARK, "> " + MARK],
    "HTTP": ["x\r\nX-Injected: yes", "x\r\n\r\n<html>", "x\nSet-Cookie: a=b", "x\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK",
             "%0d%0aX-Injected:%20yes"],
    "HTML": ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><svg onload=alert(1)>", "javascript:alert(1)",
             "{{7*7}} ${7*7} <%= 7*7 %>"],
    "paths": ["../../../../etc/passwd", "/etc/passwd", "..\\..\\windows", "%2e%2e%2fetc%2fpasswd", "/proc/self/environ", "~root/.ssh",
              "file:///etc/passwd", "./.././../", "/dev/zero"],
    "letters": ["\u202etxt.exe", "a\u0000b", "\ufeff\u200b\u2060", "\u0130\u0131\ufb01\u1e9e", "e\u0301" * 200, "\U000e0041\U000e0042",
                "\U0001f4a9" * 100, "\ud7ff\ue000\uffff", "%s%n%x%d", "A" * 5000, "[" * 300, "(a+)+$", "**/**/**/**/**/x", "\\"],
}
ALL = [(kind, text) for kind, texts in PAYLOADS.items() for text in texts]


class Injection(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()
        self.before = self.database()

    def tearDown(self):
        self.assert_healthy()
        self.assertEqual(self.database(), self.before)
        self.assertEqual([str(path) for path in self.sandbox.root.rglob("*" + MARK + "*")], [])
        self.assertEqual([config["path"] for config in self.app.configurations()], [str(self.app.folder)])
        super().tearDown()

    def database(self):
        """Every row of every table, and how the tables are made."""
        connection = sqlite3.connect("file:%s?mode=ro" % (self.sandbox.data_dir / "index.db"), uri=True)
        try:
            tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            rows = {name: connection.execute('SELECT * FROM "%s"' % name).fetchall()
                    for name, sql in tables if sql and sql.upper().startswith("CREATE TABLE")}
            return tables, rows
        finally:
            connection.close()

    def assert_harmless(self, reply):
        self.assertLess(reply.status, 500, reply)
        self.assertIn(reply.headers.get_content_type(), ("application/json", "application/problem+json"))
        self.assertEqual(reply.headers["X-Content-Type-Options"], "nosniff")
        self.assertIsNone(reply.headers["X-Injected"])
        self.assertIsNone(reply.headers["Set-Cookie"])
        json.loads(reply.raw)

    def test_has_fifty_cases_and_more(self):
        self.assertGreaterEqual(len({text for _, text in ALL}), 50)

    def test_as_the_name_of_a_project(self):
        for kind, text in ALL:
            name = urllib.parse.quote(text, safe="", errors="surrogatepass")
            for method, rest, body in (("GET", "/status", None), ("GET", "/files", None), ("GET", "/watch/list", None),
                                       ("GET", "/autowatch/list", None), ("POST", "/query", {"query": "x"}),
                                       ("PATCH", "/autowatch", self.app.key), ("DELETE", "/autowatch/remove", self.app.key),
                                       ("POST", "/watch/stop", self.app.key)):
                with self.subTest(kind=kind, text=text[:30], route=rest):
                    self.assert_harmless(self.daemon.request(method, "/projects/%s%s" % (name, rest), body))

    def test_as_a_path_or_a_dataset(self):
        for kind, text in ALL:
            for route in ("/autowatch/add", "/watch/start", "/ingest/local/sync", "/preview"):
                with self.subTest(kind=kind, text=text[:30], route=route):
                    folder = text if text.startswith("/") else str(self.sandbox.root) + "/nowhere/" + text
                    reply = self.daemon.post(self.app.path(route), {"path": folder, "dataset": text})
                    self.assert_harmless(reply)
                    self.assertGreaterEqual(reply.status, 400)
            with self.subTest(kind=kind, text=text[:30], route="/explain"):
                self.assert_harmless(self.daemon.get("/explain?path=" + urllib.parse.quote(text, safe="")))
                inside = urllib.parse.quote("%s/%s" % (self.app.folder, text), safe="")
                reply = self.daemon.get("/explain?path=" + inside)
                self.assert_harmless(reply)
                self.assertFalse(reply.status == 200 and reply.json["indexed"])

    def test_as_a_query(self):
        for kind, text in ALL:
            for field in ("query", "dataset", "lang", "pathPrefix", "glob"):
                with self.subTest(kind=kind, text=text[:30], field=field):
                    self.assert_harmless(self.daemon.post(self.app.path("/query"), {"query": "jitter", field: text}))
            for field in ("dataset", "prefix", "cursor", "limit"):
                with self.subTest(kind=kind, text=text[:30], field=field):
                    query = urllib.parse.urlencode({field: text})
                    self.assert_harmless(self.daemon.get(self.app.path("/files?" + query)))

    def test_as_a_header(self):
        """As they are, line breaks and all. What a line break makes of it is the sender's own; there is one answer."""
        for kind, text in ALL:
            for name in ("X-Anything", "Authorization", "Origin", "Referer", "User-Agent", "Last-Event-ID"):
                with self.subTest(kind=kind, text=text[:30], name=name):
                    value = text.encode("utf-8", "surrogatepass")
                    with socket.create_connection(("127.0.0.1", self.daemon.port), 30) as connection:
                        connection.sendall(b"GET /projects HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n%s: %s\r\n\r\n"
                                           % (self.daemon.port, name.encode(), value))
                        answer = b""
                        while piece := connection.recv(65536):
                            answer += piece
                    self.assertRegex(answer, rb"^HTTP/1\.1 (200|4\d\d) ")
                    self.assertNotIn(b"X-Injected", answer.split(b"\r\n\r\n")[0])

    def test_over_mcp(self):
        for kind, text in ALL:
            inside = "%s/%s" % (self.app.folder, text)
            for tool, arguments in (("search_code", {"path": str(self.app.folder), "query": text}),
                                    ("search_code", {"path": inside, "query": "jitter"}),
                                    ("search_code", {"path": text, "query": "jitter"}),
                                    ("search_code", {"path": str(self.app.folder), "query": "jitter", "extensionFilter": [text]}),
                                    ("get_indexing_status", {"path": text}), ("index_codebase", {"path": text}),
                                    ("clear_index", {"path": text}), (text, {})):
                with self.subTest(kind=kind, text=text[:30], tool=tool[:30], arguments=list(arguments)):
                    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
                    reply = self.daemon.post("/mcp", message, headers={"MCP-Protocol-Version": "2025-11-25",
                                                                             "Vectray-Allow-Manage": "true"})
                    self.assert_harmless(reply)
            for params in ({"uri": text}, {"uri": "vectray://index" + text}, {"cursor": text}):
                message = {"jsonrpc": "2.0", "id": 1, "method": "resources/" + ("list" if "cursor" in params else "read"),
                           "params": params}
                with self.subTest(kind=kind, text=text[:30], params=list(params)):
                    self.assert_harmless(self.daemon.post("/mcp", message, headers={"MCP-Protocol-Version": "2025-11-25"}))
            message = {"jsonrpc": "2.0", "id": text, "method": text, "params": {}}
            self.assert_harmless(self.daemon.post("/mcp", message, headers={"MCP-Protocol-Version": STATELESS}))


if __name__ == "__main__":
    unittest.main()
