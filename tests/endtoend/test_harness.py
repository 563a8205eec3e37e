"""The tools of the other tests, tested without the program."""

import json
import os
import socket
import tempfile
import threading
import unittest

import fixtures
import harness
import websocket
from websocket import CLOSE, CONTINUATION, PING, PONG, TEXT, WebSocket


class ScriptedServer:
    """Accepts one WebSocket, sends the bytes it was given, and remembers what the client sent."""

    def __init__(self, reply, status=101):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.received = b""
        self.head = b""
        self._thread = threading.Thread(target=self._serve, args=(reply, status))
        self._thread.start()

    def _serve(self, reply, status):
        connection, _ = self._listener.accept()
        with connection:
            while b"\r\n\r\n" not in self.head:
                self.head += connection.recv(4096)
            if status != 101:
                connection.sendall(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status)
                return
            key = next(line for line in self.head.decode().split("\r\n") if line.startswith("Sec-WebSocket-Key"))
            accept = websocket.accept_for(key.split(":")[1].strip())
            connection.sendall(("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Accept: %s\r\n\r\n" % accept).encode())
            for part in reply:
                connection.sendall(part)
            while part := connection.recv(4096):
                self.received += part

    def end(self):
        self._thread.join(10)
        self._listener.close()


def message(text):
    return json.dumps(text).encode()


class WebSocketReadsEvents(unittest.TestCase):
    def serve(self, *reply, status=101):
        server = ScriptedServer(reply, status)
        self.addCleanup(server.end)
        return server

    def test_one_message_after_the_other(self):
        server = self.serve(websocket.frame(TEXT, message({"a": 1})) + websocket.frame(TEXT, message({"b": "x" * 70000})))
        with WebSocket("127.0.0.1", server.port, "/ws") as events:
            self.assertEqual(events.receive(5), {"a": 1})
            self.assertEqual(len(events.receive(5)["b"]), 70000)

    def test_a_message_in_pieces(self):
        raw = message({"type": "connected"})
        server = self.serve(websocket.frame(TEXT, raw[:4], final=False), websocket.frame(PING, b"still there?"),
                            websocket.frame(CONTINUATION, raw[4:]))
        with WebSocket("127.0.0.1", server.port, "/ws") as events:
            self.assertEqual(events.receive(5), {"type": "connected"})
        server.end()
        # A masked pong of 12 bytes.
        self.assertEqual(server.received[:2], bytes([0x80 | PONG, 0x80 | 12]))

    def test_silence_is_no_message_and_loses_none(self):
        whole = websocket.frame(TEXT, message({"a": 1}))
        server = self.serve(whole[:3])
        with WebSocket("127.0.0.1", server.port, "/ws") as events:
            self.assertIsNone(events.receive(0.05))
            events._buffer += whole[3:]
            self.assertEqual(events.receive(5), {"a": 1})

    def test_a_close_says_why(self):
        server = self.serve(websocket.frame(CLOSE, (1013).to_bytes(2, "big")))
        with WebSocket("127.0.0.1", server.port, "/ws") as events:
            with self.assertRaises(websocket.Closed) as caught:
                events.receive(5)
            self.assertEqual(caught.exception.code, 1013)

    def test_a_refusal_says_its_status(self):
        server = self.serve(status=403)
        with self.assertRaises(websocket.Refused) as caught:
            WebSocket("127.0.0.1", server.port, "/ws")
        self.assertEqual(caught.exception.status, 403)

    def test_the_wanted_message_among_others(self):
        server = self.serve(*[websocket.frame(TEXT, message({"type": kind, "data": data})) for kind, data in
                              (("watch:event", {"event": "add"}), ("watch:event", {"event": "change"}))])
        with WebSocket("127.0.0.1", server.port, "/ws") as events:
            self.assertEqual(events.wait_for_type("watch:event", 5, event="change")["data"], {"event": "change"})
            with self.assertRaises(AssertionError):
                events.wait_for_type("watch:sync", 0.05)


class HarnessWaits(unittest.TestCase):
    def test_until_a_condition_holds(self):
        answers = iter([None, 0, "yes"])
        self.assertEqual(harness.wait_until(lambda: next(answers), "an answer"), "yes")

    def test_but_not_for_ever(self):
        with self.assertRaisesRegex(AssertionError, "something.*last: 0"):
            harness.wait_until(lambda: 0, "something", deadline=0.05)


class HarnessEndsTheDaemon(unittest.TestCase):
    """With a shell script in the program's place."""

    def sandbox_with(self, script):
        handle, path = tempfile.mkstemp(prefix="vectray-fake-")
        with os.fdopen(handle, "w") as file:
            file.write("#!/bin/sh\n" + script)
        os.chmod(path, 0o700)
        self.addCleanup(os.unlink, path)
        previous = os.environ.get("VECTRAY_BINARY")
        os.environ["VECTRAY_BINARY"] = path
        self.addCleanup(lambda: os.environ.__setitem__("VECTRAY_BINARY", previous) if previous
                        else os.environ.pop("VECTRAY_BINARY"))
        sandbox = harness.Sandbox()
        self.addCleanup(sandbox.remove)
        return sandbox

    def test_that_dies_at_once_and_says_what_it_said(self):
        daemon = harness.Daemon(self.sandbox_with("echo no room >&2; exit 7"))
        self.addCleanup(daemon.end)
        with self.assertRaisesRegex(AssertionError, "(?s)ended with 7.*no room"):
            daemon.start()

    def test_that_still_runs(self):
        daemon = harness.Daemon(self.sandbox_with("exec sleep 600"))
        daemon.spawn()
        self.assertTrue(daemon.is_running())
        daemon.end()
        self.assertFalse(daemon.is_running())

    def test_in_an_environment_of_its_own(self):
        os.environ["VECTRAY_PORT"] = "1"
        self.addCleanup(os.environ.pop, "VECTRAY_PORT")
        daemon = harness.Daemon(self.sandbox_with('echo "port=$VECTRAY_PORT home=$HOME extra=$EXTRA"'), EXTRA="x")
        daemon.spawn()
        daemon.wait()
        self.assertEqual(daemon.log(), "port= home=%s/home extra=x\n" % daemon.sandbox.root)


class CountsOfAnyShape(unittest.TestCase):
    def test_are_counted(self):
        for value, count in ((3, 3), (None, 0), ([], 0), ([{"rule": "a", "count": 2}, {"path": "x"}], 3),
                             ({"binary": 2, "size": 1}, 3), ({"count": 4, "rules": []}, 4)):
            with self.subTest(value=value):
                self.assertEqual(harness.count_of(value), count)


class Fixtures(unittest.TestCase):
    def test_words_are_in_one_file_alone(self):
        for word, path in fixtures.WORDS.items():
            holders = [name for name, text in fixtures.PROJECT.items() if word.lower() in text.lower()]
            self.assertEqual(holders, [path])

    def test_meanings_share_no_word_with_their_file(self):
        for query, path in fixtures.MEANINGS.items():
            text = fixtures.PROJECT[path].lower()
            self.assertEqual([word for word in query.lower().split() if word in text], [])

    def test_many_files_are_all_different_and_always_the_same(self):
        tree = fixtures.many_files(200)
        self.assertEqual(len(set(tree.values())), 200)
        self.assertEqual(tree, fixtures.many_files(200))


if __name__ == "__main__":
    unittest.main()
