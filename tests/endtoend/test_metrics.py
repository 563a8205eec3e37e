"""The figures for Prometheus, and the dashboard that shows them."""

import json
import os
import re
import signal
import unittest
from pathlib import Path

from fake_provider import FakeProvider
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

    def test_count_what_is_embedded(self):
        app = self.project({"a.py": "def a():\n    pass\n", "b.py": "def b():\n    pass\n"})
        app.add_and_wait()
        chunks = self.value("vectray_embedding_chunks_total", provider="builtin")
        self.assertEqual(chunks, 2)
        calls = self.value("vectray_embedding_requests_total", provider="builtin")
        self.assertGreaterEqual(calls, 1)
        self.assertEqual(self.value("vectray_embedding_request_duration_seconds_count", provider="builtin"), calls)
        self.assertEqual(self.value("vectray_embedding_errors_total"), 0)
        self.assertEqual(self.value("vectray_embedding_cache_hits_total"), 0)
        (app.folder / "copy.py").write_text("def a():\n    pass\n")
        app.sync()
        self.assertEqual(self.value("vectray_embedding_chunks_total", provider="builtin"), chunks)
        self.assertEqual(self.value("vectray_embedding_cache_hits_total"), 1)

    def test_count_calls_to_a_service(self):
        service = FakeProvider().start()
        self.addCleanup(service.stop)
        self.daemon.stop()
        self.daemon = self.new_daemon(self.sandbox, EMBEDDING_PROVIDER="ollama", EMBEDDING_MODEL="test-model",
                                      OLLAMA_HOST=service.url).start()
        service.play("overloaded")
        app = self.project({"a.py": "def a():\n    pass\n"})
        app.add_and_wait()
        self.assertEqual(self.value("vectray_embedding_chunks_total", provider="ollama"), 1)
        self.assertGreater(self.value("vectray_embedding_tokens_total", provider="ollama"), 0)
        self.assertEqual(self.value("vectray_embedding_errors_total", provider="ollama", reason="unavailable"), 1)
        self.assertEqual(self.value("vectray_embedding_requests_total", provider="ollama"), len(service.calls))

    def test_count_changes_that_the_kernel_dropped(self):
        """The daemon stands still while more happens than the kernel remembers."""
        app = self.project({"d/a.py": "pass\n"})
        app.add_and_wait()
        self.assertEqual(self.value("vectray_inotify_overflows_total"), 0)
        kept = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        if kept > 100_000:
            self.skipTest("this kernel remembers %d changes" % kept)
        self.daemon.process.send_signal(signal.SIGSTOP)
        try:
            for number in range(kept):
                (app.folder / "d" / "x.tmp").write_text(str(number))
                os.unlink(app.folder / "d" / "x.tmp")
            (app.folder / "d" / "late.py").write_text("def late():\n    pass\n")
        finally:
            self.daemon.process.send_signal(signal.SIGCONT)
        wait_until(lambda: "d/late.py" in app.files(), "it is found nevertheless")
        self.assertGreaterEqual(self.value("vectray_inotify_overflows_total"), 1)

    def test_tell_how_much_waits(self):
        app = self.project({"a.py": "pass\n"})
        app.add_and_wait()
        self.daemon.post(app.path("/watch/pause"), app.key)
        for number in range(3):
            (app.folder / ("new%d.py" % number)).write_text("pass\n")
        wait_until(lambda: self.value("vectray_pending_files") == 3, "three paths wait")
        self.daemon.post(app.path("/watch/resume"), app.key)
        wait_until(lambda: self.value("vectray_pending_files") == 0, "none waits")

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
        self.project({"a.py": "pass\n"}).add_and_wait()
        log = self.sandbox.data_dir / "index.db-wal"
        wait_until(lambda: self.value("vectray_store_wal_bytes") == log.stat().st_size > 0, "the log has its size")
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

    def test_are_all_described(self):
        app = self.project({"a.py": "pass\n"})
        app.add_and_wait()
        app.query("x")
        families = set(re.findall(r"^# TYPE (\S+) ", self.daemon.get("/metrics").raw.decode(), re.M))
        page = (SOURCES / "docs" / "metrics.md").read_text()
        self.assertEqual(set(re.findall(r"^\| `(vectray_[a-z_]+)` \|", page, re.M)), families)

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
