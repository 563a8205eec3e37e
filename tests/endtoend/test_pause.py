"""Indexing is held back, and goes on."""

import json
import unittest
from datetime import datetime, timedelta, timezone

from fixtures import many_files
from harness import EndToEndTest, wait_until


class APause(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project({"a.txt": "a\n"})
        self.app.add_and_wait()

    def vectray(self, *arguments):
        done = self.daemon.run(*arguments, "--json")
        self.assertEqual(done.returncode, 0, done)
        return json.loads(done.stdout)

    def change(self, app, name):
        (app.folder / name).write_text(name + "\n")
        wait_until(lambda: app.watcher()["pending"] > 0, "the change is noticed")

    def paused(self):
        return self.daemon.get("/status").json["paused"]

    def test_of_everything_until_resumed(self):
        self.assertTrue(self.vectray("pause")["paused"]["all"])
        self.assertEqual(self.app.watcher()["state"], "paused")
        self.change(self.app, "b.txt")
        self.assertEqual(list(self.app.files()), ["a.txt"])
        self.assertTrue(self.app.query("a")["results"], "what is indexed can be found")
        self.assertFalse(self.app.query("a")["freshness"]["fresh"])

        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()
        self.assertTrue(self.paused()["all"])
        self.assertEqual(list(self.app.files()), ["a.txt"])
        self.assertFalse(self.vectray("resume")["paused"]["all"])
        wait_until(lambda: sorted(self.app.files()) == ["a.txt", "b.txt"], "it is indexed after all")

    def test_of_one_folder(self):
        other = self.project({"o.txt": "o\n"}, name="other")
        other.add_and_wait()
        answer = self.vectray("pause", str(self.app.folder), "--for", "30m")
        self.assertEqual(answer["status"], "paused")
        until = datetime.fromisoformat(answer["until"].replace("Z", "+00:00"))
        self.assertAlmostEqual(until, datetime.now(timezone.utc) + timedelta(minutes=30), delta=timedelta(minutes=2))
        (folder,) = self.paused()["folders"]
        self.assertEqual((folder["path"], folder["until"]), (str(self.app.folder), answer["until"]))
        self.change(self.app, "b.txt")
        (other.folder / "p.txt").write_text("p\n")
        wait_until(lambda: "p.txt" in other.files(), "the other folder goes on")
        self.assertEqual(list(self.app.files()), ["a.txt"])
        self.assertEqual(self.vectray("resume", str(self.app.folder))["status"], "active")
        wait_until(lambda: "b.txt" in self.app.files(), "it is indexed after all")

    def test_ends_by_itself(self):
        self.assertEqual(self.daemon.post("/pause", {"forMs": 500}).status, 200)
        (self.app.folder / "b.txt").write_text("b\n")
        wait_until(lambda: "b.txt" in self.app.files(), "it goes on")
        self.assertFalse(self.paused()["all"])

    def test_breaks_off_a_first_index(self):
        large = self.project(many_files(3000), name="large")
        large.add()
        wait_until(lambda: large.status() and 0 < large.status()["files"] < 3000, "it has begun")
        self.vectray("pause")
        wait_until(lambda: large.watcher()["state"] == "paused", "it is broken off")
        self.assertLess(len(large.files()), 3000)
        self.vectray("resume")
        large.wait_settled()
        self.assertEqual(len(large.files()), 3000)

    def test_is_not_in_the_way_of_a_sync_that_is_asked_for(self):
        self.vectray("pause")
        self.change(self.app, "b.txt")
        self.assertEqual(self.app.sync()["stats"]["filesCreated"], 1)

    def test_of_a_folder_stays_while_all_are_paused(self):
        self.vectray("pause")
        self.assertEqual(self.vectray("resume", str(self.app.folder))["status"], "paused")

    def test_refuses_nonsense(self):
        self.assert_problem(self.daemon.post("/pause", {"forMs": -1}), 422)
        self.assert_problem(self.daemon.post("/pause", {"forMs": "soon"}), 422)
        self.assert_problem(self.daemon.post(self.app.path("/watch/pause"), {"path": "/nowhere"}), 404)
        self.assert_problem(self.daemon.post(self.app.path("/watch/pause"), {}), 400)
        done = self.daemon.run("pause", "--for", "soon")
        self.assertEqual(done.returncode, 2)
        self.assertIn("30m", done.stderr)


if __name__ == "__main__":
    unittest.main()
