"""Starts the real program in a sandbox and talks to it.

The program is the one that the environment variable VECTRAY_BINARY names. Each sandbox has a home, XDG directories
and a port of its own, so tests can run side by side and touch nothing of the user's.
"""

import ctypes
import http.client
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from websocket import WebSocket

DEADLINE = 30  # seconds; generous, because a loaded machine is no reason to fail


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


def allow_descriptors(wanted):
    """For tests that hold more connections than many systems let a program have unless it asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Reply:
    def __init__(self, path, response, raw):
        self.path = path  # of the request
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

    def program(self):
        """The program; for another user a copy, because he may not get to where it was built."""
        if self.user is None:
            return binary()
        copy = self.root / "vectray"
        if not copy.exists():
            shutil.copyfile(binary(), copy)
            os.chmod(copy, 0o755)
        return str(copy)

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

    mode = ("serve",)

    def __init__(self, sandbox, port=None, **environment):
        self.sandbox = sandbox
        self.port = port or free_port()
        self.environment = environment
        self.wrapper = []  # the command that runs the program, with the program's own after it
        self.process = None
        self.log_path = sandbox.root / "daemon.log"

    # -- its life

    def spawn(self, *arguments):
        """Starts the program and does not wait for anything."""
        command = [*self.wrapper, self.sandbox.program(), *self.mode, "--port", str(self.port), "--data-dir",
                   str(self.sandbox.data_dir), *arguments]
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
            return Reply(path, response, response.read())
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
