"""Other machines: by TLS and with the token, or not at all. Loopback plays the other machine."""

import hashlib
import http.client
import json
import os
import socket
import ssl
import unittest

from daemon import free_port
from harness import EndToEndTest, mode_of
from websocket import Closed, WebSocket

NAME = "desk.test"


class NotWithoutTls(EndToEndTest):
    starts_daemon = False

    def test_starts(self):
        port = free_port()
        cases = {
            "no certificate": ({"VECTRAY_LISTEN": "0.0.0.0:%d" % port, "VECTRAY_HOSTS": NAME}, "TLS"),
            "a certificate without its key": ({"VECTRAY_LISTEN": "0.0.0.0:%d" % port, "VECTRAY_HOSTS": NAME,
                                               "VECTRAY_TLS_CERTIFICATE": "/etc/hostname"}, "TLS"),
            "no names": ({"VECTRAY_LISTEN": "0.0.0.0:%d" % port, "VECTRAY_TLS": "self-signed"}, "VECTRAY_HOSTS"),
            "no port": ({"VECTRAY_LISTEN": "0.0.0.0", "VECTRAY_TLS": "self-signed"}, "port"),
            "no address": ({"VECTRAY_LISTEN": "everybody:3443", "VECTRAY_TLS": "self-signed"}, "address"),
            "loopback": ({"VECTRAY_LISTEN": "127.0.0.1:%d" % port, "VECTRAY_TLS": "self-signed"}, "other machines"),
            "the same port": ({"VECTRAY_LISTEN": "0.0.0.0:%d" % self.daemon.port, "VECTRAY_TLS": "self-signed",
                               "VECTRAY_HOSTS": NAME}, "another port"),
        }
        for name, (environment, word) in cases.items():
            with self.subTest(name):
                daemon = self.new_daemon(self.sandbox, self.daemon.port, **environment)
                daemon.log_path = self.sandbox.root / "refused.log"
                daemon.log_path.unlink(missing_ok=True)
                daemon.spawn()
                self.assertEqual(daemon.wait(), 2)
                self.assertIn(word, daemon.log())


class Secure(WebSocket):
    def __init__(self, wire, host, token):
        self.messages, self._buffer, self._fragments, self._socket = [], b"", b"", wire
        self._shake_hands(host, "/ws", token, {})


class ByTls(EndToEndTest):
    def setUp(self):
        self.remote_port = free_port()
        self.environment = {"VECTRAY_LISTEN": "0.0.0.0:%d" % self.remote_port, "VECTRAY_TLS": "self-signed", "VECTRAY_HOSTS": NAME}
        super().setUp()
        self.certificate = self.sandbox.root / "state" / "vectray" / "tls-certificate.pem"

    def token(self):
        return json.loads(self.sandbox.endpoint_file.read_text())["token"]

    def context(self):
        return ssl.create_default_context(cafile=str(self.certificate))

    def wire(self):
        return self.context().wrap_socket(socket.create_connection(("127.0.0.1", self.remote_port), 30), server_hostname=NAME)

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection(NAME, self.remote_port, timeout=30)
        connection.sock = self.wire()
        self.addCleanup(connection.close)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        reply = connection.getresponse()
        text = reply.read()
        return reply.status, text

    def bearer(self):
        return "Bearer " + self.token()

    def test_with_the_token(self):
        self.project({"a.txt": "mine\n"}, name="mine").add_and_wait()
        status, text = self.ask("/projects", Authorization=self.bearer())
        self.assertEqual(status, 200)
        self.assertEqual(json.loads(text)["projects"][0]["name"], "mine")
        query = json.dumps({"query": "mine"})
        status, text = self.ask("/projects/mine/query", "POST", query, Authorization=self.bearer(), Content_Type="application/json")
        self.assertEqual(status, 200)
        self.assertEqual(json.loads(text)["results"][0]["relativePath"], "a.txt")

    def test_but_not_without_it(self):
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic " + self.token()}):
            self.assertEqual(self.ask("/projects", **headers)[0], 401)
        self.assertEqual(self.ask("/projects?token=" + self.token())[0], 401)
        self.assertEqual(self.ask("/health"), (200, b'{"status":"ok"}'))

    def test_under_its_names_only(self):
        for host in ("localhost:%d" % self.remote_port, "evil.test:%d" % self.remote_port, NAME, NAME + ":1", "127.0.0.1:%d" % self.remote_port):
            self.assertEqual(self.ask("/projects", Authorization=self.bearer(), Host=host)[0], 421, host)

    def test_for_its_own_pages_only(self):
        own = "https://%s:%d" % (NAME, self.remote_port)
        self.assertEqual(self.ask("/projects", Authorization=self.bearer(), Origin=own)[0], 200)
        for origin in ("http://%s:%d" % (NAME, self.remote_port), "https://evil.test", "null"):
            self.assertEqual(self.ask("/projects", Authorization=self.bearer(), Origin=origin)[0], 403, origin)

    def test_of_a_version_that_holds(self):
        with self.wire() as connection:
            self.assertIn(connection.version(), ("TLSv1.2", "TLSv1.3"))
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname = False
        old.verify_mode = ssl.CERT_NONE
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, OSError)):
            old.wrap_socket(socket.create_connection(("127.0.0.1", self.remote_port), 30))

    def test_and_never_in_the_clear(self):
        with socket.create_connection(("127.0.0.1", self.remote_port), 30) as connection:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: %s:%d\r\n\r\n" % (NAME.encode(), self.remote_port))
            answer = b""
            try:
                while part := connection.recv(4096):
                    answer += part
            except ConnectionResetError:
                pass
        self.assertNotIn(b"HTTP/", answer)
        self.assert_healthy()

    def test_also_for_web_sockets(self):
        with Secure(self.wire(), "%s:%d" % (NAME, self.remote_port), self.token()) as events:
            events.wait_for_type("connected")
            self.project({"a.txt": "a\n"}).add_and_wait()
            events.wait_for_type("watch:sync")
            events.send({"action": "ping"})
            events.wait_for_type("pong")

    def test_until_the_token_is_replaced(self):
        host = "%s:%d" % (NAME, self.remote_port)
        stream = self.wire()
        self.addCleanup(stream.close)
        stream.sendall(("GET /events HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n" % (host, self.bearer())).encode())
        received = b""
        while b"event: connected" not in received:
            received += stream.recv(65536)
        with Secure(self.wire(), host, self.token()) as events, self.daemon.events() as mine:
            events.wait_for_type("connected")
            mine.wait_for_type("connected")
            self.assertEqual(self.daemon.request("POST", "/token/rotate").status, 200)
            with self.assertRaises((Closed, ConnectionError, ssl.SSLError)):
                events.wait_for_type("never")
            with self.assertRaises((EOFError, ConnectionError, ssl.SSLError)):
                while stream.recv(65536):
                    pass
                raise EOFError
            mine.send({"action": "ping"})
            mine.wait_for_type("pong")
        with Secure(self.wire(), host, self.token()) as events:
            events.wait_for_type("connected")

    def test_with_a_certificate_that_stays(self):
        key = self.certificate.with_name("tls-key.pem")
        self.assertEqual((mode_of(self.certificate), mode_of(key)), (0o600, 0o600))
        der = ssl.PEM_cert_to_DER_cert(self.certificate.read_text())
        fingerprint = hashlib.sha256(der).hexdigest()
        logs = "".join(path.read_text() for path in (self.sandbox.root / "state" / "vectray" / "logs").iterdir())
        self.assertIn(fingerprint, logs.replace(":", ""))
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()
        self.assertEqual(ssl.PEM_cert_to_DER_cert(self.certificate.read_text()), der)
        self.assertEqual(self.ask("/projects", Authorization=self.bearer())[0], 200)


