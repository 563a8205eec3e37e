"""The disk of the index runs full: nothing is lost, and it goes on when there is room."""

import os
import subprocess
import unittest

from fixtures import PROJECT, WORDS, many_files
from harness import EndToEndTest, count_of, wait_until, write_tree


class AFullDisk(EndToEndTest):
    starts_daemon = False

    def setUp(self):
        super().setUp()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", self.sandbox.data_dir],
                              capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest("a small file system cannot be mounted: " + done.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", "-l", self.sandbox.data_dir], capture_output=True)
        self.daemon.start()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()

    def resize(self, size):
        subprocess.run(["mount", "-o", "remount,size=" + size, self.sandbox.data_dir], check=True)

    def is_full(self):
        room = os.statvfs(self.sandbox.data_dir)
        return room.f_bavail * room.f_frsize < 512 * 1024

    def fill(self):
        """More to index than there is room for."""
        write_tree(self.app.folder, many_files(6000, lines=80))
        wait_until(lambda: self.is_full() or self.complaint(), "the disk is full", 90)
        wait_until(self.complaint, "the daemon says that something failed", 60)

    def complaint(self):
        """Anything that tells people: a failed file, an error of the folder, or a health that is not active."""
        status = self.app.status()
        watcher = self.app.watcher() or {}
        return (count_of(status["failed"]) or status["state"] in ("error", "degraded")
                or watcher.get("state") == "error" or watcher.get("health", {}).get("state") not in ("active", None))

    def test_loses_nothing_and_goes_on_when_there_is_room(self):
        self.fill()
        self.assert_healthy()
        self.assertEqual([config["path"] for config in self.app.configurations()], [str(self.app.folder)])
        self.assertEqual(self.app.found("jitter")[0], "src/backoff.py")
        for path in self.sandbox.data_dir.rglob("*.json"):
            self.assertGreater(path.stat().st_size, 2, path)

        self.resize("512m")
        expected = len(PROJECT) + 6000
        wait_until(lambda: len(self.app.files()) == expected, "everything is indexed, without being asked", 120)
        self.app.wait_settled()
        self.assert_resembles_fresh(self.app, WORDS, best=1)

    def test_survives_a_restart_while_it_is_full(self):
        self.fill()
        self.daemon.kill()
        self.daemon.start()
        self.assert_healthy()
        self.assertEqual([config["path"] for config in self.app.configurations()], [str(self.app.folder)])
        self.assertEqual(self.app.found("jitter")[0], "src/backoff.py")


if __name__ == "__main__":
    unittest.main()
