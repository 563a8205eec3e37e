"""A day in the life of a real project: Vectray's own sources."""

import os
import random
import shutil
import unittest
import urllib.parse
from pathlib import Path

from fixtures import unique_word
from harness import EndToEndTest, wait_until

PARTS = ("app", "cmake", "docs", "models", "sync", "tests", "ui")
QUERIES = ("Result and_then", "debounce", "percent encoded project name", "how is a port's owner found",
           "ignore rules", "add_layer", "what makes text harmless for a terminal", "SHA-256")


class ARealProject(EndToEndTest):
    def setUp(self):
        super().setUp()
        source = Path(os.environ["VECTRAY_SOURCE_DIR"])
        folder = self.sandbox.folder("vectray")
        for part in PARTS:
            if (source / part).is_dir():
                shutil.copytree(source / part, folder / part, symlinks=True,
                                ignore=shutil.ignore_patterns("node_modules", "build", "__pycache__", "*.tse"))
        self.app = self.project(folder=folder, name="vectray")
        self.app.add_and_wait()
        self.generator = random.Random(7)

    def sources(self):
        return sorted(path for path in self.app.folder.rglob("*") if path.is_file() and path.suffix in
                      (".cpp", ".h", ".py", ".cmake", ".txt", ".md"))

    def some(self, count):
        return self.generator.sample(self.sources(), min(count, len(self.sources())))

    def wait_as_on_disk(self):
        """Until nothing is pending and the list of files is the disk's."""
        wait_until(lambda: self.on_disk_but_not_listed() == [], "every file is listed", 60)
        self.app.wait_settled()

    def on_disk_but_not_listed(self):
        listed = self.app.files()
        problems = [str(path) for path in self.sources() if str(path.relative_to(self.app.folder)) not in listed]
        problems = [path for path in problems if not self.looks_secret(path)]
        return problems + [path for path in listed if not (self.app.folder / path).exists()]

    def looks_secret(self, path):
        """Some of our sources hold what the filter for credentials is tested with."""
        answer = self.daemon.get("/explain?path=" + urllib.parse.quote(path, safe="")).json
        return answer["source"] == "content" and answer["line"] is not None

    def test_is_indexed_whole(self):
        self.assertEqual(self.on_disk_but_not_listed(), [])
        self.assertEqual(self.app.found("decodes a frame of a WebSocket in Python", topK=50) != [], True)

    def test_is_edited_renamed_deleted_restarted_and_equals_a_fresh_index(self):
        for path in self.some(12):
            path.write_text(path.read_text(errors="replace") + "\n// %s\n" % unique_word(path.name))
        for number, path in enumerate(self.some(8)):
            os.rename(path, path.with_name("renamed_%d%s" % (number, path.suffix)))
        for path in self.some(5):
            path.unlink()
        os.rename(self.app.folder / "sync", self.app.folder / "engine_room")
        shutil.copytree(self.app.folder / "cmake", self.app.folder / "cmake_copy")
        self.wait_as_on_disk()

        self.assertEqual(self.daemon.stop(), 0)
        for path in self.some(6):
            path.write_text("// replaced: %s\n" % unique_word("off " + path.name))
        for path in self.some(3):
            path.unlink()
        shutil.rmtree(self.app.folder / "cmake")
        self.daemon.start()
        self.app.wait_settled()
        self.assert_resembles_fresh(self.app, QUERIES)

    def test_is_forgotten_and_remembered_without_embedding(self):
        files = len(self.app.files())
        reply = self.daemon.request("DELETE", self.app.path("/autowatch/remove"), self.app.key)
        self.assertEqual(reply.status, 200, reply)
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            self.assertEqual(self.app.add().status, 200)
            stats = events.wait_for_type("watch:sync", deadline=120)["data"]["stats"]
        self.assertEqual((stats["filesCreated"], stats["chunksEmbedded"]), (files, 0))


if __name__ == "__main__":
    unittest.main()
