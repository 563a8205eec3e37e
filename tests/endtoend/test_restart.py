"""What is indexed and configured survives an end, a good one or a bad one."""

import os
import random
import unittest

from fixtures import PROJECT, QUERIES, many_files, unique_word
from harness import EndToEndTest, mode_of, wait_until, write_tree


class AfterAnOrderlyEnd(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()

    def restart(self):
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()

    def test_the_index_is_there_and_nothing_is_embedded_again(self):
        before = self.app.snapshot(QUERIES)
        self.restart()
        self.app.wait_settled()
        self.assertEqual(self.app.snapshot(QUERIES), before)
        stats = self.app.sync()["stats"]
        self.assertEqual((stats["filesUnchanged"], stats["chunksEmbedded"]), (len(PROJECT), 0))

    def test_changes_made_meanwhile_are_found(self):
        self.assertEqual(self.daemon.stop(), 0)
        word = unique_word("meanwhile")
        write_tree(self.app.folder, {"README.md": "# New\n\n%s\n" % word, "added/deep/new.txt": "pangolin\n"})
        (self.app.folder / "src/matrix.rs").unlink()
        os.rename(self.app.folder / "src/backoff.py", self.app.folder / "src/renamed.py")
        self.daemon.start()
        self.app.wait_settled()
        files = self.app.files()
        self.assertIn("added/deep/new.txt", files)
        self.assertIn("src/renamed.py", files)
        self.assertNotIn("src/matrix.rs", files)
        self.assertEqual(self.app.found(word)[0], "README.md")
        self.assert_equals_fresh(self.app, (*QUERIES, word, "pangolin"))

    def test_a_same_size_edit_with_the_old_time_stamp_is_found(self):
        path = self.app.folder / "docs/holidays.md"
        before = path.stat()
        self.assertEqual(self.daemon.stop(), 0)
        path.write_text(path.read_text().replace("recipients", "zecipients"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(path.stat().st_size, before.st_size)
        self.daemon.start()
        self.app.wait_settled()
        self.assertEqual(self.app.found("zecipients")[0], "docs/holidays.md")

    def test_a_new_change_is_seen_after_it(self):
        self.restart()
        self.app.wait_settled()
        word = unique_word("after")
        (self.app.folder / "after.txt").write_text(word)
        wait_until(lambda: self.app.holds(word, word), "the word is found")

    def test_only_folders_with_auto_start_are_watched(self):
        manual = self.project({"a.txt": "a\n"}, name="manual")
        manual.add_and_wait(autoStart=False)
        once = self.project({"a.txt": "a\n"}, name="once")
        reply = self.daemon.post(once.path("/watch/start"), once.key)
        self.assertEqual(reply.status, 200, reply)
        once.wait_settled()
        paused = self.project({"a.txt": "a\n"}, name="paused")
        paused.add_and_wait()
        reply = self.daemon.request("PATCH", paused.path("/autowatch"), {**paused.key, "enabled": False})
        self.assertEqual(reply.status, 200, reply)
        self.restart()
        self.app.wait_settled()
        for project, watched in ((self.app, True), (manual, False), (once, False), (paused, False)):
            with self.subTest(project=project.name):
                self.assertIs(project.watcher() is not None, watched)
                self.assertTrue(project.files())
        self.assertEqual([config["isActive"] for config in manual.configurations()], [False])
        self.assertEqual(once.configurations(), [])
        self.assertEqual([config["enabled"] for config in paused.configurations()], [False])

    def test_settings_of_a_folder_stay(self):
        self.app.add(debounceMs=123, exclude=["*.rs"])
        self.restart()
        config = self.app.configurations()[0]
        self.assertEqual((config["debounceMs"], config["exclude"]), (123, ["*.rs"]))

    def test_a_lost_database_is_rebuilt_from_the_file(self):
        self.assertEqual(self.daemon.stop(), 0)
        lost = [path for path in self.sandbox.data_dir.iterdir() if path.name.startswith("index.db")]
        self.assertTrue(lost)
        for path in lost:
            path.unlink()
        self.daemon.start()
        self.app.wait_settled()
        self.assert_equals_fresh(self.app, QUERIES)

    def test_everything_is_for_its_user_only(self):
        self.assertEqual(mode_of(self.sandbox.endpoint_file), 0o600)
        for name in ("config", "data", "state", "cache", "run", "index"):
            for path in (self.sandbox.root / name).rglob("*"):
                if not path.is_symlink():
                    self.assertEqual(mode_of(path) & 0o077, 0, path)
        self.assertEqual(self.daemon.stop(), 0)
        self.assertFalse(self.sandbox.endpoint_file.exists())


class AfterKillMinusNine(EndToEndTest):
    def test_during_the_first_index(self):
        tree = many_files(3000)
        app = self.project(tree)
        self.assertEqual(app.add().status, 200)
        interrupted = 0
        for _ in range(10):
            done = wait_until(lambda: app.status()["files"], "the first files are indexed")
            self.daemon.kill()
            interrupted += done < len(tree)
            self.daemon.start()
            if app.status()["files"] == len(tree):
                break
        self.assertGreater(interrupted, 0, "never killed in the middle: the test needs more files")
        app.wait_settled()
        self.assertEqual(len(app.files()), len(tree))
        self.assert_resembles_fresh(app, [unique_word("1/%d" % number) for number in range(0, 3000, 300)], best=1)

    def test_at_any_moment_while_files_change(self):
        app = self.project(PROJECT)
        app.add_and_wait()
        generator = random.Random(20)
        for round_ in range(12):
            # How long it runs between two kills is what this test is about.
            for number in range(generator.randrange(1, 60)):
                path = app.folder / ("churn_%d.txt" % generator.randrange(40))
                if generator.random() < 0.3 and path.exists():
                    path.unlink()
                else:
                    path.write_text("parcel %s\n" % unique_word("%d/%d" % (round_, number)) * generator.randrange(1, 50))
                if number % 10 == 0:
                    app.daemon.get("/health")
            self.daemon.kill()
            self.daemon.start()
        app.wait_settled()
        self.assert_equals_fresh(app, QUERIES)

    def test_configurations_are_never_lost(self):
        folders = [self.project({"a.txt": "a\n"}, name="folder-%d" % number) for number in range(8)]
        for number, project in enumerate(folders):
            self.assertEqual(project.add().status, 200)
            self.daemon.kill()
            self.daemon.start()
            for earlier in folders[:number + 1]:
                self.assertEqual([config["path"] for config in earlier.configurations()], [str(earlier.folder)])


if __name__ == "__main__":
    unittest.main()
