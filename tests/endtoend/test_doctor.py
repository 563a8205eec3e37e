"""`vectray doctor`: each problem is planted for real, found, and comes with its cure."""

import json
import os
import shlex
import shutil
import socket
import subprocess
import threading
import unittest

import cluster
from fake_provider import FakeProvider
from harness import EndToEndTest, wait_until

SERVICE = {"EMBEDDING_PROVIDER": "ollama", "EMBEDDING_MODEL": "test-model"}


class Doctor(EndToEndTest):
    starts_daemon = False

    def examine(self):
        """(exit code, checks). Whatever is wrong, there is something to do about it."""
        done = self.daemon.run("doctor", "--json", VECTRAY_PORT=str(self.daemon.port))
        report = json.loads(done.stdout)
        for check in report["checks"]:
            self.assertTrue(check["detail"], check)
            self.assertTrue(check["state"] == "ok" or check["cure"], check)
        return done.returncode, report["checks"]

    def find(self, about, detail, cure, state="warning", exit_code=7):
        """The only check of that subject that is not well."""
        code, checks = self.examine()
        ill = [check for check in checks if check["about"] == str(about) and check["state"] != "ok"]
        self.assertEqual(len(ill), 1, checks)
        self.assertIn(detail, ill[0]["detail"])
        self.assertIn(cure, ill[0]["cure"])
        self.assertEqual((ill[0]["state"], code), (state, exit_code))

    def running(self, **environment):
        self.daemon = self.new_daemon(self.sandbox, self.daemon.port, **environment).start()
        return self.daemon

    def test_nobody_runs(self):
        self.find("daemon", "not", "vectray serve", "error", 3)

    def test_another_program_has_the_port(self):
        """It takes what it is told and says nothing that makes sense."""
        with socket.socket() as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", self.daemon.port))
            other.listen()

            def answer():
                try:
                    while True:
                        connection, _ = other.accept()
                        with connection:
                            connection.recv(4096)
                            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                except OSError:
                    pass  # the test is over

            threading.Thread(target=answer, daemon=True).start()
            code, checks = self.examine()
            daemon = checks[0]
            self.assertEqual((daemon["about"], daemon["state"]), ("daemon", "error"))
            self.assertIn("held by", daemon["cure"])
            self.assertIn(str(os.getpid()), daemon["cure"])
            self.assertNotEqual(code, 0)
            other.shutdown(socket.SHUT_RDWR)

    @unittest.skipIf(cluster.missing(), cluster.missing())
    def test_the_index_is_away(self):
        server = cluster.Cluster()
        self.addCleanup(server.remove)
        self.running(VECTRAY_STORE=server.url(server.new_database()))
        server.stop()
        wait_until(lambda: not self.daemon.get("/status").json["store"]["reachable"], "it is noticed")
        self.find("index", "cannot be reached", "See to the database", "error")

    def test_everything_is_paused(self):
        self.running().request("POST", "/pause")
        self.find("pause", "paused", "vectray resume")

    def test_a_folder_is_gone(self):
        self.running(POLL_INTERVAL="200")
        app = self.project({"a.txt": "a\n"})
        app.add_and_wait()
        shutil.rmtree(app.folder)
        wait_until(lambda: app.watcher()["health"]["state"] == "unavailable", "it is noticed")
        code, checks = self.examine()
        ill = [check for check in checks if check["about"] == str(app.folder) and check["state"] == "error"]
        self.assertEqual(len(ill), 1, checks)
        self.assertIn("unavailable", ill[0]["detail"])
        self.assertEqual(code, 7)

    def test_a_folder_is_not_watched(self):
        self.running()
        app = self.project({"a.txt": "a\n"})
        app.add_and_wait()
        self.daemon.post(app.path("/watch/stop"), app.key)
        self.find(app.folder, "not watched", "vectray start -- %s" % shlex.quote(str(app.folder)))

    def test_a_file_cannot_be_indexed(self):
        service = FakeProvider().start()
        self.addCleanup(service.stop)
        service.poison = "XYZZY"
        self.running(OLLAMA_HOST=service.url, **SERVICE)
        app = self.project({"a.txt": "a\n", "bad.md": "# Bad\n\nThis has XYZZY in it.\n"})
        app.add_and_wait()
        wait_until(lambda: self.daemon.get("/status").json["folders"][0]["failed"] == 1, "it failed")
        self.find(app.folder, "1 files could not be indexed", "vectray status --project my-app")

    def test_the_embedding_service_is_away(self):
        service = FakeProvider().start()
        self.running(OLLAMA_HOST=service.url, **SERVICE)
        self.project({"a.txt": "a\n"}).add_and_wait()
        service.stop()
        self.find("embedding", "does not answer", service.url, "error")

    def test_the_disk_of_the_index_is_full(self):
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", self.sandbox.data_dir],
                              capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest("a small file system cannot be mounted: " + done.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", "-l", self.sandbox.data_dir], capture_output=True)
        self.running()
        self.find("disk", str(self.sandbox.data_dir), "--data-dir", "error")

    def test_others_can_enter_our_directories(self):
        self.running()
        state = self.sandbox.root / "state" / "vectray"
        os.chmod(state, 0o755)
        self.find("privacy", str(state), "chmod 700 %s" % shlex.quote(str(state)))

    def test_the_settings_make_no_sense(self):
        self.running()
        file = self.sandbox.root / "config" / "vectray" / "config.json"
        file.write_text('{"pollInterval": "none"}')
        os.chmod(file, 0o600)
        self.find("settings", "pollInterval", "vectray config get", "error")

    def test_an_agent_would_not_find_us(self):
        self.running()
        file = self.sandbox.root / "home" / ".cursor" / "mcp.json"
        file.parent.mkdir()
        file.write_text(json.dumps({"mcpServers": {"vectray": {"command": "/nowhere/vectray", "args": ["mcp"]}}}))
        self.find("Cursor", "/nowhere/vectray", "vectray mcp install cursor")


if __name__ == "__main__":
    unittest.main()
