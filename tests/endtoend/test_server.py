"""The port, the start and the end of the daemon."""

import http.client
import os
import socket
import unittest

from harness import NOBODY, EndToEndTest, mode_of, wait_until
from websocket import Refused, WebSocket


class APortThatIsTaken(EndToEndTest):
    starts_daemon = False

    def refused_start(self, port):
        """A daemon of a second user, on a port that is not free: what it says while it ends."""
        other = self.new_daemon(self.new_sandbox(), port)
        other.spawn()
        self.assertNotEqual(other.wait(), 0)
        return other.log()

    def test_by_another_vectray(self):
        self.daemon.start()
        said = self.refused_start(self.daemon.port)
        self.assertIn(str(self.daemon.port), said)
        self.assertIn(str(self.daemon.process.pid), said)
        self.assert_healthy()

    def test_by_another_program(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            said = self.refused_start(listener.getsockname()[1])
            self.assertIn(str(os.getpid()), said)
            self.assertIn("python", said)

    def test_by_another_program_on_ipv6_only(self):
        with socket.socket(socket.AF_INET6) as listener:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            try:
                listener.bind(("::1", 0))
            except OSError as error:
                self.skipTest("no IPv6 here: %s" % error)
            listener.listen()
            self.assertIn(str(os.getpid()), self.refused_start(listener.getsockname()[1]))

    def test_is_free_again_after_a_kill(self):
        self.daemon.start()
        self.daemon.kill()
        self.daemon.start()
        self.assert_healthy()

    def test_by_ourselves(self):
        self.daemon.start()
        second = self.new_daemon(self.sandbox, self.daemon.port)
        second.log_path = self.sandbox.root / "second.log"
        second.spawn()
        second.wait()
        self.assert_healthy()


class ADaemon(EndToEndTest):
    def test_says_little_about_its_health(self):
        reply = self.daemon.get("/health")
        self.assertEqual(reply.json, {"status": "ok"})
        self.assertNotIn("vectray/", reply.headers.get("Server", "").lower())

    def test_says_more_about_its_status(self):
        status = self.daemon.get("/status").json
        for name in ("version", "store", "provider", "folders", "limits"):
            self.assertIn(name, status)

    def test_listens_on_loopback_only(self):
        tables = []
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            if os.path.exists(table):
                with open(table) as file:
                    tables += [line.split() for line in file.readlines()[1:]]
        ours = [line[1].rsplit(":", 1)[0] for line in tables
                if line[3] == "0A" and int(line[1].rsplit(":", 1)[1], 16) == self.daemon.port]
        self.assertTrue(ours)
        for address in ours:
            self.assertIn(address, ("0100007F", "00000000000000000000000001000000"))

    def test_ends_when_asked(self):
        app = self.project({"a.txt": "a\n"})
        app.add_and_wait()
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            self.assertEqual(self.daemon.stop(), 0)

    def test_writes_where_it_is_only_for_its_user(self):
        self.assertEqual(mode_of(self.sandbox.endpoint_file), 0o600)
        self.assertEqual(mode_of(self.sandbox.endpoint_file.parent), 0o700)

    def test_does_not_talk_to_another_user(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        self.assertEqual(self.status_for_nobody("/projects"), 401)
        self.assertEqual(self.status_for_nobody("/health"), 200)

    def status_for_nobody(self, path):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
                connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
                connection.request("GET", path)
                os.write(write, b"%d" % connection.getresponse().status)
            finally:
                os._exit(0)
        os.close(write)
        with os.fdopen(read) as answer:
            status = answer.read()
        os.waitpid(child, 0)
        return int(status or 0)

    def test_does_not_talk_to_a_web_page(self):
        with self.assertRaises(Refused) as caught:
            WebSocket("127.0.0.1", self.daemon.port, "/ws", headers={"Origin": "http://evil.example"})
        self.assertEqual(caught.exception.status, 403)

    def test_survives_clients_that_leave(self):
        for part in (b"", b"GET", b"GET /projects HTTP/1.1\r\n", b"POST /projects/p/query HTTP/1.1\r\nHost: localhost\r\n"
                     b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"):
            for _ in range(50):
                with socket.create_connection(("127.0.0.1", self.daemon.port), 10) as connection:
                    connection.sendall(part)
        wait_until(lambda: self.daemon.get("/health").status == 200, "it still answers")
        self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
