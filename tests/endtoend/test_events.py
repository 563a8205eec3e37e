"""What the WebSocket tells."""

import os
import unittest

from fixtures import PROJECT
from harness import EndToEndTest, wait_until
from websocket import Closed, WebSocket


class Events(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project(PROJECT)
        self.events = self.daemon.events()
        self.addCleanup(self.events.close)
        self.hello = self.events.receive(10)

    def test_begin_with_a_greeting(self):
        self.assertEqual(self.hello["type"], "connected")
        self.assertIsInstance(self.hello["id"], int)
        self.assertRegex(self.hello["timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
        self.assertIn("data", self.hello)

    def test_tell_of_a_folders_life(self):
        self.app.add()
        started = self.events.wait_for_type("autowatch:started")
        self.assertEqual((started["project"], started["data"]["config"]["path"]), ("my-app", str(self.app.folder)))
        sync = self.events.wait_for_type("watch:sync", path=str(self.app.folder), dataset="main")
        self.assertEqual(sync["data"]["stats"]["filesCreated"], len(PROJECT))
        self.daemon.request("DELETE", self.app.path("/autowatch/remove"), self.app.key)
        stopped = self.events.wait_for_type("autowatch:stopped")
        self.assertEqual(stopped["data"]["config"]["path"], str(self.app.folder))

    def test_tell_of_files(self):
        self.app.add_and_wait()
        target = self.app.folder / "story.txt"

        def expect(event, name):
            said = self.events.wait_for(
                lambda message: message["type"] == "watch:event" and message["data"]["event"] == event
                and message["data"]["path"].endswith(name), "%s %s" % (event, name))
            self.assertEqual(said["project"], "my-app")
            self.events.wait_for_type("watch:sync")

        target.write_text("once upon a time\n")
        expect("add", "story.txt")
        target.write_text("once upon another time\n")
        expect("change", "story.txt")
        os.rename(target, self.app.folder / "tale.txt")
        expect("rename", "tale.txt")
        (self.app.folder / "tale.txt").unlink()
        expect("unlink", "tale.txt")

    def test_tell_of_progress(self):
        self.app.add()
        progress = self.events.wait_for_type("watch:progress")
        self.assertEqual(progress["data"]["path"], str(self.app.folder))
        self.assertIn("phase", progress["data"])
        self.assertLessEqual(progress["data"]["current"], progress["data"]["total"] or progress["data"]["current"])

    def test_are_numbered_without_gaps(self):
        self.app.add_and_wait()
        (self.app.folder / "a.txt").write_text("a\n")
        wait_until(lambda: "a.txt" in self.app.files(), "the file is listed")
        numbers = [message["id"] for message in self.events.drain()]
        self.assertGreater(len(numbers), 3)
        self.assertEqual(numbers[1:], list(range(numbers[1], numbers[1] + len(numbers) - 1)))

    def test_are_replayed(self):
        self.app.add_and_wait()
        (self.app.folder / "a.txt").write_text("a\n")
        wait_until(lambda: "a.txt" in self.app.files(), "the file is listed")
        seen = [message for message in self.events.drain() if message["type"] != "connected"]
        since = seen[1]["id"]
        with self.daemon.events(since) as late:
            again = [message for message in late.drain(1) if message["type"] != "connected"]
        self.assertEqual(again[:len(seen) - 2], seen[2:])

    def test_say_that_some_are_missing(self):
        with self.daemon.events(10**9) as early:
            early.wait_for_type("gap")

    def test_can_be_chosen_by_project(self):
        self.events.send({"action": "subscribe", "project": "other"})
        other = self.project({"a.txt": "a\n"}, name="other")
        self.app.add_and_wait()
        other.add_and_wait()
        self.events.wait_for_type("watch:sync", path=str(other.folder))
        told = {message.get("project") for message in self.events.messages if message["type"].startswith("watch:")}
        self.assertEqual(told, {"other"})

    def test_can_be_chosen_by_type(self):
        self.events.send({"action": "subscribe", "topics": ["watch:sync"]})
        self.app.add_and_wait()
        self.events.wait_for_type("watch:sync")
        told = {message["type"] for message in self.events.drain()}
        self.assertEqual(told - {"connected", "subscribed"}, {"watch:sync"})

    def test_answer_a_ping(self):
        self.events.send({"action": "ping"})
        self.events.wait_for(lambda message: "pong" in message["type"], "a pong")

    def test_survive_nonsense(self):
        for payload in (b"hello", b"[]", b'{"action": 5}', b'{"action": "dance"}', b"{}"):
            with WebSocket("127.0.0.1", self.daemon.port, "/ws") as other:
                other.wait_for_type("connected")
                other.send_raw(payload)
                other.send({"action": "ping"})
                try:
                    other.wait_for(lambda message: "pong" in message["type"], "a pong after %r" % payload)
                except Closed:
                    pass  # also an answer
        self.assert_healthy()

    def test_refuse_a_large_message(self):
        self.events.send_raw(b'{"action": "' + b"x" * 100_000 + b'"}')
        with self.assertRaises((Closed, ConnectionError)):
            while self.events.receive(10) is not None:
                pass
        self.assert_healthy()

    def test_go_to_everyone(self):
        others = [self.daemon.events() for _ in range(5)]
        for other in others:
            self.addCleanup(other.close)
            other.wait_for_type("connected")
        self.app.add()
        for other in others:
            other.wait_for_type("autowatch:started")

    def test_do_not_wait_for_one_that_does_not_read(self):
        deaf = self.daemon.events()
        self.addCleanup(deaf.close)
        app = self.project({"d%d/f%d.txt" % (n % 20, n): "text %d\n" % n for n in range(2000)}, name="large")
        app.add_and_wait()
        self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
