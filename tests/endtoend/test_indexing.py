"""A folder is indexed, and the index follows what happens in it."""

import hashlib
import os
import shutil
import unittest

from fixtures import IGNORED, MEANINGS, PROJECT, QUERIES, WORDS, unique_word
from harness import EndToEndTest, wait_until, write_tree


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class TheFirstIndex(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project({**PROJECT, **IGNORED})
        self.app.add_and_wait()

    def test_lists_every_file_with_its_hash(self):
        files = self.app.files()
        self.assertEqual(sorted(files), sorted(PROJECT))
        for path, entry in files.items():
            self.assertEqual(entry["sha256"], sha256(self.app.folder / path), path)
            self.assertEqual(entry["size"], (self.app.folder / path).stat().st_size, path)
            self.assertEqual(entry["path"], str(self.app.folder / path))
            self.assertGreater(entry["chunks"], 0, path)

    def test_knows_languages(self):
        languages = {path: entry["language"] for path, entry in self.app.files().items()}
        self.assertEqual(languages["src/backoff.py"], "python")
        self.assertEqual(languages["src/lru_cache.cpp"], "cpp")
        self.assertEqual(languages["README.md"], "markdown")

    def test_is_found_by_word(self):
        for word, path in WORDS.items():
            with self.subTest(word=word):
                self.assertEqual(self.app.found(word)[0], path)

    def test_is_found_by_meaning(self):
        for query, path in MEANINGS.items():
            with self.subTest(query=query):
                self.assertIn(path, self.app.found(query)[:3])

    def test_answers_with_the_lines_of_the_text(self):
        answer = self.app.query("retry_with_backoff")
        self.assertTrue(answer["request_id"])
        self.assertGreaterEqual(answer["latency_ms"], 0)
        self.assertIs(answer["freshness"]["fresh"], True)
        self.assertEqual(answer["freshness"]["pending"], 0)
        hit = next(hit for hit in answer["results"] if "def retry_with_backoff" in hit["chunk"])
        self.assertEqual(hit["file"], str(self.app.folder / "src/backoff.py"))
        self.assertEqual(hit["lang"], "python")
        self.assertIn("retry_with_backoff", hit["symbolName"])
        lines = (self.app.folder / "src/backoff.py").read_text().splitlines()
        span = lines[hit["lineSpan"]["start"] - 1:hit["lineSpan"]["end"]]
        self.assertEqual([line.strip() for line in hit["chunk"].strip().splitlines()],
                         [line.strip() for line in "\n".join(span).strip().splitlines()])
        self.assertGreater(hit["scores"]["final"], 0)
        finals = [hit["scores"]["final"] for hit in answer["results"]]
        self.assertEqual(finals, sorted(finals, reverse=True))

    def test_can_be_searched_in_part(self):
        for text, options, allowed in (("attempts", {"lang": "python"}, lambda path: path.endswith(".py")),
                                       ("digest", {"glob": "src/*.go"}, lambda path: path == "src/password.go"),
                                       ("parcels", {"pathPrefix": "docs"}, lambda path: path.startswith("docs/"))):
            with self.subTest(**options):
                found = self.app.found(text, topK=50, **options)
                self.assertTrue(found)
                self.assertTrue(all(allowed(path) for path in found), found)
        self.assertLessEqual(len(self.app.query("parcels", topK=2)["results"]), 2)

    def test_is_searched_through_all_projects(self):
        other = self.project({"x.md": "a platypus\n"}, name="other")
        other.add_and_wait()
        hits = self.daemon.post("/projects/all/query", {"query": "platypus"}).json["results"]
        self.assertEqual(hits[0]["file"], str(other.folder / "x.md"))
        self.assertFalse(self.app.holds("platypus", "platypus"))

    def test_leaves_the_folder_as_it_was(self):
        def everything():
            return sorted((str(path), path.stat().st_mtime_ns) for path in self.app.folder.rglob("*"))

        before = everything()
        self.app.sync(force=True)
        self.assertEqual(everything(), before)
        self.assertEqual(len([entry for entry in before if os.path.isfile(entry[0])]), len(PROJECT) + len(IGNORED))

    def test_says_how_complete_it_is(self):
        status = self.app.status()
        self.assertEqual(status["files"], len(PROJECT))
        self.assertEqual(status["chunks"], sum(entry["chunks"] for entry in self.app.files().values()))
        self.assertEqual(status["percentage"], 100)
        self.assertEqual(status["pending"], 0)


class AChange(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()
        self.events = self.daemon.events()
        self.addCleanup(self.events.close)
        self.events.wait_for_type("connected")

    def sync_stats(self, **wanted):
        """Of the next sync that has these counts."""
        return self.events.wait_for(
            lambda message: message["type"] == "watch:sync"
            and all(message["data"]["stats"][name] == value for name, value in wanted.items()),
            "watch:sync with %s" % wanted)["data"]["stats"]

    def test_an_edit_is_found(self):
        word = unique_word("edit")
        path = self.app.folder / "docs/holidays.md"
        path.write_text(path.read_text() + "\nNobody says %s here.\n" % word)
        self.sync_stats(filesModified=1, filesCreated=0, filesDeleted=0)
        self.assertEqual(self.app.found(word)[0], "docs/holidays.md")
        self.assertEqual(self.app.files()["docs/holidays.md"]["sha256"], sha256(path))

    def test_an_edit_is_found_without_being_told_of_events(self):
        word = unique_word("poll")
        (self.app.folder / "new.txt").write_text(word)
        wait_until(lambda: self.app.holds(word, word), "the word is found")

    def test_one_line_embeds_one_chunk(self):
        big = self.app.folder / "big.py"
        big.write_text("".join('def function_%d(value):\n    """%s"""\n    return value + %d\n\n\n'
                               % (number, ("doc %d " % number) * 220, number) for number in range(30)))
        created = self.sync_stats(filesCreated=1)
        self.assertGreater(created["chunksEmbedded"], 5)
        big.write_text(big.read_text().replace("value + 17", "value + 1700"))
        edited = self.sync_stats(filesModified=1)
        self.assertEqual(edited["chunksEmbedded"], 1)
        self.assertEqual(edited["chunksUnchanged"], created["chunksAdded"] - 1)

    def test_an_atomic_save_is_one_edit(self):
        word = unique_word("atomic")
        path = self.app.folder / "README.md"
        temporary = self.app.folder / "README.md.tmp~"
        temporary.write_text(path.read_text() + word)
        os.replace(temporary, path)
        stats = self.sync_stats(filesModified=1)
        self.assertEqual((stats["filesCreated"], stats["filesDeleted"]), (0, 0))
        self.assertTrue(self.app.holds(word, word))
        self.assertEqual(sorted(self.app.files()), sorted(PROJECT))

    def test_an_edit_after_an_atomic_save_is_seen_too(self):
        path = self.app.folder / "README.md"
        for number in range(5):
            word = unique_word("again %d" % number)
            if number % 2:
                path.write_text(word)
            else:
                (self.app.folder / "t~").write_text(word)
                os.replace(self.app.folder / "t~", path)
            wait_until(lambda: self.app.holds(word, word), "save %d is found" % number)

    def test_a_touch_is_no_change(self):
        before = self.app.snapshot()
        os.utime(self.app.folder / "README.md")
        word = unique_word("marker")
        (self.app.folder / "marker.txt").write_text(word)
        self.sync_stats(filesCreated=1)
        events = [message["data"] for message in self.events.drain() if message["type"] == "watch:event"]
        self.assertEqual([event for event in events if event["path"].endswith("README.md")], [])
        listing, _ = self.app.snapshot()
        del listing["marker.txt"]
        self.assertEqual(listing, before[0])

    def test_a_rename_embeds_nothing(self):
        os.rename(self.app.folder / "src/backoff.py", self.app.folder / "src/waiting.py")
        stats = self.sync_stats(filesRenamed=1)
        self.assertEqual((stats["chunksEmbedded"], stats["filesCreated"], stats["filesDeleted"]), (0, 0, 0))
        self.assertEqual(self.app.found("jitter")[0], "src/waiting.py")
        self.assertNotIn("src/backoff.py", self.app.files())

    def test_a_renamed_directory_embeds_nothing(self):
        os.rename(self.app.folder / "src", self.app.folder / "lib")
        inside = [path for path in PROJECT if path.startswith("src/")]
        stats = self.sync_stats(filesRenamed=len(inside))
        self.assertEqual(stats["chunksEmbedded"], 0)
        self.assertEqual(sorted(self.app.files()), sorted(path.replace("src/", "lib/") for path in PROJECT))

    def test_a_deleted_file_is_not_found(self):
        (self.app.folder / "src/backoff.py").unlink()
        stats = self.sync_stats(filesDeleted=1)
        self.assertGreater(stats["chunksRemoved"], 0)
        self.assertNotIn("src/backoff.py", self.app.files())
        self.assertFalse(self.app.holds("jitter", "jitter"))

    def test_what_comes_back_embeds_nothing(self):
        path = self.app.folder / "src/backoff.py"
        text = path.read_text()
        path.unlink()
        self.sync_stats(filesDeleted=1)
        path.write_text(text)
        self.assertEqual(self.sync_stats(filesCreated=1)["chunksEmbedded"], 0)
        self.assertEqual(self.app.found("jitter")[0], "src/backoff.py")

    def test_a_new_tree_is_found_at_once(self):
        words = {}
        for number in range(30):
            name = "deep/%d/a/b/c/leaf.txt" % number
            words[name] = unique_word(name)
            write_tree(self.app.folder, {name: words[name]})
        wait_until(lambda: len(self.app.files()) == len(PROJECT) + len(words), "the whole tree is listed")
        for name, word in words.items():
            self.assertEqual(self.app.found(word)[0], name)

    def test_a_tree_that_is_moved_in_is_found(self):
        outside = self.sandbox.folder("outside")
        word = unique_word("moved in")
        write_tree(outside, {"a/b/c.txt": word})
        os.rename(outside, self.app.folder / "inside")
        wait_until(lambda: self.app.holds(word, word), "the word is found")

    def test_a_tree_that_is_deleted_is_gone(self):
        shutil.rmtree(self.app.folder / "src")
        wait_until(lambda: not any(path.startswith("src/") for path in self.app.files()), "nothing of src is listed")
        self.assertFalse(self.app.holds("bcrypt", "bcrypt"))

    def test_an_ignored_file_changes_nothing(self):
        write_tree(self.app.folder, IGNORED)
        (self.app.folder / "marker.txt").write_text(unique_word("marker"))
        self.sync_stats(filesCreated=1)
        self.assertEqual(sorted(self.app.files()), sorted([*PROJECT, "marker.txt"]))
        self.assertFalse(self.app.holds("zanzibar", "zanzibar"))

    def test_a_gitignore_takes_files_out_and_gives_them_back(self):
        rules = self.app.folder / ".gitignore"
        rules.write_text("*.go\n!keep.go\n")
        wait_until(lambda: "src/password.go" not in self.app.files(), "the ignored file is out")
        explained = self.daemon.get("/explain?path=%s" % (self.app.folder / "src/password.go")).json
        self.assertIs(explained["indexed"], False)
        self.assertEqual((explained["rule"], explained["source"], explained["line"]), ("*.go", str(rules), 1))
        rules.unlink()
        wait_until(lambda: "src/password.go" in self.app.files(), "the file is back")

    def test_a_hundred_edits_leave_the_index_of_a_fresh_start(self):
        for number in range(100):
            target = self.app.folder / ("note_%d.md" % (number % 17))
            if number % 5 == 4 and target.exists():
                target.unlink()
            else:
                target.write_text("# Note\n\n%s and a parcel\n" % unique_word("storm %d" % number))
        last = self.app.folder / "last.md"
        last.write_text("the end")
        wait_until(lambda: "last.md" in self.app.files(), "the last file is listed")
        notes = {path.name: sha256(path) for path in self.app.folder.glob("note_*.md")}
        wait_until(lambda: {name: entry["sha256"] for name, entry in self.app.files().items()
                            if name.startswith("note_")} == notes, "the notes are as on disk")
        self.app.wait_settled()
        self.assert_equals_fresh(self.app, QUERIES)

    def test_include_and_exclude(self):
        chosen = self.project(PROJECT, name="chosen")
        chosen.add_and_wait(include=["src/**", "*.md"], exclude=["*.md"])
        self.assertEqual(sorted(chosen.files()), sorted(path for path in PROJECT if path.startswith("src/")))


if __name__ == "__main__":
    unittest.main()
