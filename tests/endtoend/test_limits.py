"""Where the system does not let a watcher see, nothing is missed all the same, and the reason is said."""

import os
import signal
import subprocess
import unittest

from fixtures import unique_word
from harness import EndToEndTest, wait_until

LONG = "VECTRAY_SOAK_OPERATIONS" in os.environ


def can_unshare():
    return subprocess.run(["unshare", "-Ur", "true"], capture_output=True).returncode == 0


class LimitsOfTheSystem(EndToEndTest):
    environment = {"POLL_INTERVAL": "300"}
    starts_daemon = False

    def start(self, **limits):
        """In a user namespace of its own, where lower limits hold than in the rest of the machine."""
        if not can_unshare():
            self.skipTest("there are no user namespaces here")
        settings = "".join("echo %d >/proc/sys/user/max_inotify_%s; " % (value, name) for name, value in limits.items())
        self.daemon.wrapper = ["unshare", "-Ur", "sh", "-c", settings + 'exec "$@"', "sh"]
        self.daemon.start()

    def set_limit(self, name, value):
        subprocess.run(["nsenter", "--user", "--preserve-credentials", "--target", str(self.daemon.process.pid), "sh",
                        "-c", "echo %d >/proc/sys/user/max_inotify_%s" % (value, name)], check=True)

    def health(self, app):
        return app.watcher()["health"]

    def check_edits(self, app, name):
        word = unique_word(name)
        for number in (0, 49):
            (app.folder / ("d%d" % number) / "e" / name).write_text(word + "\n")
        wait_until(lambda: {"d0/e/" + name, "d49/e/" + name} <= app.files().keys(), "both are indexed")
        self.assertTrue(app.holds(word, word))

    def check_limit(self, name, low, high):
        self.start(**{name: low})
        app = self.project({"d%d/e/f.txt" % number: "text %d\n" % number for number in range(50)})
        app.add_and_wait()
        self.assertEqual(len(app.files()), 50)  # a limit of watches is none of files
        health = self.health(app)
        self.assertEqual(health["state"], "degraded")
        self.assertIn("limit", health["reason"])
        self.assertRegex(health["cure"], r"sudo sysctl user\.max_inotify_%s=\d+" % name)
        self.check_edits(app, "while.txt")
        self.set_limit(name, high)
        wait_until(lambda: self.health(app)["state"] == "active", "it is watched now")
        self.check_edits(app, "after.txt")

    def test_of_watched_directories(self):
        self.check_limit("watches", 10, 1000)

    def test_of_watchers(self):
        self.check_limit("instances", 0, 100)


class Overflow(EndToEndTest):
    """More happens than the kernel remembers, while nobody reads."""

    environment = {"POLL_INTERVAL": "600000"}

    def test_misses_nothing(self):
        app = self.project({"d/first.txt": "first\n", "moved/m.txt": "moved\n", "gone/g.txt": "gone\n"})
        app.add_and_wait()
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            os.kill(self.daemon.process.pid, signal.SIGSTOP)
            try:
                # Most of them are of a kind that is not indexed: they fill the queue, and no time goes by.
                for number in range(50_000):
                    ending = ".txt" if LONG or number % 100 == 0 else ".pyc"
                    (app.folder / "d" / ("f%d%s" % (number, ending))).write_bytes(b"text %d\n" % number)
                os.rename(app.folder / "moved", app.folder / "here")
                (app.folder / "gone" / "g.txt").unlink()
                (app.folder / "d" / "first.txt").write_text("second\n")
            finally:
                os.kill(self.daemon.process.pid, signal.SIGCONT)
            wait_until(lambda: "here/m.txt" in app.files(), "the last is indexed", 300)
            app.wait_settled(deadline=300)
            count = 50_000 if LONG else 500
            expected = {"d/first.txt", "here/m.txt"} | {path for path in app.files() if path.startswith("d/f")}
            self.assertEqual(app.files().keys(), expected)
            self.assertEqual(len(expected), count + 2)
            self.assertEqual(app.query("second")["results"][0]["file"], str(app.folder / "d/first.txt"))
            events.drain()
            whole = [message["data"]["stats"] for message in events.messages if message["type"] == "watch:sync"
                     and message["data"]["stats"]["filesScanned"] >= count + 2]
        self.assertEqual(len(whole), 1, "one comparison of everything, no storm of them")
        # The map of watches is right again.
        (app.folder / "here" / "later.txt").write_text("later\n")
        wait_until(lambda: "here/later.txt" in app.files(), "what happens later is seen")


if __name__ == "__main__":
    unittest.main()
