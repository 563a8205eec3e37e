"""The shapes of lists, and what happens to an index when its folder is paused or removed."""

import unittest

from fixtures import PROJECT, unique_word
from harness import DEBOUNCE_MS, EndToEndTest, wait_until

STATS = ("filesScanned", "filesCreated", "filesModified", "filesDeleted", "filesRenamed", "filesUnchanged",
         "filesFailed", "chunksAdded", "chunksRemoved", "chunksUnchanged", "chunksEmbedded", "durationMs",
         "scanDurationMs", "syncDurationMs")
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"


class Lists(EndToEndTest):
    def test_are_empty_at_first(self):
        self.assertEqual(self.daemon.get("/projects").json, {"projects": [], "total": 0})
        self.assertEqual(self.daemon.get("/projects/p/autowatch/list").json,
                         {"project": "p", "configurations": [], "total": 0, "active": 0})
        self.assertEqual(self.daemon.get("/projects/p/watch/list").json, {"project": "p", "watchers": [], "count": 0})

    def test_show_what_was_added(self):
        app = self.project(PROJECT)
        added = app.add_and_wait(include=["src/**"], exclude=["*.go"])["config"]
        listed = self.daemon.get(app.path("/autowatch/list")).json
        self.assertEqual((listed["project"], listed["total"], listed["active"]), ("my-app", 1, 1))
        config = listed["configurations"][0]
        for name, value in added.items():
            if name != "lastStarted":
                self.assertEqual(config[name], value, name)
        self.assertRegex(config["lastStarted"], TIME)
        self.assertIs(config["isActive"], True)

        watcher = app.watcher()
        self.assertEqual(watcher["id"], "my-app:main:%s" % app.folder)
        self.assertRegex(watcher["startedAt"], TIME)
        self.assertRegex(watcher["lastSyncAt"], TIME)
        self.assertGreaterEqual(watcher["syncCount"], 1)
        self.assertEqual(watcher["health"]["state"], "active")
        self.assertEqual(watcher["pending"], 0)

        projects = self.daemon.get("/projects").json
        self.assertEqual(projects["total"], 1)
        project = projects["projects"][0]
        self.assertEqual((project["id"], project["name"]), (added["projectId"], "my-app"))
        dataset = project["datasets"][0]
        self.assertEqual((dataset["id"], dataset["name"]), (added["datasetId"], "main"))
        self.assertEqual(dataset["files"], len(app.files()))
        self.assertEqual(dataset["chunks"], sum(entry["chunks"] for entry in app.files().values()))
        self.assertRegex(dataset["lastSync"], TIME)

    def test_are_in_a_stable_order(self):
        for name in ("beta", "alpha", "gamma"):
            self.project({"a.txt": "a\n"}, name=name).add_and_wait()
        first = self.daemon.get("/projects").json
        self.assertEqual(self.daemon.get("/projects").json, first)
        self.daemon.stop()
        self.daemon.start()
        self.assertEqual([entry["name"] for entry in self.daemon.get("/projects").json["projects"]],
                         [entry["name"] for entry in first["projects"]])

    def test_of_files_come_in_pages(self):
        app = self.project({"d%d/f%02d.txt" % (number % 3, number): "text %d\n" % number for number in range(25)})
        app.add_and_wait()
        seen, cursor = [], ""
        while cursor is not None:
            page = self.daemon.get(app.path("/files?dataset=main&limit=10" + (cursor and "&cursor=" + cursor))).json
            self.assertLessEqual(len(page["files"]), 10)
            seen += [entry["relativePath"] for entry in page["files"]]
            cursor = page.get("nextCursor") or None
        self.assertEqual(len(seen), 25)
        self.assertEqual(len(set(seen)), 25)
        part = self.daemon.get(app.path("/files?dataset=main&prefix=d1/")).json["files"]
        self.assertEqual(sorted(entry["relativePath"] for entry in part), sorted(p for p in seen if p.startswith("d1/")))

    def test_a_sync_answers_with_true_counts(self):
        app = self.project(PROJECT)
        app.add_and_wait(enabled=True)
        self.daemon.post(app.path("/watch/stop"), app.key)
        (app.folder / "new.txt").write_text("new\n")
        (app.folder / "README.md").write_text("changed\n")
        (app.folder / "src/matrix.rs").unlink()
        (app.folder / "src/invoice.ts").rename(app.folder / "src/bill.ts")
        answer = app.sync()
        self.assertEqual((answer["status"], answer["project"], answer["dataset"], answer["path"]),
                         ("completed", "my-app", "main", str(app.folder)))
        stats = answer["stats"]
        self.assertEqual(sorted(set(STATS) - set(stats)), [])
        self.assertEqual({name: stats[name] for name in STATS if name.startswith("files")},
                         {"filesScanned": len(PROJECT), "filesCreated": 1, "filesModified": 1, "filesDeleted": 1,
                          "filesRenamed": 1, "filesUnchanged": len(PROJECT) - 3, "filesFailed": 0})
        self.assertEqual(set(answer["changes"]), {"created", "modified", "deleted", "renamed"})

    def test_a_forced_sync_reads_everything_and_embeds_nothing(self):
        app = self.project(PROJECT)
        app.add_and_wait()
        stats = app.sync(force=True)["stats"]
        self.assertEqual(stats["chunksEmbedded"], 0)
        self.assertEqual(stats["filesScanned"], len(PROJECT))


