"""Much happens at once: it is done in few steps, and what somebody waits for goes first."""

import os
import subprocess
import unittest

from fixtures import many_files, unique_word
from harness import EndToEndTest, wait_until, write_tree


class ABurst(EndToEndTest):
    def follow_syncs(self, events):
        """Only these: thousands of changes at once would be more than a client that does something else can take."""
        events.wait_for_type("connected")
        events.send({"action": "subscribe", "topics": ["watch:sync"]})
        events.wait_for_type("subscribed")

    def syncs(self, events, app):
        events.drain()
        return [message["data"]["stats"] for message in events.messages
                if message["type"] == "watch:sync" and message["project"] == app.name]

    def test_of_10000_files_is_a_few_syncs(self):
        app = self.project({"first.txt": "first\n"})
        app.add_and_wait()
        with self.daemon.events() as events:
            self.follow_syncs(events)
            write_tree(app.folder, {"d%d/f%d.txt" % (number % 40, number): "text %d\n" % number for number in range(10_000)})
            wait_until(lambda: app.status()["files"] == 10_001, "all are indexed", 240)
            app.wait_settled(deadline=240)
            syncs = self.syncs(events, app)
        self.assertEqual(sum(stats["filesCreated"] for stats in syncs), 10_000)
        self.assertLess(len(syncs), 50)

    def test_of_a_checkout_embeds_nothing_on_the_way_back(self):
        app = self.project(many_files(600))
        git = ["git", "-C", app.folder, "-c", "user.name=n", "-c", "user.email=n@example.org"]

        def run(*arguments):
            subprocess.run([*git, *arguments], check=True, capture_output=True)

        run("init", "-q", "-b", "one")
        run("add", "-A")
        run("commit", "-q", "-m", "one")
        run("checkout", "-q", "-b", "two")
        changed = sorted(path for path in app.folder.rglob("*.py"))[::2]
        for path in changed:
            path.write_text(path.read_text() + "# %s\n" % unique_word(path.name))
        run("commit", "-q", "-a", "-m", "two")
        app.add_and_wait()
        two = app.snapshot()

        def switch(branch):
            with self.daemon.events() as events:
                self.follow_syncs(events)
                run("checkout", "-q", branch)
                expected = {path: path.stat().st_size for path in changed}
                wait_until(lambda: all(app.files()[str(path.relative_to(app.folder))]["size"] == size
                                       for path, size in expected.items()), "the other branch is indexed", 120)
                app.wait_settled()
                syncs = self.syncs(events, app)
            self.assertEqual(sum(stats["filesModified"] for stats in syncs), len(changed))
            self.assertEqual(sum(stats["filesDeleted"] + stats["filesCreated"] for stats in syncs), 0)
            return sum(stats["chunksEmbedded"] for stats in syncs)

        self.assertGreater(switch("one"), 0)
        self.assertEqual(switch("two"), 0)
        self.assertEqual(app.snapshot(), two)

    def test_of_a_renamed_directory_embeds_nothing(self):
        app = self.project({"inside/" + name: text for name, text in many_files(2000, lines=8).items()})
        app.add_and_wait()
        with self.daemon.events() as events:
            self.follow_syncs(events)
            os.rename(app.folder / "inside", app.folder / "elsewhere")
            wait_until(lambda: all(path.startswith("elsewhere/") for path in app.files()), "all are renamed", 120)
            app.wait_settled()
            syncs = self.syncs(events, app)
        self.assertEqual(sum(stats["filesRenamed"] for stats in syncs), 2000)
        self.assertEqual(sum(stats["chunksEmbedded"] + stats["filesDeleted"] + stats["filesCreated"] for stats in syncs), 0)


class Priority(EndToEndTest):
    """While a large folder is indexed for the first time."""

    COUNT = 4000

    def setUp(self):
        super().setUp()
        self.small = self.project({"a.txt": "a\n"}, name="small")
        self.small.add_and_wait()
        self.other_large = self.project(many_files(self.COUNT, seed=2), name="large2")
        self.late = self.project({"l.txt": "late\n"}, name="late")
        self.large = self.project(many_files(self.COUNT), name="large")
        self.large.add()
        wait_until(lambda: self.indexed() > 0, "it has begun")

    def indexed(self):
        status = self.large.status()
        return status["files"] if status else 0

    def assert_still_busy(self):
        self.assertLess(self.indexed(), self.COUNT, "the large folder was done before")

    def test_a_saved_file_of_another_folder_goes_first(self):
        word = unique_word("other")
        (self.small.folder / "b.txt").write_text(word + "\n")
        wait_until(lambda: self.small.holds(word, word), "the saved file is found")
        self.assert_still_busy()

    def test_a_saved_file_of_the_same_folder_goes_first(self):
        word = unique_word("same")
        (self.large.folder / "zz.txt").write_text(word + "\n")
        wait_until(lambda: self.large.holds(word, word), "the saved file is found")
        self.assert_still_busy()
        self.large.wait_settled(deadline=240)
        self.assertEqual(self.indexed(), self.COUNT + 1)

    def test_a_small_folder_need_not_wait_for_two_large_ones(self):
        self.other_large.add()
        self.late.add()
        self.late.wait_settled()
        self.assert_still_busy()


if __name__ == "__main__":
    unittest.main()
