"""Starts the real program in a sandbox and talks to it. Standard library only.

The program is the one that the environment variable VECTRAY_BINARY names. Each sandbox has a home, XDG directories
and a port of its own, so tests can run side by side and touch nothing of the user's.
"""

import ctypes
import http.client
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
from pathlib import Path

from websocket import WebSocket

NOBODY = 65534
DEADLINE = 30  # seconds; generous, because a loaded machine is no reason to fail
DEBOUNCE_MS = 50


def binary():
    path = os.environ.get("VECTRAY_BINARY", "")
    if not os.access(path, os.X_OK):
        raise RuntimeError("VECTRAY_BINARY must name the program under test, not %r" % path)
    return path


def wait_until(condition, what, deadline=DEADLINE):
    """Asks again until the condition holds, and returns what it returned. Fails with `what` and its last answer."""
    end = time.monotonic() + deadline
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError("not within %s s: %s (last: %r)" % (deadline, what, answer))
        time.sleep(0.02)  # how often to ask, not how long to wait


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def count_of(value):
    """A count, whether it is given as a number, as the list of what is counted, or by rule."""
    if isinstance(value, list):
        return sum(entry.get("count", 1) if isinstance(entry, dict) else 1 for entry in value)
    if isinstance(value, dict):
        return value["count"] if "count" in value else sum(count_of(part) for part in value.values())
    return int(value or 0)


class Reply:
    def __init__(self, response, raw):
        self.status = response.status
        self.headers = response.headers
        self.raw = raw

    @property
    def json(self):
        return json.loads(self.raw)

    @property
    def reason(self):
        """The sentence of a problem."""
        problem = self.json
        return " ".join(str(problem.get(name, "")) for name in ("title", "detail", "error"))

    def __repr__(self):
        return "<%d %s>" % (self.status, self.raw[:500])


class Sandbox:
    """Directories of a user who has just installed Vectray."""

    def __init__(self, user=None):
        self.root = Path(tempfile.mkdtemp(prefix="vectray-test-")).resolve()
        self.user = user
        for name in ("home", "config", "data", "state", "cache", "run", "index"):
            (self.root / name).mkdir(mode=0o700)
        self.data_dir = self.root / "index"
        if user is not None:
            os.chmod(self.root, 0o755)
            for path in [self.root, *self.root.iterdir()]:
                os.chown(path, user, user)

    def environment(self, **more):
        """Nothing of the caller's Vectray, providers or proxies shines through."""
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.root / "home"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "XDG_DATA_HOME": str(self.root / "data"),
            "XDG_STATE_HOME": str(self.root / "state"),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "QT_QPA_PLATFORM": "offscreen",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        environment.update(more)
        return environment

    @property
    def endpoint_file(self):
        return self.root / "run" / "vectray" / "endpoint.json"

    def folder(self, name="project"):
        path = self.root / "home" / name
        path.mkdir(parents=True, exist_ok=True)
        if self.user is not None:
            os.chown(path, self.user, self.user)
        return path

    def remove(self):
        def make_removable(function, path, _):
            os.chmod(os.path.dirname(path), 0o700)
            os.chmod(path, 0o700)
            function(path)

        shutil.rmtree(self.root, onerror=make_removable)


