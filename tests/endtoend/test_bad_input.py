"""Bad input gets a clear error or a listed reason, and breaks nothing."""

import json
import os
import socket
import unittest
import urllib.parse

from fixtures import PROJECT
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
        self.assert_problem(self.add(path=str(self.app.folder) + "\0/etc"), 400, 422)
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
        events = self.daemon.events()
        self.addCleanup(events.close)
        self.assertEqual(project.add().status, 200)
        told = events.wait_for_type("watch:error", path=str(folder / "c.txt"))
        self.assertTrue(told["data"]["error"], told)
        wait_until(lambda: "open/a.txt" in project.files(), "the readable file is indexed")
        status = wait_until(lambda: count_of(project.status()["failed"]) and project.status(),
                            "the unreadable ones are listed")
        self.assertIn("c.txt", json.dumps(status["failures"]))
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
        for body, pointer in (({"path": 5}, "/path"), ({"path": [folder]}, "/path"),
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
        for path in ("/nowhere", "/projects/p/nowhere", "/projects/p/autowatch/list/more"):
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


if __name__ == "__main__":
    unittest.main()
