"""openapi.json is true: a validating proxy stands between these tests and the daemon, and compares both ways."""

import base64
import json
import os
import subprocess
import unittest
import urllib.parse
from pathlib import Path

import cluster
from daemon import Daemon, free_port
from harness import EndToEndTest, wait_until

TOOLS = Path(os.environ.get("VECTRAY_NPM_TOOLS", "")) / "node_modules" / ".bin"
LINT_RULES = Path(os.environ.get("VECTRAY_SOURCE_DIR", "")) / "tests" / "contract" / "redocly.yaml"

TREE = {
    "README.md": "# Weather\n\nReads thermometers.\n",
    "src/station.py": "def read_thermometer(port):\n    return port.read()\n",
    "src/broken.bin": b"\0\1\2\3",
    ".gitignore": "*.log\n",
    "debug.log": "nothing\n",
}


def operations(description):
    """(path, method) of everything that is described."""
    for path, item in description["paths"].items():
        for method in item:
            if method in ("get", "post", "put", "patch", "delete"):
                yield path, method.upper()


class Contract(EndToEndTest):
    def setUp(self):
        if not (TOOLS / "prism").exists():
            self.skipTest("the tools from npm are not there; ctest fetches them (contract.tools)")
        super().setUp()
        self.description_file = self.sandbox.root / "openapi.json"
        self.description_file.write_bytes(self.daemon.get("/openapi.json").raw)
        self.description = json.loads(self.description_file.read_text())

    def environment_of_tools(self):
        return {**self.sandbox.environment(), "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
                "NO_COLOR": "1", "NO_UPDATE_NOTIFIER": "1"}


class TheDescription(Contract):
    def test_is_without_a_fault(self):
        done = subprocess.run([TOOLS / "redocly", "lint", "--config", LINT_RULES, "--format", "json", self.description_file],
                              env=self.environment_of_tools(), capture_output=True, text=True, timeout=120)
        report = json.loads(done.stdout)
        self.assertEqual(report["totals"], {"errors": 0, "warnings": 0, "ignored": 0}, done.stdout[:3000])
        self.assertEqual(done.returncode, 0)

    def test_has_the_version_of_the_program(self):
        self.assertEqual(self.description["info"]["version"], self.daemon.get("/status").json["version"])
        self.assertEqual(self.description["openapi"][:4], "3.1.")

    def test_names_every_method_of_every_route(self):
        methods = {}
        for path, method in operations(self.description):
            methods.setdefault(path, set()).add(method)
        for path, described in methods.items():
            with self.subTest(path):
                reply = self.daemon.request("TRACE", path.replace("{project}", "p"))
                self.assertEqual(reply.status, 405)
                allowed = set(reply.headers["Allow"].split(", ")) - {"HEAD"}
                self.assertEqual(allowed, described)

    def test_is_shown_by_a_page_of_our_own(self):
        page = self.daemon.get("/docs")
        self.assertEqual(page.headers.get_content_type(), "text/html")
        policy = page.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        for part, kind in (("/docs/docs.js", "text/javascript"), ("/docs/docs.css", "text/css")):
            self.assertIn(part.encode(), page.raw)
            self.assertEqual(self.daemon.get(part).headers.get_content_type(), kind)
        self.assertNotIn(b"://", page.raw)  # nothing comes from elsewhere


class Proxy(Daemon):
    """Requests go to the proxy's port, and are not taken back by it."""

    def __init__(self, sandbox, port):
        super().__init__(sandbox, port)
        self.violations = []

    def request(self, method, path, body=None, headers=None, timeout=60):
        reply = super().request(method, path, body, {"Host": "localhost:%d" % self.port, **(headers or {})}, timeout)
        self.violations = json.loads(reply.headers.get("sl-violations", "[]"))
        return reply

    def of_answer(self):
        return [violation for violation in self.violations if violation["location"][0] == "response"]

    def of_request(self):
        return [violation for violation in self.violations if violation["location"][0] == "request"]