def _die_with_parent():
    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Daemon:
    """`vectray serve`, for as long as a test needs it."""

    def __init__(self, sandbox, port=None, **environment):
        self.sandbox = sandbox
        self.port = port or free_port()
        self.environment = environment
        self.process = None
        self.log_path = sandbox.root / "daemon.log"

    # -- its life

    def spawn(self, *arguments):
        """Starts the program and does not wait for anything."""
        command = [binary(), "serve", "--port", str(self.port), "--data-dir", str(self.sandbox.data_dir), *arguments]
        identity = {} if self.sandbox.user is None else {"user": self.sandbox.user, "group": self.sandbox.user,
                                                         "extra_groups": []}
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, env=self.sandbox.environment(**self.environment), stdout=log,
                                            stderr=log, stdin=subprocess.DEVNULL, cwd=self.sandbox.root,
                                            preexec_fn=_die_with_parent, **identity)
        return self

    def start(self, *arguments):
        self.spawn(*arguments)
        wait_until(self._answers, "the daemon answers /health")
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise AssertionError("the daemon ended with %s:\n%s" % (self.process.returncode, self.log()))
        try:
            return self.get("/health").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """As a service manager does. Returns the exit code."""
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self):
        """As a power failure does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait(self, deadline=DEADLINE):
        try:
            return self.process.wait(deadline)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("the daemon did not end within %s s:\n%s" % (deadline, self.log())) from None

    def end(self):
        """For cleaning up after a test, whatever happened."""
        if self.is_running():
            self.process.kill()
            self.process.wait()

    def log(self):
        return self.log_path.read_text(errors="replace")[-4000:] if self.log_path.exists() else ""

    # -- talking to it

    def token(self):
        """Only needed where the test is another user than the daemon."""
        if self.sandbox.user is None or not self.sandbox.endpoint_file.exists():
            return None
        return json.loads(self.sandbox.endpoint_file.read_text()).get("token")

    def request(self, method, path, body=None, headers=None, timeout=DEADLINE):
        """`body` is sent as it is if it is bytes, else as JSON."""
        everything = {}
        if body is not None:
            everything["Content-Type"] = "application/json"
        if self.token():
            everything["Authorization"] = "Bearer " + self.token()
        everything.update(headers or {})
        raw = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            try:
                connection.request(method, path, raw, everything)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it may refuse a body before it has read all of it; the answer is there nevertheless
            response = connection.getresponse()
            return Reply(response, response.read())
        finally:
            connection.close()

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, body, **more):
        return self.request("POST", path, body, **more)

    def events(self, since=None):
        path = "/ws" if since is None else "/ws?since=%d" % since
        return WebSocket("127.0.0.1", self.port, path, token=self.token())

    def run(self, *arguments, **more):
        """The command line, as this sandbox's user. Returns the finished process, with text."""
        return subprocess.run([binary(), *arguments], env=self.sandbox.environment(**more), capture_output=True,
                              text=True, timeout=2 * DEADLINE, cwd=self.sandbox.root / "home",
                              stdin=subprocess.DEVNULL)


def project_path(project, rest):
    return "/projects/" + urllib.parse.quote(project, safe="") + rest


class Project:
    """A folder in a daemon, by its project and dataset."""

    def __init__(self, daemon, folder, name="my-app", dataset="main"):
        self.daemon = daemon
        self.folder = Path(folder)
        self.name = name
        self.dataset = dataset

    @property
    def key(self):
        return {"path": str(self.folder), "dataset": self.dataset}

    def path(self, rest):
        return project_path(self.name, rest)

    def add(self, **options):
        return self.daemon.post(self.path("/autowatch/add"), {**self.key, "debounceMs": DEBOUNCE_MS, **options})

    def add_and_wait(self, **options):
        reply = self.add(**options)
        assert reply.status == 200, reply
        self.wait_settled()
        return reply.json

    def configurations(self):
        return self.daemon.get(self.path("/autowatch/list")).json["configurations"]

    def watcher(self):
        """What watch/list says of the folder; None if it is not watched."""
        for watcher in self.daemon.get(self.path("/watch/list")).json["watchers"]:
            if watcher["path"] == str(self.folder) and watcher["dataset"] == self.dataset:
                return watcher
        return None

    def wait_settled(self, syncs=1, deadline=120):
        """Until at least so many syncs are done and nothing is left to do."""

        def settled():
            watcher = self.watcher()
            if watcher is None or watcher["lastSyncAt"] is None or watcher["syncCount"] < syncs:
                return None
            idle = watcher["state"] not in ("scanning", "syncing") and watcher["pending"] == 0
            return watcher if idle else None

        return wait_until(settled, "%s is indexed" % self.folder, deadline)

    def status(self):
        """Of the dataset."""
        for dataset in self.daemon.get(self.path("/status")).json["datasets"]:
            if dataset.get("dataset", dataset.get("name")) == self.dataset:
                return dataset
        return None

    def files(self):
        """Relative path → the daemon's entry, of the whole dataset, page by page."""
        found = {}
        cursor = None
        while True:
            query = {"dataset": self.dataset, "limit": 500, **({"cursor": cursor} if cursor else {})}
            page = self.daemon.get(self.path("/files?" + urllib.parse.urlencode(query))).json
            for entry in page["files"]:
                assert entry["relativePath"] not in found, "listed twice: %r" % entry
                found[entry["relativePath"]] = entry
            cursor = page.get("nextCursor")
            if not cursor:
                return found

    def query(self, text, **options):
        reply = self.daemon.post(self.path("/query"), {"query": text, "dataset": self.dataset, **options})
        assert reply.status == 200, reply
        return reply.json

    def found(self, text, **options):
        """The relative paths of the files that answer, best first, each once."""
        paths = [os.path.relpath(hit["file"], self.folder) for hit in self.query(text, **options)["results"]]
        return list(dict.fromkeys(paths))

    def holds(self, text, word):
        """Whether some result of the query has the word in its text."""
        return any(word in hit["chunk"] for hit in self.query(text)["results"])

    def sync(self, **options):
        reply = self.daemon.post(self.path("/ingest/local/sync"), {**self.key, **options}, timeout=240)
        assert reply.status == 200, reply
        return reply.json

    def snapshot(self, queries=()):
        """All that must be equal of two indexes of the same files."""
        listing = {path: (entry["sha256"], entry["size"], entry["chunks"], entry["language"])
                   for path, entry in self.files().items()}
        answers = {}
        for text in queries:
            hits = self.query(text, topK=200)["results"]
            answers[text] = sorted((os.path.relpath(hit["file"], self.folder), hit["lineSpan"]["start"],
                                    hit["lineSpan"]["end"], hit["chunk"], _rounded(hit["scores"].get("vector")),
                                    _rounded(hit["scores"].get("sparse"))) for hit in hits)
        return listing, answers


