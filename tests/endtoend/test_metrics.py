"""The figures for Prometheus, and the dashboard that shows them."""

import json
import os
import re
import unittest
from pathlib import Path

from harness import EndToEndTest, wait_until

LINE = re.compile(r'^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\.)*",?)*)\})? ([-+0-9.eEinfNa]+)$')
SOURCES = Path(os.environ.get("VECTRAY_SOURCE_DIR", ""))


class Figures(EndToEndTest):
    def samples(self):
        """(name, {label: value}) → number"""
        reply = self.daemon.get("/metrics")
        self.assertEqual(reply.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        found = {}
        for line in reply.raw.decode().splitlines():
            if line.startswith("#"):
                continue
            match = LINE.match(line)
            self.assertTrue(match, "no sample of the text format: %r" % line)
            name, labels, number = match.groups()
            key = (name, frozenset(re.findall(r'([a-z]+)="([^"]*)"', labels or "")))
            self.assertNotIn(key, found, "a sample twice")
            found[key] = float(number)
        return found

    def value(self, name, **labels):
        """Summed over all samples that have these labels."""
        wanted = set(labels.items())
        return sum(number for (other, have), number in self.samples().items() if other == name and wanted <= have)

    def test_count_what_happens(self):
        app = self.project({"a.py": "def a():\n    pass\n", "b.py": "def b():\n    pass\n", "c.bin": b"\0\1"})
        app.add_and_wait()
        wait_until(lambda: self.value("vectray_files") == 2, "the files are counted")
        self.assertGreaterEqual(self.value("vectray_chunks"), 2)
        self.assertEqual(self.value("vectray_synced_files_total", outcome="created"), 2)
        self.assertGreaterEqual(self.value("vectray_synced_files_total", outcome="skipped"), 1)
        self.assertGreaterEqual(self.value("vectray_syncs_total", kind="first"), 1)
        self.assertGreaterEqual(self.value("vectray_sync_duration_seconds_count"), 1)
        self.assertEqual(self.value("vectray_pending_files"), 0)
        self.assertEqual(self.value("vectray_failed_files"), 0)
        app.query("anything")
        self.assertEqual(self.value("vectray_search_duration_seconds_count"), 1)
        self.assertEqual(self.value("vectray_http_requests_total", route="/projects/{project}/query", status="200"), 1)
        self.assertGreaterEqual(self.value("vectray_events_total", type="watch:sync"), 1)
        self.assertEqual(self.value("vectray_folders", state="idle"), 1)

    def test_count_refusals(self):
        self.daemon.request("GET", "/nothing")
        self.daemon.request("GET", "/status", headers={"Host": "evil.test"})
        self.daemon.request("DELETE", "/status")
        self.assertEqual(self.value("vectray_http_requests_total", route="refused", status="404"), 1)
        self.assertEqual(self.value("vectray_http_requests_total", status="421"), 1)
        self.assertEqual(self.value("vectray_http_requests_total", status="405"), 1)

    def test_count_clients(self):
        self.assertEqual(self.value("vectray_event_clients", protocol="websocket"), 0)
        with self.daemon.events() as one, self.daemon.events() as two:
            one.wait_for_type("connected")
            two.wait_for_type("connected")
            self.assertEqual(self.value("vectray_event_clients", protocol="websocket"), 2)
        wait_until(lambda: self.value("vectray_event_clients", protocol="websocket") == 0, "the clients are gone")

    def test_tell_of_the_process(self):
        self.assertGreater(self.value("vectray_process_resident_memory_bytes"), 1 << 20)
        self.assertGreater(self.value("vectray_process_open_fds"), 5)
        self.assertGreater(self.value("vectray_process_threads"), 1)
        self.assertGreater(self.value("vectray_process_cpu_seconds_total"), 0)
        self.assertGreater(self.value("vectray_process_start_time_seconds"), 1.7e9)
        self.assertEqual(self.value("vectray_store_up"), 1)
        self.assertGreater(self.value("vectray_store_size_bytes"), 0)
        self.assertEqual(self.value("vectray_build_info", version=self.daemon.get("/status").json["version"]), 1)

    def test_have_no_name_of_a_file(self):
        app = self.project({"secret-plan.py": "pass\n"}, name="hidden-project", dataset="hidden-dataset")
        app.add_and_wait()
        app.query("x")
        for name, labels in self.samples():
            self.assertTrue(name.startswith("vectray_"), name)
            for _, text in labels:
                self.assertNotIn(str(self.sandbox.root), text)
                self.assertNotIn("hidden", text)
                self.assertNotIn("secret-plan", text)

    def test_are_those_of_the_dashboard(self):
        app = self.project({"a.py": "pass\n"})
        app.add_and_wait()
        app.query("x")
        served = {name for name, _ in self.samples()}
        dashboard = json.loads((SOURCES / "packaging" / "grafana" / "vectray.json").read_text())
        asked = set(re.findall(r"vectray_[a-z_]+", json.dumps(dashboard)))
        self.assertGreater(len(asked), 15)
        self.assertEqual(asked - served, set())


if __name__ == "__main__":
    unittest.main()
