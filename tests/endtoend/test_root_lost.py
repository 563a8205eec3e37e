"""A folder that goes away is not taken for a folder whose files were deleted."""

import os
import shutil
import subprocess
import unittest

from fixtures import PROJECT, QUERIES, unique_word
from harness import EndToEndTest, Project, wait_until, write_tree


class ALostRoot(EndToEndTest):
    environment = {"POLL_INTERVAL": "200"}

    def setUp(self):
        super().setUp()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()
        self.before = self.app.snapshot(QUERIES)
        self.away = self.sandbox.root / "home" / "away"

    def health(self):
        watcher = self.app.watcher()
        return watcher and watcher["health"]["state"]

    def wait_lost(self):
        wait_until(lambda: self.health() == "unavailable", "the folder is unavailable")
        self.assertTrue(self.app.watcher()["health"]["reason"])
        self.assertEqual(self.app.snapshot(QUERIES), self.before)

    def wait_back(self):
        wait_until(lambda: self.health() == "active", "the folder is watched again")
        self.app.wait_settled()

    def come_back(self, how):
        """Without embedding anything, and with eyes open again."""
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            how()
            self.wait_back()
            word = unique_word("back")
            (self.app.folder / "marker.txt").write_text(word)
            wait_until(lambda: self.app.holds(word, word), "a change after it is found")
            (self.app.folder / "marker.txt").unlink()
            wait_until(lambda: "marker.txt" not in self.app.files(), "the marker is gone")
            events.drain()
            stats = [message["data"]["stats"] for message in events.messages if message["type"] == "watch:sync"]
        self.assertLessEqual(sum(entry["chunksEmbedded"] for entry in stats), 1, "only the marker")
        self.assertEqual(sum(entry["filesDeleted"] for entry in stats), 1, "only the marker")
        self.assertEqual(self.app.snapshot(QUERIES), self.before)

    def test_that_is_moved_away_and_back(self):
        os.rename(self.app.folder, self.away)
        self.wait_lost()
        self.come_back(lambda: os.rename(self.away, self.app.folder))

    def test_that_is_deleted_and_made_again(self):
        # Files that go one by one, slower than the debounce, would be deleted files: a busy machine must not do that.
        self.app.add(debounceMs=3000)
        self.app.wait_settled()
        shutil.copytree(self.app.folder, self.away)
        shutil.rmtree(self.app.folder)
        self.wait_lost()
        self.come_back(lambda: shutil.copytree(self.away, self.app.folder))

    def test_that_is_suddenly_empty(self):
        os.rename(self.app.folder, self.away)
        self.app.folder.mkdir()
        self.wait_lost()

        def back():
            self.app.folder.rmdir()
            os.rename(self.away, self.app.folder)

        self.come_back(back)

    def test_that_is_away_when_the_daemon_starts(self):
        self.assertEqual(self.daemon.stop(), 0)
        os.rename(self.app.folder, self.away)
        self.daemon.start()
        self.wait_lost()
        self.come_back(lambda: os.rename(self.away, self.app.folder))

    def test_tells_of_it(self):
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            os.rename(self.app.folder, self.away)
            event = events.wait_for_type("watch:health", state="unavailable")
            self.assertEqual(event["data"]["path"], str(self.app.folder))
            os.rename(self.away, self.app.folder)
            events.wait_for_type("watch:health", state="active")

    def test_can_be_removed(self):
        shutil.rmtree(self.app.folder)
        self.wait_lost()
        reply = self.daemon.request("DELETE", self.app.path("/autowatch/remove"), self.app.key)
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual(self.app.files(), {})


class AnUnmountedRoot(EndToEndTest):
    environment = {"POLL_INTERVAL": "200"}

    def mount(self, folder):
        done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest("cannot mount: " + done.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", "-l", folder], capture_output=True)

    def test_keeps_its_index(self):
        folder = self.sandbox.folder("mounted")
        self.mount(folder)
        write_tree(folder, PROJECT)
        app = Project(self.daemon, folder)
        app.add_and_wait()
        before = app.snapshot(QUERIES)
        # Lazily, as when the disk is pulled; a plain unmount fails with EBUSY where directories are held open.
        subprocess.run(["umount", "-l", folder], check=True)
        wait_until(lambda: (app.watcher() or {}).get("health", {}).get("state") == "unavailable", "it is unavailable")
        self.assertEqual(app.snapshot(QUERIES), before)
        self.mount(folder)
        write_tree(folder, PROJECT)
        wait_until(lambda: app.watcher()["health"]["state"] == "active", "it is watched again")
        app.wait_settled()
        self.assertEqual(app.snapshot(QUERIES), before)
        self.assertEqual(app.sync()["stats"]["chunksEmbedded"], 0)


if __name__ == "__main__":
    unittest.main()