class ThroughTheProxy(Contract):
    def setUp(self):
        super().setUp()
        self.proxy = Proxy(self.sandbox, free_port())
        self.addCleanup(self.proxy.end)
        with open(self.sandbox.root / "proxy.log", "wb") as log:
            self.proxy.process = subprocess.Popen(
                [TOOLS / "prism", "proxy", self.description_file, "http://127.0.0.1:%d" % self.daemon.port,
                 "--host", "127.0.0.1", "--port", str(self.proxy.port)],
                env=self.environment_of_tools(), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_until(self.proxy._answers, "the proxy answers", 60)
        self.app = self.project(TREE)

    def ask(self, method, path, body=None, status=200):
        """As described, both ways."""
        reply = self.proxy.request(method, path, body)
        self.assertEqual(reply.status, status, reply)
        self.assertEqual(self.proxy.violations, [], (method, path, reply))
        return reply

    def assert_problem(self, reply, *statuses):
        super().assert_problem(reply, *statuses)
        self.assertEqual(reply.json.get("instance"), reply.path.partition("?")[0], reply)


class TheAnswers(ThroughTheProxy):
    def test_are_as_described(self):
        key = self.app.key
        self.ask("POST", "/projects/my-app/autowatch/add",
                 {**key, "autoStart": True, "debounceMs": 50, "include": [], "exclude": ["*.tmp"], "priority": 1})
        self.app.wait_settled()
        self.ask("POST", "/projects/my-app/autowatch/add", key)
        self.ask("GET", "/projects/my-app/autowatch/list")
        self.ask("PATCH", "/projects/my-app/autowatch", {**key, "debounceMs": 60})
        self.app.wait_settled()
        self.ask("GET", "/projects")
        self.ask("GET", "/projects/my-app/watch/list")
        self.ask("GET", "/projects/my-app/status")
        self.ask("GET", "/status")
        page = self.ask("GET", "/projects/my-app/files?limit=1").json
        cursor = urllib.parse.quote(page["nextCursor"])
        self.ask("GET", "/projects/my-app/files?dataset=main&prefix=src&limit=5&cursor=" + cursor)
        self.ask("POST", "/projects/my-app/ingest/local/sync", {**key, "force": True})
        for dataset in ("main", ["main"], "*"):
            query = {"query": "read the thermometer", "dataset": dataset, "topK": 3, "threshold": 0, "lang": "python",
                     "pathPrefix": "src", "glob": "**/*.py", "waitFresh": 100}
            self.assertEqual(len(self.ask("POST", "/projects/my-app/query", query).json["results"]), 1)
        self.ask("POST", "/projects/all/query", {"query": "weather"})
        self.ask("POST", "/projects/my-app/preview", {"path": key["path"], "exclude": ["*.md"]})
        for name in ("src/station.py", "src/broken.bin", "debug.log", "nothing.txt"):
            self.ask("GET", "/explain?path=" + urllib.parse.quote(key["path"] + "/" + name))
        self.ask("POST", "/projects/my-app/watch/pause", {**key, "forMs": 60_000})
        self.ask("GET", "/status")
        self.ask("POST", "/projects/my-app/watch/resume", key)
        self.ask("POST", "/pause", {"forMs": 60_000})
        self.ask("GET", "/projects/my-app/watch/list")
        self.ask("GET", "/projects/my-app/autowatch/list")
        self.ask("POST", "/resume")
        self.ask("GET", "/embedding")
        self.ask("POST", "/embedding/test", {"provider": "builtin"})
        self.ask("POST", "/embedding/test", {})
        self.ask("POST", "/projects/my-app/watch/stop", key)
        self.ask("POST", "/projects/my-app/watch/start", key)
        self.ask("DELETE", "/projects/my-app/autowatch/remove", {**key, "keepIndex": True})
        self.ask("POST", "/projects/my-app/autowatch/add", key)
        self.ask("DELETE", "/projects/my-app/autowatch/remove?" + urllib.parse.urlencode(key))

    def test_of_the_system_are_as_described(self):
        for path in ("/health", "/metrics", "/openapi.json", "/docs"):
            self.ask("GET", path)
        self.ask("POST", "/token/rotate")

    def test_that_refuse_what_is_no_request_are_as_described(self):
        """The proxy sees the fault of the request, and none of the answer."""
        self.app.add_and_wait()
        base = "/projects/my-app"
        cases = [
            ("POST", base + "/autowatch/add", {}, 400),
            ("POST", base + "/autowatch/add", {"path": 5}, 422),
            ("POST", base + "/autowatch/add", {**self.app.key, "debounceMs": "soon"}, 422),
            ("POST", base + "/autowatch/add", {**self.app.key, "include": [1]}, 422),
            ("PATCH", base + "/autowatch", {"dataset": "main"}, 400),
            ("POST", base + "/query", {"query": "x", "topK": 0}, 422),
            ("POST", base + "/query", {"query": "x", "topK": 201}, 422),
            ("POST", base + "/query", {"dataset": "main"}, 400),
            ("POST", base + "/query", {"query": "x", "dataset": 1}, 422),
            ("POST", base + "/preview", {"path": []}, 422),
            ("GET", base + "/files?limit=many", None, 422),
            ("GET", "/explain", None, 400),
        ]
        for method, path, body, status in cases:
            with self.subTest((method, path, body)):
                reply = self.proxy.request(method, path, body)
                self.assert_problem(reply, status)
                self.assertTrue(self.proxy.of_request(), self.proxy.violations)
                self.assertEqual(self.proxy.of_answer(), [])

    def test_that_refuse_what_cannot_be_are_as_described(self):
        """These are requests as described; the answer is a problem that is described, too."""
        self.app.add_and_wait()
        base = "/projects/my-app"
        elsewhere = {"path": "/nowhere/at/all", "dataset": "main"}
        cases = [
            ("POST", base + "/autowatch/add", {"path": "relative"}, 400),
            ("POST", base + "/autowatch/add", {"path": "/etc"}, 400),
            ("DELETE", base + "/autowatch/remove", elsewhere, 404),
            ("PATCH", base + "/autowatch", elsewhere, 404),
            ("POST", base + "/watch/start", self.app.key, 400),
            ("POST", base + "/watch/stop", elsewhere, 404),
            ("POST", base + "/watch/pause", elsewhere, 404),
            ("POST", base + "/watch/resume", elsewhere, 404),
            ("GET", "/projects/nothing/status", None, 404),
            ("GET", "/projects/nothing/files", None, 404),
            ("POST", "/projects/nothing/query", {"query": "x"}, 404),
            ("POST", base + "/preview", {"path": "/nowhere/at/all"}, 400),
            ("GET", "/explain?path=/nowhere/at/all", None, 404),
            ("GET", base + "/files?cursor=%25%25", None, 422),
        ]
        for method, path, body, status in cases:
            with self.subTest((method, path, body)):
                self.assert_problem(self.ask(method, path, body, status), status)

    def test_point_at_the_fault(self):
        reply = self.daemon.post("/projects/p/query", {"query": 1, "topK": "x", "lang": [], "threshold": None})
        self.assert_problem(reply, 422)
        self.assertEqual({error["pointer"] for error in reply.json["errors"]}, {"/query", "/topK", "/lang"})

    def test_cursors_are_of_the_page_before(self):
        self.app.add_and_wait()
        self.assert_problem(self.daemon.get("/projects/my-app/files?cursor=***"), 422)
        beyond = base64.urlsafe_b64encode(b"/\xf4\x8f\xbf\xbf").decode().rstrip("=")
        self.assertEqual(self.daemon.get("/projects/my-app/files?cursor=" + beyond).json, {"files": [], "nextCursor": None})


@unittest.skipIf(cluster.missing(), cluster.missing())
class WhileTheStoreIsAway(ThroughTheProxy):
    def setUp(self):
        self.cluster = cluster.Cluster()
        self.addCleanup(self.cluster.remove)
        self.environment = {"VECTRAY_STORE": self.cluster.url(self.cluster.new_database()), "VECTRAY_INSTANCE": "me@here"}
        super().setUp()
        self.app.add_and_wait()
        self.cluster.stop()
        wait_until(lambda: not self.daemon.get("/status").json["store"]["reachable"], "the store is away")

    def test_refusals_are_as_described_and_say_when_to_come_again(self):
        base = "/projects/my-app"
        other = {"path": str(self.sandbox.folder("other")), "dataset": "main"}
        for method, path, body in (("GET", "/projects", None), ("GET", base + "/status", None), ("GET", base + "/files", None),
                                   ("POST", base + "/query", {"query": "thermometer"}),
                                   ("POST", base + "/autowatch/add", other),
                                   ("PATCH", base + "/autowatch", {**self.app.key, "debounceMs": 70}),
                                   ("DELETE", base + "/autowatch/remove", self.app.key),
                                   ("POST", base + "/ingest/local/sync", self.app.key),
                                   ("GET", "/explain?path=" + urllib.parse.quote(self.app.key["path"] + "/README.md"), None)):
            with self.subTest((method, path)):
                reply = self.ask(method, path, body, 503)
                self.assert_problem(reply, 503)
                self.assertGreater(int(reply.headers["Retry-After"]), 0)

    def test_what_needs_no_store_is_answered_as_described(self):
        for path in ("/health", "/status", "/metrics", "/embedding", "/projects/my-app/autowatch/list",
                     "/projects/my-app/watch/list"):
            with self.subTest(path):
                self.ask("GET", path)
        self.ask("POST", "/pause", {"forMs": 60_000})
        self.ask("POST", "/resume")


if __name__ == "__main__":
    unittest.main()
