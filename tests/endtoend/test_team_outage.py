"""The team's PostgreSQL is out of reach, full, crowded or locked: the watchers go on, and nothing is lost or doubled."""

import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import cluster
from fixtures import PROJECT, many_files, unique_word
from harness import EndToEndTest, NoAnswer, Project, wait_until, write_tree
from silent_proxy import SilentProxy

RESUMES_WITHIN = 10  # seconds after the store is back
ANSWERS_WITHIN = 5  # seconds, a search that is refused
NOTICED_WITHIN = 30
LONG = "VECTRAY_TEST_LONG" in os.environ

WAYS_IN = "FROM pg_stat_activity WHERE application_name LIKE 'vectray %' AND datname = current_database()"


@unittest.skipIf(cluster.missing(), cluster.missing())
class TeamOutage(EndToEndTest):
    """What all outages have in common."""

    starts_daemon = False

    def setUp(self):
        self.cluster = self.new_cluster()
        self.database = self.cluster.new_database()
        self.environment = {"VECTRAY_STORE": self.url(), "VECTRAY_INSTANCE": "me@here"}
        super().setUp()
        self.daemon.start()
        self.app = self.project(PROJECT)
        self.app.add_and_wait()

    def new_cluster(self):
        return self.shared

    def url(self):
        return self.cluster.url(self.database)

    def sql(self, statement):
        return self.cluster.sql(statement, self.database)

    def answers(self, project, text):
        """Without what words weigh, which is as of the server's last look at its statistics."""
        return sorted((hit["file"], hit["lineSpan"]["start"], hit["chunk"], round(hit["scores"].get("vector") or 0, 3))
                      for hit in project.query(text, topK=200)["results"])

    def fresh(self, project):
        """In a database of its own."""
        daemon = self.new_daemon(self.new_sandbox(), VECTRAY_STORE=self.cluster.url(self.cluster.new_database())).start()
        other = Project(daemon, project.folder, project.name, project.dataset)
        other.add_and_wait(autoStart=False)
        return other

    def store(self):
        return self.daemon.get("/status").json["store"]

    def assert_says_why(self, reason):
        """In the first moments it may be another one: that a connection was lost."""

        def says_why():
            store = self.store()
            return not store["reachable"] and store["unreachableSince"] and reason in store["error"]

        wait_until(says_why, "the status says since when the store is unreachable, and " + reason, NOTICED_WITHIN)

    def assert_unreachable(self, reason=""):
        """It is said since when and why, a search is refused at once, and the folder is watched all the same."""
        self.assert_says_why(reason)
        begin = time.monotonic()
        reply = self.daemon.post(self.app.path("/query"), {"query": "matrix"})
        self.assert_problem(reply, 503)
        self.assertIn("Retry-After", reply.headers)
        self.assertLess(time.monotonic() - begin, ANSWERS_WITHIN)
        self.assert_watching()

    def change(self):
        self.word = unique_word("meanwhile " + self.id())
        (self.app.folder / "meanwhile.txt").write_text(self.word)
        (self.app.folder / "src/backoff.py").write_text("def changed():\n    return 'armadillo'\n")
        (self.app.folder / "src/matrix.rs").unlink()

    def assert_watching(self):
        """What is saved now is seen now, and waits."""
        self.change()
        wait_until(lambda: (self.app.watcher() or {"pending": 0})["pending"] > 0, "the changes are waiting")
        self.assert_healthy()

    def indexed(self):
        """How many files there are; none while nobody can say."""
        try:
            return len(self.app.files())
        except NoAnswer:
            return 0

    def caught_up(self):
        try:
            files = self.app.files()
            return ("meanwhile.txt" in files and "src/matrix.rs" not in files and self.app.holds(self.word, self.word)
                    and self.app.holds("armadillo", "armadillo"))
        except NoAnswer:
            return False

    def assert_resumes(self, within=RESUMES_WITHIN):
        begin = time.monotonic()
        wait_until(self.caught_up, "what changed meanwhile is indexed", 60)
        took = time.monotonic() - begin
        self.assertLess(took, within)
        self.app.wait_settled()
        wait_until(lambda: self.store()["reachable"], "the status says that the store is back")
        self.assertIsNone(self.store().get("unreachableSince"))
        self.assertEqual(self.sql("SELECT count(*) - count(DISTINCT (file_id, ordinal)) FROM claude_context.chunks"), "0")
        self.assertEqual(self.sql("SELECT count(*) FROM claude_context.chunks c WHERE NOT EXISTS "
                                  "(SELECT 1 FROM claude_context.indexed_files f WHERE f.id = c.file_id)"), "0")
        fresh = self.fresh(self.app)
        self.assertEqual(self.app.snapshot(), fresh.snapshot())
        for text in ("jitter", "armadillo", self.word):
            self.assertEqual(self.answers(self.app, text), self.answers(fresh, text))


