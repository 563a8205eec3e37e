"""Several Vectrays on one PostgreSQL, which may go away at any time."""

import json
import random
import sys
import time
import unittest

import cluster
from fixtures import PROJECT, unique_word
from harness import EndToEndTest, Project, wait_until, write_tree

# Word for word as people have them.
FIGURES = """
SELECT p.name AS project, d.name AS dataset, COUNT(f.id) AS files, SUM(f.chunk_count) AS chunks, MAX(f.last_indexed_at) AS last_sync
FROM claude_context.indexed_files f JOIN claude_context.projects p ON p.id = f.project_id JOIN claude_context.datasets d ON d.id = f.dataset_id GROUP BY p.name, d.name
"""
CONFIGURATIONS = "SELECT path, project_name, dataset_name, enabled, auto_start, last_started FROM claude_context.watch_configs ORDER BY last_started DESC"


@unittest.skipIf(cluster.missing(), cluster.missing())
class TeamStore(EndToEndTest):
    starts_daemon = False

    @classmethod
    def setUpClass(cls):
        cls.cluster = cluster.Cluster()
        cls.addClassCleanup(cls.cluster.remove)

    def setUp(self):
        if self.cluster.server.poll() is not None:
            self.cluster.start()
        self.database = self.cluster.new_database()
        self.environment = {"VECTRAY_STORE": self.cluster.url(self.database), "VECTRAY_INSTANCE": "me@here"}
        super().setUp()

    def colleague(self, tree, name="my-app", dataset="theirs"):
        """Another user on another machine, with a clone of his own."""
        sandbox = self.new_sandbox()
        daemon = self.new_daemon(sandbox, VECTRAY_INSTANCE="you@there").start()
        folder = sandbox.folder("clone")
        write_tree(folder, tree)
        return Project(daemon, folder, name, dataset)

    def test_what_was_indexed_is_found_and_counted(self):
        self.daemon.start()
        app = self.project(PROJECT)
        app.add_and_wait()
        word = unique_word("saved")
        (app.folder / "new.txt").write_text(word)
        wait_until(lambda: app.holds(word, word), "the word is found")
        files = app.files()
        chunks = sum(entry["chunks"] for entry in files.values())
        row = self.cluster.sql(FIGURES, self.database).split("|")
        self.assertEqual(row[:4], ["my-app", "main", str(len(files)), str(chunks)])
        self.assertEqual(self.cluster.sql("SELECT count(*) FROM claude_context.chunks", self.database), str(chunks))
        self.assertEqual(self.cluster.sql(CONFIGURATIONS, self.database).split("|")[:5],
                         [str(app.folder), "my-app", "main", "t", "t"])
        self.assertEqual(self.daemon.get("/status").json["store"]["kind"], "postgresql")

    def test_a_restart_embeds_nothing_again(self):
        self.daemon.start()
        app = self.project(PROJECT)
        app.add_and_wait()
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()
        app.wait_settled()
        stats = app.sync()["stats"]
        self.assertEqual((stats["filesUnchanged"], stats["chunksEmbedded"]), (len(PROJECT), 0))

    def test_a_second_user_embeds_nothing_and_each_hears_the_other(self):
        self.daemon.start()
        mine = self.project(PROJECT)
        mine.add_and_wait()
        yours = self.colleague(PROJECT)
        with self.daemon.events() as events:
            yours.add_and_wait()
            stats = events.wait_for(lambda event: event["type"] == "watch:sync" and event["data"]["path"] == str(yours.folder),
                                    "the colleague's sync is heard")["data"]["stats"]
        self.assertEqual(stats["filesCreated"], len(PROJECT))
        self.assertEqual(stats["chunksEmbedded"], 0)
        self.assertEqual([config["path"] for config in yours.configurations()], [str(yours.folder)])

    def test_others_hear_of_a_sync_within_a_tenth_of_a_second(self):
        self.daemon.start()
        mine = self.project(PROJECT)
        mine.add_and_wait()
        colleague = self.new_daemon(self.new_sandbox(), VECTRAY_INSTANCE="you@there").start()
        late = []
        with self.daemon.events() as here, colleague.events() as there:
            for number in range(11):
                (mine.folder / "heard.txt").write_text(unique_word("heard %d" % number))
                for events in (here, there):
                    events.wait_for(lambda event: event["type"] == "watch:sync" and event["data"]["path"] == str(mine.folder),
                                    "the sync is heard")
                    late.append(time.monotonic())
        delays = sorted(then - now for now, then in zip(late[::2], late[1::2]))
        print("others hear of a sync after %.1f ms (median), %.1f ms at most" % (1000 * delays[5], 1000 * delays[-1]), file=sys.stderr)
        self.assertLess(delays[5], 0.1)

    def test_a_large_index_is_found_by_codes_in_memory_and_never_stale(self):
        generator = random.Random(1)
        words = [unique_word("large %d" % number) for number in range(400)]
        sections = ["# Section %d\n\n%s\n\n" % (number, " ".join(generator.choices(words, k=120))) for number in range(22_000)]
        self.daemon.start()
        mine = self.project({"part%03d.md" % first: "".join(sections[first::220]) for first in range(220)})
        mine.add_and_wait()
        self.assertGreater(mine.status()["chunks"], 20_000)
        yours = self.colleague(PROJECT)
        yours.add_and_wait()

        def found(text):
            """By whom, as soon as one has heard of it: in all of the project, by meaning and nearly the same."""
            hits = self.daemon.post(mine.path("/query"), {"query": text}).json["results"]
            return [hit["file"] for hit in hits if (hit["scores"].get("vector") or 0) > 0.95]

        wait_until(lambda: found(sections[0]) and "codes=read" in self.daemon.log(), "the codes are read")
        for number, who in enumerate([mine, yours] * 3):
            text = "The keeper of lighthouse %d feeds seven herons at dawn, and %s sleeps." % (number, words[number])
            file = who.folder / "herons.txt"
            for change in (lambda: file.write_text(text), file.unlink):
                with self.daemon.events() as events:
                    change()
                    events.wait_for(lambda event: event["type"] == "watch:sync" and event["data"]["path"] == str(who.folder),
                                    "the sync is heard")
                self.assertEqual(found(text), [str(file)] if file.exists() else [])

    def test_a_dataset_has_one_writer_and_the_next_one_takes_over(self):
        self.daemon.start()
        mine = self.project(PROJECT, dataset="shared")
        mine.add_and_wait()
        yours = self.colleague({"other.txt": "pangolin"}, dataset="shared")
        self.assertEqual(yours.add().status, 200)
        wait_until(lambda: "me@here" in json.dumps(yours.daemon.get("/status").json["folders"]), "it says who indexes it")
        self.assertNotIn("other.txt", yours.files())
        self.daemon.kill()
        yours.wait_settled()
        self.assertTrue(yours.holds("pangolin", "pangolin"))

    def test_an_outage_loses_nothing(self):
        self.daemon.start()
        app = self.project(PROJECT)
        app.add_and_wait()
        self.cluster.stop()
        store = wait_until(lambda: (lambda found: found if found.get("unreachableSince") else None)(
            self.daemon.get("/status").json["store"]), "the status says since when")
        self.assertFalse(store["reachable"])
        reply = self.daemon.post(app.path("/query"), {"query": "matrix"})
        self.assertEqual(reply.status, 503)
        self.assertIn("Retry-After", reply.headers)
        word = unique_word("meanwhile")
        (app.folder / "meanwhile.txt").write_text(word)
        (app.folder / "src/matrix.rs").unlink()
        self.cluster.start()
        wait_until(lambda: self.daemon.get("/status").json["store"]["reachable"], "the store is back")
        wait_until(lambda: "meanwhile.txt" in app.files() and "src/matrix.rs" not in app.files(), "the changes are in")
        self.assertTrue(app.holds(word, word))
        self.assertEqual(self.cluster.sql("SELECT count(*) - count(DISTINCT (file_id, ordinal)) FROM claude_context.chunks",
                                          self.database), "0")

    def test_it_starts_without_the_server_and_begins_when_it_is_there(self):
        self.daemon.start()
        app = self.project(PROJECT)
        app.add_and_wait()
        self.assertEqual(self.daemon.stop(), 0)
        self.cluster.stop()
        word = unique_word("asleep")
        (app.folder / "asleep.txt").write_text(word)
        self.daemon.start()
        self.assertFalse(self.daemon.get("/status").json["store"]["reachable"])
        self.assertEqual([config["path"] for config in app.configurations()], [str(app.folder)])
        self.cluster.start()
        app.wait_settled()
        self.assertTrue(app.holds(word, word))

    def test_the_password_is_kept_to_itself(self):
        url = self.cluster.url(self.database, "postgres:tell-nobody")
        daemon = self.new_daemon(self.sandbox, VECTRAY_STORE=url).start()
        self.assertNotIn("tell-nobody", daemon.get("/status").raw.decode())
        self.assertEqual(daemon.stop(), 0)
        logs = "".join(path.read_text() for path in (self.sandbox.root / "state").rglob("*.log"))
        self.assertIn("postgresql://postgres@127.0.0.1", logs + daemon.log())
        self.assertNotIn("tell-nobody", logs + daemon.log())

    def test_a_password_in_the_settings_file_is_refused(self):
        folder = self.sandbox.root / "config" / "vectray"
        folder.mkdir()
        (folder / "config.json").write_text(json.dumps({"store": self.cluster.url(self.database, "postgres:tell-nobody")}))
        daemon = self.new_daemon(self.sandbox, VECTRAY_STORE="").spawn()
        self.assertEqual(daemon.wait(), 2)
        self.assertIn(".pgpass", daemon.log())
        self.assertNotIn("tell-nobody", daemon.log())

    def test_it_says_what_is_wrong_with_the_store(self):
        daemon = self.new_daemon(self.sandbox, VECTRAY_STORE=self.cluster.url("nothing")).spawn()
        self.assertNotEqual(daemon.wait(), 0)
        self.assertIn("CREATE DATABASE", daemon.log())

    def test_a_path_that_is_too_long_is_a_problem_of_that_file_alone(self):
        self.daemon.start()
        app = self.project(PROJECT)
        long = "/".join(unique_word(number) * 16 for number in range(15))
        (app.folder / long).mkdir(parents=True)
        (app.folder / long / "deep.txt").write_text("salamander")
        app.add_and_wait()
        problem = app.status()["failures"]
        self.assertIn("deep.txt", json.dumps(problem))
        self.assertIn("bytes", json.dumps(problem))
        self.assertEqual(sorted(app.files()), sorted(PROJECT))
        self.assertEqual(app.watcher()["health"]["state"], "active")
        stats = app.sync()["stats"]
        self.assertEqual((stats["filesCreated"], stats["chunksEmbedded"], stats["filesFailed"]), (0, 0, 1))
        (app.folder / "near.txt").write_text("salamander")
        wait_until(lambda: app.holds("salamander", "salamander"), "the folder goes on")
        (app.folder / long / "deep.txt").unlink()
        wait_until(lambda: "deep.txt" not in json.dumps(app.status()["failures"]), "it is no problem any more")

    def test_an_index_moves_in_and_out_without_embedding(self):
        local = self.new_daemon(self.sandbox, VECTRAY_STORE="").start()
        app = Project(local, self.sandbox.folder("my-app"), "my-app", "main")
        write_tree(app.folder, PROJECT)
        app.add_and_wait()
        before = app.snapshot()
        self.assertEqual(local.stop(), 0)

        here = "sqlite:%s/index.db" % self.sandbox.data_dir
        there = self.cluster.url(self.database)
        copied = local.run("store", "copy", "--from", here, "--to", there, "--json", VECTRAY_INSTANCE="me@here")
        self.assertEqual(copied.returncode, 0, copied.stderr)
        self.assertEqual(json.loads(copied.stdout)["copied"], len(PROJECT))
        self.daemon.start()
        app = Project(self.daemon, app.folder, "my-app", "main")
        app.wait_settled()
        self.assertEqual(app.snapshot(), before)
        stats = app.sync()["stats"]
        self.assertEqual((stats["filesUnchanged"], stats["chunksEmbedded"]), (len(PROJECT), 0))
        self.assertEqual(self.daemon.stop(), 0)

        back = "sqlite:%s/back.db" % self.sandbox.data_dir
        copied = local.run("store", "copy", "--from", there, "--to", back, "--json", VECTRAY_INSTANCE="me@here")
        self.assertEqual(copied.returncode, 0, copied.stderr)
        again = local.run("store", "copy", "--from", there, "--to", back, "--json", VECTRAY_INSTANCE="me@here")
        self.assertEqual(json.loads(again.stdout)["copied"], 0)