class AFolder(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()

    def remove(self, **options):
        reply = self.daemon.request("DELETE", self.app.path("/autowatch/remove"), {**self.app.key, **options})
        self.assertEqual(reply.status, 200, reply)

    def patch(self, **options):
        reply = self.daemon.request("PATCH", self.app.path("/autowatch"), {**self.app.key, **options})
        self.assertEqual(reply.status, 200, reply)
        return reply.json

    def test_that_is_added_again_is_the_same_with_new_settings(self):
        before = self.app.configurations()[0]
        again = self.app.add(debounceMs=77).json
        self.assertEqual(again["config"]["createdAt"], before["createdAt"])
        self.assertEqual(again["config"]["debounceMs"], 77)
        self.assertEqual(len(self.app.configurations()), 1)

    def test_that_is_removed_takes_its_index_along(self):
        self.remove()
        self.assertEqual(self.app.configurations(), [])
        self.assertIsNone(self.app.watcher())
        self.assertEqual(self.app.files(), {})
        gone = self.daemon.request("POST", self.app.path("/query"), {"query": "jitter"})
        self.assertEqual(gone.status, 404)
        self.assertEqual(self.daemon.request("DELETE", self.app.path("/autowatch/remove"), self.app.key).status, 404)

    def test_that_is_removed_can_leave_its_index(self):
        self.remove(keepIndex=True)
        self.assertEqual(self.app.configurations(), [])
        self.assertIsNone(self.app.watcher())
        self.assertEqual(sorted(self.app.files()), sorted(PROJECT))
        self.assertEqual(self.app.found("jitter")[0], "src/backoff.py")

    def test_that_is_removed_and_added_again_embeds_nothing(self):
        self.remove()
        with self.daemon.events() as events:
            events.wait_for_type("connected")
            self.app.add()
            stats = events.wait_for_type("watch:sync")["data"]["stats"]
        self.assertEqual((stats["filesCreated"], stats["chunksEmbedded"]), (len(PROJECT), 0))

    def test_is_left_alone_when_another_dataset_goes(self):
        other = self.project(PROJECT, name="other")
        other.add_and_wait()
        self.remove()
        self.assertEqual(sorted(other.files()), sorted(PROJECT))
        self.assertEqual(other.found("jitter")[0], "src/backoff.py")

    def test_that_is_paused_is_searchable_but_not_watched(self):
        self.assertIs(self.patch(enabled=False)["enabled"], False)
        wait_until(lambda: self.app.watcher() is None or self.app.watcher()["state"] == "paused", "it is paused")
        word = unique_word("paused")
        (self.app.folder / "paused.txt").write_text(word)
        # Something that is watched and changed later is indexed; by then the paused one would have been.
        other = self.project({"a.txt": "a\n"}, name="other")
        other.add_and_wait()
        (other.folder / "b.txt").write_text("b\n")
        wait_until(lambda: "b.txt" in other.files(), "the other folder is indexed")
        self.assertEqual(sorted(self.app.files()), sorted(PROJECT))
        self.assertEqual(self.app.found("jitter")[0], "src/backoff.py")

        self.assertIs(self.patch(enabled=True)["enabled"], True)
        wait_until(lambda: self.app.holds(word, word), "what changed meanwhile is found")

    def test_changes_its_globs(self):
        self.patch(exclude=["*.py"])
        wait_until(lambda: "src/backoff.py" not in self.app.files(), "the excluded file is out")
        self.patch(exclude=[])
        wait_until(lambda: "src/backoff.py" in self.app.files(), "it is back")

    def test_waits_as_long_as_it_is_told(self):
        self.assertEqual(self.patch(debounceMs=DEBOUNCE_MS + 1)["debounceMs"], DEBOUNCE_MS + 1)
        self.assertEqual(self.app.configurations()[0]["debounceMs"], DEBOUNCE_MS + 1)

    def test_can_be_looked_at_before(self):
        preview = self.daemon.post("/projects/new/preview", {"path": str(self.app.folder)}).json
        self.assertEqual(preview["files"], len(PROJECT))
        self.assertEqual(preview["bytes"], sum(len(text.encode()) for text in PROJECT.values()))
        self.assertNotIn("new", [entry["name"] for entry in self.daemon.get("/projects").json["projects"]])

    def test_explains_itself(self):
        answer = self.daemon.get("/explain?path=%s" % (self.app.folder / "src/backoff.py")).json
        self.assertIs(answer["indexed"], True)


if __name__ == "__main__":
    unittest.main()
