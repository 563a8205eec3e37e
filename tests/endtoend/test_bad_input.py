"""Bad input gets a clear error or a listed reason, and breaks nothing."""

import hashlib
import json
import os
import socket
import threading
import unittest
import urllib.parse

from fixtures import PROJECT, unique_word
from harness import NOBODY, EndToEndTest, Project, count_of, wait_until, write_tree


class ABadFolder(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.app = self.project({"a.txt": "aardvark\n"})

    def tearDown(self):
        self.assert_healthy()
        super().tearDown()

    def add(self, **body):
        return self.daemon.post(self.app.path("/autowatch/add"), body)

    def assert_nothing_was_configured(self):
        self.assertEqual(self.app.configurations(), [])

    def test_no_path(self):
        self.assert_problem(self.add(dataset="main"), 400)
        self.assert_nothing_was_configured()

    def test_an_empty_path(self):
        self.assert_problem(self.add(path=""), 400)

    def test_a_path_that_is_not_there(self):
        reply = self.add(path=str(self.app.folder / "nowhere"))
        self.assert_problem(reply, 400)
        self.assertIn("nowhere", reply.reason)
        self.assert_nothing_was_configured()

    def test_a_relative_path(self):
        for path in ("project", "./project", "../project", "~/project"):
            with self.subTest(path=path):
                self.assert_problem(self.add(path=path), 400)
        self.assert_nothing_was_configured()

    def test_a_file(self):
        self.assert_problem(self.add(path=str(self.app.folder / "a.txt")), 400)
        self.assert_nothing_was_configured()

    def test_a_path_with_a_nul(self):
        self.assert_problem(self.add(path=str(self.app.folder) + "\0/etc"), 400)
        self.assert_nothing_was_configured()

    def test_a_folder_inside_a_watched_one(self):
        inside = self.app.folder / "sub"
        inside.mkdir()
        self.app.add_and_wait()
        reply = self.add(path=str(inside), dataset="main")
        self.assert_problem(reply, 400, 409)
        self.assertIn(str(self.app.folder), reply.reason)
        self.assertEqual(len(self.app.configurations()), 1)

    def test_the_data_directory(self):
        for path in (self.sandbox.data_dir, self.sandbox.root):
            with self.subTest(path=path):
                self.assert_problem(self.add(path=str(path)), 400, 403, 409)
        self.assert_nothing_was_configured()

    def test_a_link_to_the_data_directory(self):
        link = self.sandbox.root / "home" / "innocent"
        link.symlink_to(self.sandbox.data_dir)
        self.assert_problem(self.add(path=str(link)), 400, 403, 409)

    def test_the_same_folder_by_another_name_is_the_same(self):
        self.app.add_and_wait()
        link = self.sandbox.root / "home" / "link"
        link.symlink_to(self.app.folder)
        for path in (str(link), str(self.app.folder) + "/", str(self.app.folder) + "/../" + self.app.folder.name):
            reply = self.add(path=path, dataset="main")
            self.assertEqual(reply.status, 200, reply)
            self.assertEqual(reply.json["config"]["path"], str(self.app.folder))
        self.assertEqual(len(self.app.configurations()), 1)

    def test_what_is_not_watched_cannot_be_stopped_or_removed(self):
        for method, route in (("POST", "/watch/stop"), ("DELETE", "/autowatch/remove"), ("PATCH", "/autowatch")):
            with self.subTest(route=route):
                self.assert_problem(self.daemon.request(method, self.app.path(route), self.app.key), 404)

    def test_what_is_watched_cannot_be_started_again(self):
        self.app.add_and_wait()
        self.assert_problem(self.daemon.post(self.app.path("/watch/start"), self.app.key), 400)


class AnUnreadableFolder(EndToEndTest):
    starts_daemon = False

    def setUp(self):
        super().setUp()
        if os.geteuid() == 0:  # root reads everything: the daemon must be someone else
            self.sandbox = self.new_sandbox(NOBODY)
            self.daemon = self.new_daemon(self.sandbox)
        self.daemon.start()

    def test_is_refused(self):
        folder = self.sandbox.folder("locked")
        os.chmod(folder, 0)
        reply = Project(self.daemon, folder).add()
        self.assert_problem(reply, 400, 403)
        self.assert_healthy()

    def test_inside_a_readable_one_is_listed_and_the_rest_indexed(self):
        folder = self.sandbox.folder("half")
        write_tree(folder, {"open/a.txt": "aardvark\n", "locked/b.txt": "secret\n", "c.txt": "capybara\n"})
        os.chmod(folder / "locked", 0)
        os.chmod(folder / "c.txt", 0)
        if os.geteuid() == 0:
            for path in folder.rglob("*"):
                os.chown(path, NOBODY, NOBODY)
        project = Project(self.daemon, folder)
        self.assertEqual(project.add().status, 200)
        wait_until(lambda: "open/a.txt" in project.files(), "the readable file is indexed")
        status = wait_until(lambda: count_of(project.status()["failed"]) and project.status(),
                            "the unreadable ones are listed")
        self.assertIn("c.txt", json.dumps(status["failed"]))
        os.chmod(folder / "c.txt", 0o600)
        os.chmod(folder / "locked", 0o700)
        project.sync()
        self.assertEqual(sorted(project.files()), ["c.txt", "locked/b.txt", "open/a.txt"])
        self.assertEqual(count_of(project.status()["failed"]), 0)


class ABadName(EndToEndTest):
    """A project's name either works everywhere, exactly as it was given, or is refused with a reason."""

    NAMES = {
        "quotes": "it's \"quoted\"; DROP TABLE projects; --",
        "a slash": "team/app",
        "a backslash": "team\\app",
        "dots": "..",
        "spaces": "  my app  ",
        "300 characters": "n" * 300,
        "300 wide characters": "名" * 300,
        "a newline": "my\napp",
        "a NUL": "my\0app",
        "an escape": "my\x1b[31mapp",
        "percent": "100%25",
        "a question": "what?#now",
        "like patterns": "a%b_c*d",
        "right to left": "app\u202etxt",
        "emoji": "📦",
    }

    def test_of_a_project(self):
        folder = self.sandbox.folder("named")
        write_tree(folder, {"a.txt": "aardvark\n"})
        for what, name in self.NAMES.items():
            with self.subTest(what):
                project = Project(self.daemon, folder, name)
                reply = project.add()
                if reply.status != 200:
                    self.assert_problem(reply, 400, 404, 422)
                    continue
                self.assertEqual(reply.json["config"]["project"], name)
                project.wait_settled()
                names = [entry["name"] for entry in self.daemon.get("/projects").json["projects"]]
                self.assertIn(name, names)
                self.assertEqual(project.found("aardvark"), ["a.txt"])
                removed = self.daemon.request("DELETE", project.path("/autowatch/remove"), project.key)
                self.assertEqual(removed.status, 200, removed)
        self.assert_healthy()

    def test_with_control_characters_is_refused(self):
        folder = self.sandbox.folder("named")
        for what in ("a newline", "a NUL", "an escape"):
            with self.subTest(what):
                self.assert_problem(Project(self.daemon, folder, self.NAMES[what]).add(), 400, 404, 422)

    def test_of_a_dataset(self):
        folder = self.sandbox.folder("named")
        write_tree(folder, {"a.txt": "aardvark\n"})
        for what, name in self.NAMES.items():
            with self.subTest(what):
                project = Project(self.daemon, folder, "p", name)
                reply = project.add()
                if reply.status != 200:
                    self.assert_problem(reply, 400, 422)
                    continue
                self.assertEqual(reply.json["config"]["dataset"], name)
                project.wait_settled()
                self.assertEqual(project.found("aardvark"), ["a.txt"])
                removed = self.daemon.request("DELETE", project.path("/autowatch/remove"), project.key)
                self.assertEqual(removed.status, 200, removed)
        self.assert_healthy()

    def test_that_is_not_utf8_is_refused(self):
        self.assert_problem(self.daemon.get("/projects/a%FFb/status"), 400, 404)
        self.assert_problem(self.daemon.get("/projects/a%ZZb/status"), 400, 404)


class ABadRequest(EndToEndTest):
    ADD = "/projects/p/autowatch/add"

    def tearDown(self):
        self.assert_healthy()
        super().tearDown()

    def test_that_is_no_json_says_where(self):
        for body in (b"", b"hello", b"{", b'{"path": ', b"{'path': 'x'}", b"\xff\xfe", b"[1, 2", b"null", b"5",
                     b'"text"', b"[]"):
            with self.subTest(body=body):
                self.assert_problem(self.daemon.post(self.ADD, body), 400, 422)
        reply = self.daemon.post(self.ADD, b'{"path": /x}')
        self.assert_problem(reply, 400)
        self.assertRegex(reply.reason, r"\d", "the position is missing")

    def test_that_is_nested_without_end(self):
        self.assert_problem(self.daemon.post(self.ADD, b"[" * 200_000), 400)
        self.assert_problem(self.daemon.post(self.ADD, b'{"a":' * 100_000), 400)

    def test_of_ten_megabytes(self):
        body = json.dumps({"path": "x" * 10_000_000}).encode()
        self.assert_problem(self.daemon.post(self.ADD, body), 413)

    def test_that_promises_ten_megabytes_is_refused_before_they_are_sent(self):
        with socket.create_connection(("127.0.0.1", self.daemon.port), 10) as connection:
            connection.sendall(b"POST %s HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\n"
                               b"Content-Length: 10485760\r\n\r\n" % (self.ADD.encode(), self.daemon.port))
            self.assertTrue(connection.recv(4096).startswith(b"HTTP/1.1 413 "))

    def test_with_a_wrong_type_says_which(self):
        folder = str(self.sandbox.folder())
        for body, pointer in (({"path": 5}, "/path"), ({"path": None}, "/path"), ({"path": [folder]}, "/path"),
                              ({"path": folder, "dataset": 5}, "/dataset"),
                              ({"path": folder, "autoStart": "yes"}, "/autoStart"),
                              ({"path": folder, "debounceMs": "soon"}, "/debounceMs"),
                              ({"path": folder, "debounceMs": 1.5}, "/debounceMs"),
                              ({"path": folder, "include": "*.c"}, "/include"),
                              ({"path": folder, "exclude": ["*.c", 5]}, "/exclude/1")):
            with self.subTest(body=body):
                reply = self.daemon.post(self.ADD, body)
                self.assert_problem(reply, 422)
                self.assertIn(pointer, [error["pointer"] for error in reply.json["errors"]])
        self.assertEqual(self.daemon.get("/projects/p/autowatch/list").json["configurations"], [])

    def test_with_a_wrong_value(self):
        folder = str(self.sandbox.folder())
        for extra in ({"debounceMs": -1}, {"debounceMs": 10**12}):
            with self.subTest(**extra):
                self.assert_problem(self.daemon.post(self.ADD, {"path": folder, **extra}), 400, 422)
        for body in ({}, {"query": ""}, {"query": 5}, {"query": "x", "topK": 0}, {"query": "x", "topK": 10**9},
                     {"query": "x", "topK": "many"}, {"query": "x", "dataset": 5}, {"query": "x", "threshold": "high"}):
            with self.subTest(body=body):
                self.assert_problem(self.daemon.post("/projects/p/query", body), 400, 422)

    def test_with_an_unknown_field_is_fine(self):
        reply = self.daemon.post(self.ADD, {"path": str(self.sandbox.folder()), "colour": "blue"})
        self.assertEqual(reply.status, 200, reply)

    def test_for_an_unknown_route(self):
        for path in ("/nowhere", "/projects/p/nowhere", "/projects/p/autowatch/list/more", "//projects"):
            with self.subTest(path=path):
                self.assert_problem(self.daemon.get(path), 404)

    def test_with_a_wrong_method_says_which_are_right(self):
        for method, path, allowed in (("GET", self.ADD, "POST"), ("POST", "/projects", "GET"),
                                      ("PUT", "/projects/p/autowatch/list", "GET"),
                                      ("POST", "/projects/p/autowatch/remove", "DELETE")):
            with self.subTest(method=method, path=path):
                reply = self.daemon.request(method, path, {} if method != "GET" else None)
                self.assert_problem(reply, 405)
                self.assertIn(allowed, reply.headers["Allow"])

    def test_of_another_content_type(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            with self.subTest(kind=kind):
                self.assert_problem(self.daemon.request("POST", self.ADD, b"{}", {"Content-Type": kind}), 415)

    def test_from_a_web_page(self):
        self.assert_problem(self.daemon.request("GET", "/projects", headers={"Origin": "http://evil.example"}), 403)
        self.assert_problem(self.daemon.request("GET", "/projects", headers={"Sec-Fetch-Site": "cross-site"}), 403)

    def test_for_another_host(self):
        for host in ("evil.example", "evil.example:%d" % self.daemon.port, "localhost.evil.example", "0.0.0.0"):
            with self.subTest(host=host):
                self.assert_problem(self.daemon.request("GET", "/projects", headers={"Host": host}), 421)

    def test_with_an_odd_query(self):
        app = self.project(PROJECT)
        app.add_and_wait()
        for text in ('"', "'", "* OR 1", "NEAR(a b)", "a AND", "(", "col:x", "-", "%", "\0x", "🎉", "x" * 20_000,
                     "' OR 1=1 --", "the of and"):
            with self.subTest(text=text[:20]):
                reply = self.daemon.post(app.path("/query"), {"query": text})
                self.assertIn(reply.status, (200, 400, 413, 422), reply)
        for glob in ("[", "***", "{a,b", "\\"):
            with self.subTest(glob=glob):
                reply = self.daemon.post(app.path("/query"), {"query": "parcel", "glob": glob})
                self.assertIn(reply.status, (200, 400, 422), reply)
        self.assertEqual(app.found("jitter")[0], "src/backoff.py")

    def test_for_a_path_that_is_not_indexed(self):
        for path in ("/etc/passwd", "relative", "", "/nowhere/at/all"):
            with self.subTest(path=path):
                reply = self.daemon.get("/explain?path=" + urllib.parse.quote(path, safe=""))
                if reply.status == 200:
                    self.assertIs(reply.json["indexed"], False)
                else:
                    self.assert_problem(reply, 400, 404)


class ABadFile(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.word = unique_word("neighbour")
        self.app = self.project({"neighbour.txt": "the neighbour says %s\n" % self.word})

    def index(self):
        self.app.add_and_wait()
        self.assert_healthy()
        self.assertEqual(self.app.found(self.word)[0], "neighbour.txt")
        return self.app.files()

    def assert_skipped(self, *names):
        """Not in the index, and the daemon says so and why."""
        files = self.index()
        for name in names:
            self.assertNotIn(name, files)
            answer = self.daemon.get("/explain?path=" + urllib.parse.quote(str(self.app.folder / name), safe="")).json
            self.assertIs(answer["indexed"], False, answer)
            self.assertTrue(answer["rule"], answer)
        self.assertGreaterEqual(count_of(self.app.status()["skipped"]), len(names))

    def test_that_is_binary(self):
        write_tree(self.app.folder, {"image.txt": b"\x89PNG\r\n\x1a\n\0\0\0" + os.urandom(5000)})
        self.assert_skipped("image.txt")

    def test_that_is_empty(self):
        write_tree(self.app.folder, {"empty.py": b""})
        entry = self.index().get("empty.py")
        if entry is not None:
            self.assertEqual((entry["chunks"], entry["size"], entry["sha256"]),
                             (0, 0, hashlib.sha256(b"").hexdigest()))

    def test_of_fifty_megabytes_on_one_line(self):
        with open(self.app.folder / "min.js", "wb") as file:
            for _ in range(50):
                file.write(b"var x=1;" * 131072)
        self.assert_skipped("min.js")

    def test_of_almost_the_limit_on_one_line(self):
        word = unique_word("long line")
        write_tree(self.app.folder, {"line.js": "var x=1;" * 200_000 + word})
        self.assertGreater(self.index()["line.js"]["chunks"], 100)
        self.assertEqual(self.app.found(word)[0], "line.js")

    def test_of_invalid_utf8(self):
        word = unique_word("latin")
        write_tree(self.app.folder, {"latin.txt": b"caf\xe9 na\xefve \xff\xfe\xc3\x28 " + word.encode() + b"\n"})
        self.assertIn("latin.txt", self.index())
        hit = self.app.query(word)["results"][0]
        self.assertEqual(hit["file"], str(self.app.folder / "latin.txt"))
        self.assertIn(word, hit["chunk"])

    def test_of_utf16(self):
        word = unique_word("wide")
        write_tree(self.app.folder, {"wide.txt": ("a wide file with " + word + "\n").encode("utf-16")})
        if "wide.txt" in self.index():
            self.assertEqual(self.app.found(word)[0], "wide.txt")
        else:
            self.assert_skipped("wide.txt")

    def test_with_control_characters(self):
        word = unique_word("escape")
        write_tree(self.app.folder, {"evil.md": "# \x1b[2J\u202e%s\u2066\x07\n" % word})
        self.index()
        reply = self.daemon.post(self.app.path("/query"), {"query": word})
        self.assertEqual(os.path.basename(reply.json["results"][0]["file"]), "evil.md")
        self.assertNotIn(b"\x1b", reply.raw)

    def test_named_with_a_newline(self):
        word = unique_word("newline")
        name = "two\nlines.txt"
        write_tree(self.app.folder, {name: word})
        if name in self.index():
            self.assertEqual(self.app.found(word)[0], name)
        else:
            self.assertGreaterEqual(count_of(self.app.status()["skipped"]), 1)

    def test_named_with_invalid_bytes(self):
        directory = os.fsencode(self.app.folder)
        with open(directory + b"/inv\xff\xfealid.txt", "w") as file:
            file.write("hello")
        os.mkdir(directory + b"/dir\xff")
        with open(directory + b"/dir\xff/inside.txt", "w") as file:
            file.write("hello")
        before = len(self.index())
        status = self.app.status()
        told = before - 1 + count_of(status["skipped"]) + count_of(status["failed"])
        self.assertGreaterEqual(told, 1, status)
        self.assertEqual(self.app.sync()["stats"]["filesDeleted"], 0)

    def test_with_a_long_name(self):
        name = "n" * 251 + ".txt"
        deep = "/".join(["d" * 60] * 20) + "/leaf.txt"
        word = unique_word("deep")
        write_tree(self.app.folder, {name: "x", deep: word})
        files = self.index()
        self.assertIn(name, files)
        self.assertEqual(self.app.found(word)[0], deep)

    def test_that_is_no_regular_file(self):
        os.mkfifo(self.app.folder / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(os.path.relpath(self.app.folder / "socket.txt"))
            (self.app.folder / "zero.txt").symlink_to("/dev/zero")
            self.assertEqual(list(self.index()), ["neighbour.txt"])

    def test_that_is_a_link_loop(self):
        write_tree(self.app.folder, {"a/b/c.txt": "c"})
        (self.app.folder / "a/b/up").symlink_to("..")
        (self.app.folder / "a/b/self").symlink_to("self")
        (self.app.folder / "round").symlink_to(self.app.folder)
        self.assertEqual(sorted(self.index()), ["a/b/c.txt", "neighbour.txt"])

    def test_that_is_a_link_out_of_the_folder(self):
        secret = self.sandbox.folder("elsewhere")
        word = unique_word("secret")
        write_tree(secret, {"secret.txt": word})
        (self.app.folder / "link.txt").symlink_to(secret / "secret.txt")
        (self.app.folder / "linked").symlink_to(secret)
        self.index()
        self.assertFalse(self.app.holds(word, word))

    def test_that_changes_while_it_is_read(self):
        target = self.app.folder / "busy.txt"
        stop = threading.Event()
        versions = [("version %d %s\n" % (number, unique_word(number))) * 3000 for number in range(2)]

        def write():
            turn = 0
            while not stop.is_set():
                target.write_text(versions[turn % 2])
                turn += 1

        self.app.add_and_wait()
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(5):
                self.app.sync()
                entry = self.app.files().get("busy.txt")
                self.assert_healthy()
                if entry and entry["chunks"]:
                    # Whatever was recorded was on disk at some moment: a whole version, or the beginning of one.
                    self.assertLessEqual(entry["size"], max(map(len, versions)))
        finally:
            stop.set()
            writer.join()
        final = hashlib.sha256(target.read_bytes()).hexdigest()
        wait_until(lambda: self.app.files().get("busy.txt", {}).get("sha256") == final, "the last version is indexed")
        word = target.read_text().split()[2]
        self.assertEqual(self.app.found(word)[0], "busy.txt")

    def test_that_vanishes_while_it_is_read(self):
        self.app.add_and_wait()
        stop = threading.Event()

        def come_and_go():
            number = 0
            while not stop.is_set():
                path = self.app.folder / ("ghost_%d.txt" % (number % 20))
                if path.exists():
                    path.unlink()
                else:
                    path.write_text("boo\n" * 1000)
                number += 1

        ghost = threading.Thread(target=come_and_go)
        ghost.start()
        try:
            for _ in range(5):
                self.app.sync()
        finally:
            stop.set()
            ghost.join()
        left = sorted(path.name for path in self.app.folder.iterdir())
        wait_until(lambda: sorted(self.app.files()) == left, "the index is what is left on disk")
        self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
