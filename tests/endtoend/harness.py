"""What every end-to-end test is made from. Standard library only."""

import os
import stat
import sys
import unittest
from pathlib import Path

from daemon import Daemon, Sandbox, binary, wait_until
from project import DEBOUNCE_MS, NoAnswer, Project, count_of

__all__ = ["DEBOUNCE_MS", "NOBODY", "NoAnswer", "Daemon", "EndToEndTest", "Project", "Sandbox", "binary", "count_of", "mode_of",
           "wait_until", "write_tree"]

NOBODY = 65534


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

    def fresh(self, project):
        """The folder in a new Vectray's eyes."""
        daemon = self.new_daemon(self.new_sandbox())
        daemon.start()
        other = Project(daemon, project.folder, project.name, project.dataset)
        other.add_and_wait(autoStart=False)
        return other

    def assert_equals_fresh(self, project, queries=()):
        """Same files, same chunks, same answers to the last hit; for projects of less than 200 chunks."""
        self.assertEqual(project.snapshot(queries), self.fresh(project).snapshot(queries))

    def assert_resembles_fresh(self, project, queries, best=5):
        """Same files and chunks; the best hits of one are among the very best of the other. For large projects,
        where far down a list equal scores stand in any order."""
        other = self.fresh(project)
        self.assertEqual(project.snapshot(), other.snapshot())
        for text in queries:
            ours, theirs = project.hits(text, 2 * best), other.hits(text, 2 * best)
            self.assertTrue(ours, text)
            self.assertEqual([hit for hit in ours[:best] if hit not in theirs], [], text)
            self.assertEqual([hit for hit in theirs[:best] if hit not in ours], [], text)

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
