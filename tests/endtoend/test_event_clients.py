"""Clients that other people wrote follow the events, many at a time, and slow ones harm nobody."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import unittest
from pathlib import Path

from daemon import allow_descriptors
from harness import EndToEndTest, wait_until
from websocket import Closed, WebSocket

TOOLS = Path(os.environ.get("VECTRAY_NPM_TOOLS", "")) / "node_modules"

FOLLOW = """
const WebSocket = require('ws');
const socket = new WebSocket(process.argv[process.argv.length - 1], {perMessageDeflate: true});
socket.on('open', () => {
    socket.send(JSON.stringify({action: 'subscribe', topics: ['watch:sync']}));
    socket.ping('are you there');
});
socket.on('pong', (data) => console.log(JSON.stringify({pong: data.toString()})));
socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    console.log(JSON.stringify({type: message.type, id: message.id}));
    if (message.type === 'watch:sync')
        socket.close(1000, 'enough');
});
socket.on('close', (code, reason) => console.log(JSON.stringify({closed: code, reason: reason.toString()})));
socket.on('error', (error) => { console.error(error.message); process.exit(1); });
"""


@unittest.skipUnless(shutil.which("node") and (TOOLS / "ws").exists(), "ws and wscat are not there; ctest fetches them (contract.tools)")
class ClientsOfOthers(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.url = "ws://localhost:%d/ws" % self.daemon.port

    def test_ws(self):
        client = subprocess.Popen(["node", "-e", FOLLOW, "--", self.url], env={**os.environ, "NODE_PATH": str(TOOLS)},
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(client.kill)
        first = [json.loads(client.stdout.readline()) for _ in range(3)]
        self.assertEqual(sorted(line.get("type", "pong") for line in first), ["connected", "pong", "subscribed"])
        self.project({"a.txt": "a\n"}).add_and_wait()
        out, err = client.communicate(timeout=60)
        rest = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([line["type"] for line in rest[:-1]], ["watch:sync"], err)
        self.assertEqual(rest[-1], {"closed": 1000, "reason": "enough"})

    def test_wscat(self):
        command = ["node", str(TOOLS / "wscat" / "bin" / "wscat"), "-c", self.url, "-w", "1", "-x", '{"action":"ping"}']
        # It prints to a terminal only.
        done = subprocess.run(["script", "-qec", shlex.join(command), "/dev/null"], capture_output=True, text=True,
                              timeout=60, stdin=subprocess.DEVNULL)
        self.assertEqual(re.findall(r'"type":"([a-z:]+)"', done.stdout), ["connected", "pong"], done)


class ManyClients(EndToEndTest):
    COUNT = 900

    def setUp(self):
        allow_descriptors(4096)
        super().setUp()

    def test_all_hear_of_everything(self):
        clients = [self.daemon.events() for _ in range(self.COUNT)]
        app = self.project({"a.txt": "a\n"})
        app.add_and_wait()
        for client in clients:
            started = client.wait_for_type("autowatch:started", 60)
            self.assertEqual(started["data"]["config"]["path"], str(app.folder))
            client.close()
        wait_until(lambda: self.clients() == 0, "all are gone")

    def clients(self):
        for line in self.daemon.get("/metrics").raw.decode().splitlines():
            if line.startswith('vectray_event_clients{protocol="websocket"}'):
                return float(line.split()[-1])
        raise AssertionError("the figure is missing")

    def test_too_many_are_told_so(self):
        sockets = [self.daemon.events() for _ in range(1000)]
        reply = self.daemon.request("GET", "/ws", headers={
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
        self.assertEqual(reply.status, 503)
        self.assertTrue(reply.headers["Retry-After"])
        for client in sockets:
            client.close()
        wait_until(lambda: self.clients() == 0, "all are gone")
        self.daemon.events().close()


class ASlowClient(EndToEndTest):
    FILES = 300

    def clients(self):
        for line in self.daemon.get("/metrics").raw.decode().splitlines():
            if line.startswith('vectray_event_clients{protocol="websocket"}'):
                return float(line.split()[-1])
        raise AssertionError("the figure is missing")

    def test_is_closed_and_harms_nobody(self):
        slow = WebSocket("127.0.0.1", self.daemon.port, "/ws")
        self.addCleanup(slow.close)
        slow._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with self.daemon.events() as quick:
            app = self.project({"%s-%d.txt" % ("n" * 180, number): "x\n" for number in range(self.FILES)})
            app.add_and_wait()
            self.assertEqual(self.clients(), 2)
            for turn in range(60):  # each tells of all files by their long names: some 200 KB
                for path in app.folder.iterdir():
                    path.write_text("turn %d\n" % turn)
                app.sync()
                quick.drain(0.05)
                if self.clients() == 1:
                    break
            self.assertEqual(self.clients(), 1)
            self.assertGreater(len(quick.messages), 1000)
            ids = [message["id"] for message in quick.messages if message["type"].startswith(("watch", "auto"))]
            self.assertEqual(ids, list(range(ids[0], ids[0] + len(ids))))  # it missed nothing
            quick.send({"action": "ping"})
            quick.wait_for_type("pong")
        with self.assertRaises((Closed, ConnectionError)) as caught:  # what it gets to see of that is up to its speed
            while True:
                slow.wait_for(lambda _: False, "the slow client is closed", 30)
        self.assertIn(getattr(caught.exception, "code", None), (None, 1013))
        self.assert_healthy()


class Stream:
    """GET /events, read only when it is asked for."""

    def __init__(self, port, query, buffer=None):
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(60)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(b"GET /events%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % (query.encode(), port))

    def wait_for(self, word):
        """Everything up to the word, which comes."""
        received = b""
        while word not in received:
            piece = self.socket.recv(65536)
            if not piece:
                raise AssertionError("the stream ended before %r: %r" % (word, received[-200:]))
            received += piece
        return received


class ManyStreams(EndToEndTest):
    """A thousand streams; a few read nothing while megabytes are told, and only they are closed."""

    QUICK, SLOW = 980, 5

    def setUp(self):
        allow_descriptors(4096)
        super().setUp()

    def clients(self):
        for line in self.daemon.get("/metrics").raw.decode().splitlines():
            if line.startswith('vectray_event_clients{protocol="sse"}'):
                return float(line.split()[-1])
        raise AssertionError("the figure is missing")

    def test_slow_ones_are_closed_and_harm_nobody(self):
        streams = [Stream(self.daemon.port, "?topics=watch:sync") for _ in range(self.QUICK)]
        streams += [Stream(self.daemon.port, "", 4096) for _ in range(self.SLOW)]
        for stream in streams:
            self.addCleanup(stream.socket.close)
        wait_until(lambda: self.clients() == self.QUICK + self.SLOW, "all are there")
        app = self.project({"%s-%d.txt" % ("n" * 180, number): "x\n" for number in range(300)})
        app.add_and_wait()
        for turn in range(80):  # each tells of all files by their long names: some 200 KB
            if self.clients() == self.QUICK:
                break
            for path in app.folder.iterdir():
                path.write_text("turn %d\n" % turn)
            app.sync()
        self.assertEqual(self.clients(), self.QUICK)
        last = self.project({"a.txt": "a\n"}, name="the-last")
        last.add_and_wait()
        for stream in streams[:self.QUICK]:
            received = stream.wait_for(b'"project":"the-last"')
            self.assertNotIn(b"event: watch:event", received)
        self.assert_healthy()


class ManyEvents(EndToEndTest):
    """A thousand changes of few files in a moment: few syncs, and every client sees the last state."""

    def test_are_made_few_and_none_of_the_files_is_forgotten(self):
        app = self.project({"file-%d.txt" % number: "x\n" for number in range(10)})
        app.add_and_wait(debounceMs=500)
        before = app.watcher()["syncCount"]
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            for turn in range(100):
                for number in range(10):
                    (app.folder / ("file-%d.txt" % number)).write_text("turn %d\n" % turn)
            wait_until(lambda: app.holds("turn 99", "turn 99") and app.watcher()["pending"] == 0, "the last state is indexed")
            told = [message for message in events.drain(0.5) if message["type"] == "watch:event"]
        self.assertEqual({os.path.basename(message["data"]["path"]) for message in told},
                         {"file-%d.txt" % number for number in range(10)})
        self.assertLess(len(told), 200)
        self.assertLess(app.watcher()["syncCount"] - before, 20)
        for number in range(10):
            self.assertTrue(any("turn 99" in hit["chunk"] for hit in
                                app.query("turn 99", glob="file-%d.txt" % number)["results"]), number)


if __name__ == "__main__":
    unittest.main()
