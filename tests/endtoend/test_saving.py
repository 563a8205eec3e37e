"""However a program saves a file, it is one modification, and never a deletion."""

import hashlib
import unittest

import editors
from fixtures import unique_word
from harness import EndToEndTest, wait_until

BACKENDS = ("inotify", "qt", "poll")
# A program may be held up in the middle of saving, on a loaded machine also for long.
DEBOUNCE_MS = 700


class Saving(EndToEndTest):
    environment = {"POLL_INTERVAL": "100"}

    def watch(self, backend, names):
        """A folder with a file for each name, in a directory of its own."""
        app = self.project({"%s/story.txt" % name: "%s\nonce upon a time\n" % name for name in names}, name=backend)
        app.add_and_wait(backend=backend, debounceMs=DEBOUNCE_MS)
        return app

    def told(self, app, messages):
        """Relative path → what was told of it, in order."""
        told = {}
        for message in messages:
            if message["type"] == "watch:event" and message["project"] == app.name:
                told.setdefault(message["data"]["path"].removeprefix(str(app.folder) + "/"), []).append(message["data"]["event"])
        return told

    def check_saves(self, backend):
        names = [save.__name__ for save in editors.SAVES]
        app = self.watch(backend, names)
        expected = {"%s/story.txt" % name: ["change"] for name in names}
        for round_ in ("first", "second"):  # the second one meets what the first one left
            with self.daemon.events() as events:
                events.wait_for_type("connected")
                texts = {}
                for save in editors.SAVES:
                    path = app.folder / save.__name__ / "story.txt"
                    text = "%s %s\nand they lived %s\n" % (save.__name__, round_, unique_word(save.__name__ + round_))
                    save(path, text)
                    texts["%s/story.txt" % save.__name__] = text
                wait_until(lambda: events.drain(0.1) and expected.keys() <= self.told(app, events.messages).keys(),
                           "all are told")
                app.wait_settled()
                events.drain()
                self.assertEqual(self.told(app, events.messages), expected)
            files = app.files()
            self.assertEqual(files.keys(), texts.keys())
            for path, text in texts.items():
                self.assertEqual(files[path]["sha256"], hashlib.sha256(text.encode()).hexdigest(), path)

    def check_no_changes(self, backend):
        app = self.watch(backend, [act.__name__ for act in editors.NO_CHANGES])
        before = app.files()
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            for act in editors.NO_CHANGES:
                act(app.folder / act.__name__ / "story.txt")
            (app.folder / "fence.txt").write_text("fence\n")
            events.wait_for(lambda message: message["type"] == "watch:event"
                            and message["data"]["path"].endswith("fence.txt"), "the fence")
            app.wait_settled()
            events.drain()
            self.assertEqual(self.told(app, events.messages), {"fence.txt": ["add"]})
        after = app.files()
        del after["fence.txt"]
        self.assertEqual(after, before)

    def test_is_one_modification(self):
        for backend in BACKENDS:
            with self.subTest(backend=backend):
                self.check_saves(backend)

    def test_is_nothing_where_nothing_changes(self):
        for backend in BACKENDS:
            with self.subTest(backend=backend):
                self.check_no_changes(backend)


if __name__ == "__main__":
    unittest.main()