class TheToken(EndToEndTest):
    def token(self):
        return json.loads(self.sandbox.endpoint_file.read_text())["token"]

    @property
    def file(self):
        return self.sandbox.root / "state" / "vectray" / "token"

    def test_stays_from_run_to_run(self):
        before = self.token()
        self.assertEqual(self.file.read_text().strip(), before)
        self.assertEqual(mode_of(self.file), 0o600)
        self.daemon.stop()
        self.daemon.start()
        self.assertEqual(self.token(), before)

    def test_is_replaced_for_the_owner(self):
        before = self.token()
        reply = self.daemon.request("POST", "/token/rotate")
        self.assertEqual(reply.status, 200, reply)
        self.assertNotIn(before.encode(), reply.raw)
        self.assertNotEqual(self.token(), before)
        self.assertNotIn(self.token().encode(), reply.raw)
        self.assertEqual(self.file.read_text().strip(), self.token())
        self.assertEqual((mode_of(self.file), mode_of(self.sandbox.endpoint_file)), (0o600, 0o600))

    def test_is_replaced_by_the_command_line(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        from test_guard import as_nobody

        old = self.token()
        self.assertEqual(self.daemon.run("token", "show").stdout.strip(), old)
        done = self.daemon.run("token", "rotate")
        self.assertEqual(done.returncode, 0, done.stderr)
        new = self.daemon.run("token", "show").stdout.strip()
        self.assertNotIn(old, (new, done.stdout))
        self.assertEqual(self.token(), new)

        def ask():
            found = []
            for token in (old, new):
                connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
                connection.request("GET", "/projects", None, {"Authorization": "Bearer " + token})
                found.append(connection.getresponse().status)
                connection.close()
            return found

        self.assertEqual(as_nobody(ask), [401, 200])
        self.assertEqual((mode_of(self.file), mode_of(self.sandbox.endpoint_file)), (0o600, 0o600))

    def test_is_not_replaced_for_who_only_has_it(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        from test_guard import as_nobody

        before = self.token()

        def ask():
            found = []
            for method, path in (("GET", "/projects"), ("POST", "/token/rotate")):
                connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
                connection.request(method, path, None, {"Authorization": "Bearer " + before})
                found.append(connection.getresponse().status)
                connection.close()
            return found

        self.assertEqual(as_nobody(ask), [200, 403])
        self.assertEqual(self.token(), before)
        self.assertEqual(self.daemon.request("POST", "/token/rotate").status, 200)
        self.assertEqual(as_nobody(ask), [401, 401])

    def test_that_others_can_read_is_not_used(self):
        self.daemon.stop()
        os.chmod(self.file, 0o644)
        self.daemon.spawn()
        self.assertNotEqual(self.daemon.wait(), 0)
        self.assertIn(str(self.file), self.daemon.log())
        self.file.unlink()
        self.daemon.start()

    def test_and_nothing_else_is_for_others_to_read(self):
        self.project({"a.txt": "a\n"}).add_and_wait()
        for folder in ("config", "data", "state", "cache", "run", "index"):
            for where, _, names in os.walk(self.sandbox.root / folder):
                for name in names:
                    path = os.path.join(where, name)
                    if not os.path.islink(path):
                        self.assertEqual(mode_of(path) & 0o077, 0, path)


if __name__ == "__main__":
    unittest.main()