class OneServer(TeamOutage):
    """Outages that leave the server as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = cluster.Cluster()
        cls.addClassCleanup(cls.shared.remove)


class ACutNetwork(OneServer):
    def url(self):
        self.proxy = SilentProxy(self.cluster.port)
        self.addCleanup(self.proxy.close)
        return "postgresql://postgres@127.0.0.1:%d/%s" % (self.proxy.port, self.database)

    def test_while_nothing_happens(self):
        self.proxy.cut()
        self.assert_unreachable()
        self.proxy.mend()
        self.assert_resumes()

    def test_while_it_is_written(self):
        tree = many_files(1500)
        write_tree(self.app.folder, tree)
        wait_until(lambda: self.indexed() > len(PROJECT), "it is being written")
        self.proxy.cut()
        self.assert_unreachable()
        self.proxy.mend()
        wait_until(lambda: self.store()["reachable"], "the store is back", RESUMES_WITHIN)
        wait_until(lambda: self.indexed() == len(PROJECT) + len(tree), "all files are in the index", 60)
        self.assert_resumes()

    @unittest.skipUnless(LONG, "in the long form")
    def test_again_and_again(self):
        for _ in range(3):
            self.proxy.cut()
            wait_until(lambda: not self.store()["reachable"], "it is noticed", NOTICED_WITHIN)
            self.proxy.mend()
            wait_until(lambda: self.store()["reachable"], "it is back", RESUMES_WITHIN)
        self.proxy.cut()
        self.assert_unreachable()
        self.proxy.mend()
        self.assert_resumes()


class ALockedTable(OneServer):
    def lock(self, mode):
        """A session that holds the chunks until it is told to let go."""
        session = self.cluster.session(self.database)
        self.addCleanup(session.end)
        session.ask("BEGIN; LOCK TABLE claude_context.chunks IN %s MODE;" % mode)
        return session

    def test_nobody_gets_in(self):
        session = self.lock("ACCESS EXCLUSIVE")
        self.assert_unreachable("lock")
        session.ask("COMMIT;")
        self.assert_resumes()

    def test_a_long_lock_costs_no_connections(self):
        session = self.lock("ACCESS EXCLUSIVE")
        self.assert_unreachable("lock")
        end = time.monotonic() + (25 if LONG else 6)  # seconds; a search that is refused takes two at most
        most = 0
        while time.monotonic() < end:
            self.daemon.post(self.app.path("/query"), {"query": "matrix"})
            most = max(most, int(self.cluster.sql("SELECT count(*) " + WAYS_IN.replace(
                "current_database()", "'%s'" % self.database), "postgres")))
        self.assertLessEqual(most, 8)  # four, and while one is exchanged its predecessor
        session.ask("COMMIT;")
        self.assert_resumes()

    def test_who_only_writes_waits_and_the_search_goes_on(self):
        session = self.lock("EXCLUSIVE")
        self.assert_watching()
        wait_until(lambda: "lock" in str(self.daemon.get("/status").json["folders"]), "the folder says why", NOTICED_WITHIN)
        self.assertTrue(self.app.holds("bcrypt", "bcrypt"))
        session.ask("COMMIT;")
        self.assert_resumes()


class NoConnectionLeft(TeamOutage):
    @classmethod
    def setUpClass(cls):
        cls.shared = cluster.Cluster(max_connections="16")
        cls.addClassCleanup(cls.shared.remove)

    def url(self):
        self.role = "role_of_" + self.database
        self.sql("CREATE ROLE %s LOGIN" % self.role)
        self.sql("GRANT ALL ON DATABASE %s TO %s" % (self.database, self.role))
        return self.cluster.url(self.database, self.role)

    def throw_out(self):
        self.sql("SELECT count(pg_terminate_backend(pid)) " + WAYS_IN)

    def limit(self, connections):
        """As a DBA does it."""
        self.sql("ALTER ROLE %s CONNECTION LIMIT %d" % (self.role, connections))
        self.throw_out()

    def crowd_out(self):
        """Others take all connections there are; three are kept for superusers. A connection that somebody leaves takes
        its place a moment longer, so it is done only when nobody had to be thrown out and nobody else got in."""
        self.sql("CREATE ROLE crowd LOGIN")
        admin = self.cluster.session(self.database)
        self.addCleanup(admin.end)
        crowd = []

        def is_full():
            thrown_out = admin.ask("SELECT pg_terminate_backend(pid) " + WAYS_IN + ";")
            before = len(crowd)
            try:
                while True:
                    session = self.cluster.session("postgres", "crowd")
                    self.addCleanup(session.end)
                    session.ask("SELECT 1;")
                    crowd.append(session)
            except (AssertionError, BrokenPipeError):
                pass  # that was one too many
            return not thrown_out and len(crowd) == before

        wait_until(is_full, "no connection is left", NOTICED_WITHIN)
        return crowd

    def test_none_for_the_role(self):
        self.limit(0)
        self.assert_unreachable("CONNECTION LIMIT")
        self.limit(-1)
        self.assert_resumes()

    @unittest.skipUnless(LONG, "in the long form")
    def test_too_few_for_the_role(self):
        self.limit(1)
        self.assert_says_why("CONNECTION LIMIT")
        self.change()
        self.limit(-1)
        self.assert_resumes()

    def test_none_for_anybody(self):
        crowd = self.crowd_out()
        self.assert_unreachable("max_connections")
        for session in crowd:
            session.end()
        self.assert_resumes()


class SmallDisk:
    """A file system of its own, with something in it that can be removed."""

    def __init__(self, test, size):
        self.folder = Path(tempfile.mkdtemp(prefix="vectray-disk-"))
        test.addCleanup(self.folder.rmdir)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size, "tmpfs", self.folder],
                              capture_output=True, text=True)
        if done.returncode != 0:
            test.skipTest("a small file system cannot be mounted: " + done.stderr.strip())
        test.addCleanup(subprocess.run, ["umount", "-l", self.folder], capture_output=True)
        self.inside = self.folder / "inside"
        self.inside.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chmod(self.folder, 0o755)

    def fill(self):
        with open(self.folder / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                pass  # no space left

    def free(self):
        (self.folder / "filler").unlink()


class AFullDisk(OneServer):
    def new_cluster(self):
        self.disk = SmallDisk(self, "48m")
        if os.geteuid() == 0:
            shutil.chown(self.disk.inside, "postgres", "postgres")
        return self.shared

    def url(self):
        name = "small_" + self.database
        self.cluster.sql("CREATE TABLESPACE %s LOCATION '%s'" % (name, self.disk.inside), "postgres")
        self.addCleanup(self.cluster.sql, "DROP TABLESPACE " + name, "postgres")
        self.addCleanup(self.cluster.sql, "DROP DATABASE %s WITH (FORCE)" % self.database, "postgres")
        self.cluster.sql("ALTER DATABASE %s SET TABLESPACE %s" % (self.database, name), "postgres")
        return self.cluster.url(self.database)

    def test_the_search_goes_on_and_the_rest_waits(self):
        self.disk.fill()
        tree = many_files(800)
        write_tree(self.app.folder, tree)
        self.assert_says_why("disk of the PostgreSQL server is full")
        self.assert_watching()
        self.assertEqual(self.app.found("bcrypt")[0], "src/password.go")
        wait_until(lambda: "is full" in str(self.daemon.get("/status").json["folders"]), "the folder says why", NOTICED_WITHIN)
        self.disk.free()
        files = len(PROJECT) + len(tree)
        wait_until(lambda: self.indexed() > files // 2, "it goes on", RESUMES_WITHIN)
        wait_until(lambda: self.indexed() == files, "all is in the index", 60)
        self.assert_resumes(60)


class AFullDiskForTheLog(TeamOutage):
    """PostgreSQL gives up altogether, and comes back when somebody has made room and starts it."""

    def new_cluster(self):
        self.disk = SmallDisk(self, "64m")
        made = cluster.Cluster(self.disk.inside, min_wal_size="2MB", max_wal_size="4MB", wal_level="minimal", max_wal_senders="0")
        self.addCleanup(made.remove)
        return made

    def come_back(self):
        if self.cluster.server.poll() is not None:
            self.cluster.start()
        return self.cluster.answers()

    def test_the_server_dies_of_it(self):
        self.disk.fill()
        tree = many_files(800)
        write_tree(self.app.folder, tree)
        self.assert_unreachable()
        self.disk.free()
        wait_until(self.come_back, "somebody starts the server", 60)
        wait_until(lambda: self.indexed() > len(PROJECT), "it goes on", RESUMES_WITHIN)
        self.assert_resumes(60)
        self.assertEqual(len(self.app.files()), len(PROJECT) + len(tree))


class AServerThatIsKilled(OneServer):
    def test_again_and_again_while_files_are_saved(self):
        kills = 50 if LONG else 5
        for kill in range(kills):
            for number in range(20):
                (self.app.folder / ("kill%d_%d.txt" % (kill, number))).write_text(unique_word("%d/%d" % (kill, number)))
                if number == 10:
                    self.cluster.stop()
            for number in range(5):
                (self.app.folder / ("kill%d_%d.txt" % (kill, number))).write_text(unique_word("again %d/%d" % (kill, number)))
            (self.app.folder / ("kill%d_6.txt" % kill)).unlink()
            self.cluster.start()
        self.cluster.stop()
        self.assert_unreachable()
        self.cluster.start()
        self.assert_resumes()
        self.assertEqual(len(self.app.files()), len(PROJECT) + kills * 19)


if __name__ == "__main__":
    unittest.main()
