"""Every route is behind the guard: there is no way past it, for no method and no path."""

import http.client
import json
import os
import socket
import unittest

from daemon import allow_descriptors
from harness import NOBODY, EndToEndTest, wait_until

EVERYBODYS = "/health"


def as_nobody(work):
    """What work() returns, a list that JSON can say, when it is done by the user nobody."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(write, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else None


class EveryRoute(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.mine = self.project({"a.txt": "mine\n"}, name="mine")
        self.mine.add_and_wait()
        self.description = self.daemon.get("/openapi.json").json

    def routes(self):
        """(method, path) of all that are described, and of some that are not there."""
        found = [(method.upper(), path.replace("{project}", "mine"))
                 for path, item in self.description["paths"].items()
                 for method in item if method in ("get", "post", "patch", "delete")]
        return found + [("GET", "/"), ("GET", "/nothing"), ("POST", "/projects"), ("PUT", "/status"), ("OPTIONS", "/mcp"),
                        ("OPTIONS", "*"), ("TRACE", "/status"), ("GET", "/projects/mine/../../status"), ("GET", "//status"),
                        ("GET", "/%2e%2e/status"), ("GET", "/favicon.ico")]

    def statuses(self, **headers):
        """By route."""
        return {method + " " + path: reply.status for method, path, reply in self.answers(**headers)}

    def answers(self, **headers):
        """(method, path, reply); a reply is not read, as some never end."""
        for method, path in self.routes():
            connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
            body = b"{}" if method in ("POST", "PATCH", "DELETE") else None
            everything = {"Host": "localhost:%d" % self.daemon.port, **{name.replace("_", "-"): value for name, value in headers.items()}}
            if body:
                everything.setdefault("Content-Type", "application/json")
            connection.request(method, path, body, everything)
            yield method, path, connection.getresponse()
            connection.close()

    def assert_all(self, statuses, wanted, but=()):
        self.assertGreater(len(statuses), 25)
        self.assertEqual({route: status for route, status in statuses.items() if status != wanted and route not in but}, {})
        self.assertEqual(len(self.mine.configurations()), 1)

    def test_asks_for_the_host(self):
        for host in ("evil.test", "localhost.evil.test:%d" % self.daemon.port, "0.0.0.0:%d" % self.daemon.port):
            self.assert_all(self.statuses(Host=host), 421)

    def test_asks_for_the_origin(self):
        for origin in ("http://evil.test", "null", "http://localhost:1", "https://localhost:%d" % self.daemon.port):
            self.assert_all(self.statuses(Origin=origin), 403)

    def test_asks_where_a_browser_comes_from(self):
        for site in ("cross-site", "same-site"):
            self.assert_all(self.statuses(Sec_Fetch_Site=site), 403)
        self.assert_all(self.statuses(Referer="http://evil.test/page"), 403)

    def test_asks_for_the_user(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        statuses = as_nobody(self.statuses)
        self.assert_all(statuses, 401, but=["GET " + EVERYBODYS])
        self.assertEqual(statuses["GET " + EVERYBODYS], 200)

    def test_lets_another_user_in_by_the_token_only(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        token = json.loads(self.sandbox.endpoint_file.read_text())["token"]
        self.assertGreaterEqual(len(token), 43)  # 32 bytes
        wrong = [token[:-1], token + "x", token[:-1] + ("A" if token[-1] != "A" else "B"), token.swapcase(), "", "null"]

        def ask():
            found = []
            for value in [token, *wrong]:
                connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
                connection.request("GET", "/projects", None, {"Authorization": "Bearer " + value})
                found.append(connection.getresponse().status)
                connection.close()
            connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
            connection.request("GET", "/projects?token=" + token)
            found.append(connection.getresponse().status)
            return found

        self.assertEqual(as_nobody(ask), [200] + [401] * (len(wrong) + 1))

    def test_takes_json_only(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            reply = self.daemon.request("POST", "/projects/p/autowatch/add", b"{}", {"Content-Type": kind})
            self.assert_problem(reply, 415)

    def test_says_nothing_to_other_sites(self):
        for method, path, reply in self.answers(Origin="http://localhost:%d" % self.daemon.port):
            for name in reply.headers:
                self.assertFalse(name.lower().startswith("access-control-"), (method, path, name))
            if reply.status != 101:
                self.assertEqual(reply.headers["X-Content-Type-Options"], "nosniff", (method, path))
                self.assertEqual(reply.headers["Cross-Origin-Resource-Policy"], "same-origin", (method, path))
                self.assertIn("default-src 'none'", reply.headers["Content-Security-Policy"])


class Many(EndToEndTest):
    def setUp(self):
        allow_descriptors(4096)
        super().setUp()

    def test_connections_that_say_nothing_keep_nobody_out_for_good(self):
        """More than the daemon takes: the rest is told so, and everything is well when they are gone."""
        silent = []
        try:
            for _ in range(1500):
                silent.append(socket.create_connection(("127.0.0.1", self.daemon.port), 30))
        finally:
            for connection in silent:
                connection.close()
        wait_until(lambda: self.daemon.get("/health").status == 200, "it answers again")
        wait_until(lambda: self.connections() <= 2, "they are forgotten")

    def connections(self):
        for line in self.daemon.get("/metrics").raw.decode().splitlines():
            if line.startswith("vectray_http_connections "):
                return float(line.split()[1])
        raise AssertionError("the figure is missing")

    def test_connections_one_after_the_other(self):
        for turn in range(10_000):
            with socket.create_connection(("127.0.0.1", self.daemon.port), 30) as connection:
                if turn % 100 == 0:
                    connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % self.daemon.port)
                    self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 200"))
        wait_until(lambda: self.connections() <= 2, "they are forgotten")
        self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