def _rounded(score):
    return None if score is None else round(score, 3)


class EndToEndTest(unittest.TestCase):
    """Each test has a sandbox and a daemon that runs; both are gone afterwards."""

    starts_daemon = True
    environment = {}
    maxDiff = 4000

    def setUp(self):
        self.sandbox = self.new_sandbox()
        self.daemon = self.new_daemon(self.sandbox)
        if self.starts_daemon:
            self.daemon.start()

    def new_sandbox(self, user=None):
        sandbox = Sandbox(user)
        self.addCleanup(sandbox.remove)
        return sandbox

    def new_daemon(self, sandbox, port=None, **environment):
        daemon = Daemon(sandbox, port, **{**self.environment, **environment})
        self.addCleanup(daemon.end)
        return daemon

    def run(self, result=None):
        """A test that fails shows the daemon's log."""
        result = result or self.defaultTestResult()
        self._log = ""
        before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > before and self._log:
            print("\n---- the daemon's log in %s\n%s----" % (self.id(), self._log), file=sys.stderr)
        return result

    def tearDown(self):
        self._log = self.daemon.log()

    def project(self, tree=None, name="my-app", dataset="main", folder=None):
        path = folder or self.sandbox.folder(name.replace("/", "_"))
        if tree is not None:
            write_tree(path, tree)
        return Project(self.daemon, path, name, dataset)

    def fresh_snapshot(self, project, queries=()):
        """What a new Vectray makes of the folder."""
        daemon = self.new_daemon(self.new_sandbox())
        daemon.start()
        other = Project(daemon, project.folder, project.name, project.dataset)
        other.add_and_wait(autoStart=False)
        snapshot = other.snapshot(queries)
        daemon.end()
        return snapshot

    def assert_equals_fresh(self, project, queries=()):
        self.assertEqual(project.snapshot(queries), self.fresh_snapshot(project, queries))

    def assert_healthy(self):
        self.assertTrue(self.daemon.is_running(), self.daemon.log())
        self.assertEqual(self.daemon.get("/health").json, {"status": "ok"})

    def assert_problem(self, reply, *statuses):
        """An error that a person understands: RFC 9457 with a sentence."""
        self.assertIn(reply.status, statuses, reply)
        self.assertEqual(reply.headers.get_content_type(), "application/problem+json", reply)
        self.assertEqual(reply.json["status"], reply.status)
        self.assertTrue(reply.json.get("error"), reply)
        self.assertGreater(len(reply.reason.split()), 2, reply)


def write_tree(folder, tree):
    """`tree` is a dict of relative path → text or bytes."""
    for name, content in tree.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def mode_of(path):
    return stat.S_IMODE(os.stat(path, follow_symlinks=False).st_mode)
