"""The clock of the wall jumps: nothing is missed, nothing is taken for new, and nothing waits for a time long ago."""

import os
import glob
import unittest

from fixtures import PROJECT, unique_word
from harness import EndToEndTest, wait_until

FAKETIME = sorted(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1"))


@unittest.skipUnless(FAKETIME, "faketime is not installed")
class AClockThatJumps(EndToEndTest):
    environment = {"POLL_INTERVAL": "200"}
    starts_daemon = False

    def setUp(self):
        super().setUp()
        self.offset = self.sandbox.root / "offset"
        self.jump("+0")
        self.daemon.environment.update(
            LD_PRELOAD=FAKETIME[0], FAKETIME_TIMESTAMP_FILE=str(self.offset), FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1", NO_FAKE_STAT="1")
        self.daemon.start()

    def jump(self, offset):
        temporary = self.offset.with_name("offset.new")
        temporary.write_text(offset + "\n")
        os.rename(temporary, self.offset)

    def check_jump(self, offset):
        for backend in ("inotify", "poll"):
            with self.subTest(backend=backend):
                app = self.project(PROJECT, name="%s-%s" % (backend, offset.strip("+-")))
                app.add_and_wait(backend=backend)
                self.jump(offset)
                with self.daemon.events() as events:
                    events.wait_for_type("connected")
                    word = unique_word(backend + offset)
                    target = app.folder / "after.txt"
                    target.write_text(word + "\n")
                    wait_until(lambda: app.holds(word, word), "a new file is found")
                    for letter in "abc":  # of the same size, soon after each other
                        target.write_text(word[:-1] + letter + "\n")
                    wait_until(lambda: app.holds(word[:-1] + "c", word[:-1] + "c"), "the last edit is found")
                    (app.folder / "README.md").unlink()
                    wait_until(lambda: "README.md" not in app.files(), "a deletion is seen")
                    events.drain()
                    stats = [message["data"]["stats"] for message in events.messages if message["type"] == "watch:sync"]
                self.assertEqual(sum(entry["filesDeleted"] for entry in stats), 1)
                self.assertEqual(sum(entry["filesCreated"] for entry in stats), 1)
                self.assertEqual(app.sync()["stats"]["chunksEmbedded"], 0)
                self.jump("+0")

    def test_a_day_ahead(self):
        self.check_jump("+1d")

    def test_a_day_back(self):
        self.check_jump("-1d")

    def test_does_not_stop_a_pause_from_ending(self):
        app = self.project({"a.txt": "a\n"})
        app.add_and_wait()
        self.assertEqual(self.daemon.post("/pause", {"forMs": 12 * 3600 * 1000}).status, 200)
        self.jump("+1d")
        # It is asked whenever somebody changes something, and at least each minute.
        self.assertEqual(self.daemon.post(app.path("/watch/pause"), {**app.key, "forMs": 1}).status, 200)
        (app.folder / "b.txt").write_text("b\n")
        wait_until(lambda: "b.txt" in app.files(), "it goes on")


if __name__ == "__main__":
    unittest.main()
