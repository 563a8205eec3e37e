"""The examples of the specification, typed as they are printed there; only port and folder differ."""

import json
import shlex
import subprocess
import unittest

from fixtures import PROJECT
from harness import EndToEndTest, wait_until


class TheExamplesWorkAsTyped(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.my_app = self.project(PROJECT, name="my-app")

    def type(self, line):
        """What curl prints, as JSON."""
        line = line.replace("localhost:3030", "localhost:%d" % self.daemon.port)
        line = line.replace("/home/user/my-project", str(self.my_app.folder))
        done = subprocess.run([*shlex.split(line), "--silent", "--show-error", "--noproxy", "*"], capture_output=True,
                              text=True, timeout=60, env=self.sandbox.environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def add(self):
        return self.type(
            "curl -X POST http://localhost:3030/projects/my-app/autowatch/add"
            ' -H "Content-Type: application/json"'
            """ -d '{"path": "/home/user/my-project", "dataset": "main", "autoStart": true, "debounceMs": 2000}'""")

    def test_add(self):
        answer = self.add()
        self.assertEqual(answer["message"], "Auto-watch configuration added")
        self.assertIs(answer["started"], True)
        config = answer["config"]
        self.assertEqual({name: config[name] for name in ("enabled", "path", "project", "dataset", "autoStart",
                                                          "debounceMs")},
                         {"enabled": True, "path": str(self.my_app.folder), "project": "my-app", "dataset": "main",
                          "autoStart": True, "debounceMs": 2000})
        for name in ("projectId", "datasetId"):
            self.assertRegex(config[name], r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
        self.assertRegex(config["createdAt"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")

    def test_add_without_the_optional_parts(self):
        answer = self.type(
            "curl -X POST http://localhost:3030/projects/my-app/autowatch/add"
            ' -H "Content-Type: application/json"'
            """ -d '{"path": "/home/user/my-project"}'""")
        self.assertEqual(answer["config"]["dataset"], self.my_app.folder.name)
        self.assertEqual(answer["config"]["debounceMs"], 2000)
        self.assertIs(answer["config"]["autoStart"], True)

    def test_list(self):
        self.add()
        answer = self.type("curl http://localhost:3030/projects/my-app/autowatch/list")
        self.assertEqual((answer["project"], answer["total"], answer["active"]), ("my-app", 1, 1))
        self.assertEqual(answer["configurations"][0]["path"], str(self.my_app.folder))
        self.assertIs(answer["configurations"][0]["isActive"], True)
        self.assertIn("lastStarted", answer["configurations"][0])

    def test_remove_with_a_body(self):
        self.add()
        answer = self.type(
            "curl -X DELETE http://localhost:3030/projects/my-app/autowatch/remove"
            ' -H "Content-Type: application/json"'
            """ -d '{"path": "/home/user/my-project", "dataset": "main"}'""")
        self.assertEqual(answer, {"message": "Auto-watch configuration removed", "path": str(self.my_app.folder),
                                  "project": "my-app", "dataset": "main"})

    def test_remove_with_a_query(self):
        self.add()
        answer = self.type("curl -X DELETE"
                           " 'http://localhost:3030/projects/my-app/autowatch/remove?path=/home/user/my-project&dataset=main'")
        self.assertEqual(answer["message"], "Auto-watch configuration removed")
        self.assertEqual(self.my_app.configurations(), [])

    def test_watch_start_list_and_stop(self):
        started = self.type(
            "curl -X POST http://localhost:3030/projects/my-app/watch/start"
            ' -H "Content-Type: application/json"'
            """ -d '{"path": "/home/user/my-project", "dataset": "main"}'""")
        self.assertEqual(started["status"], "watching")
        self.assertEqual(started["watcherId"], "my-app:main:%s" % self.my_app.folder)
        self.assertIn("startedAt", started)
        self.my_app.wait_settled()
        watching = self.type("curl http://localhost:3030/projects/my-app/watch/list")
        self.assertEqual((watching["project"], watching["count"]), ("my-app", 1))
        self.assertEqual(watching["watchers"][0]["id"], started["watcherId"])
        stopped = self.type(
            "curl -X POST http://localhost:3030/projects/my-app/watch/stop"
            ' -H "Content-Type: application/json"'
            """ -d '{"path": "/home/user/my-project", "dataset": "main"}'""")
        self.assertEqual({name: stopped[name] for name in ("status", "project", "dataset", "path")},
                         {"status": "stopped", "project": "my-app", "dataset": "main",
                          "path": str(self.my_app.folder)})
        self.assertEqual(self.type("curl http://localhost:3030/projects/my-app/watch/list")["count"], 0)

    def test_projects(self):
        self.add()
        self.my_app.wait_settled()
        answer = self.type("curl http://localhost:3030/projects")
        self.assertEqual(answer["total"], 1)
        self.assertEqual(answer["projects"][0]["name"], "my-app")
        dataset = answer["projects"][0]["datasets"][0]
        self.assertEqual((dataset["name"], dataset["files"]), ("main", len(PROJECT)))

    def test_sync(self):
        self.add()
        self.my_app.wait_settled()
        answer = self.type(
            "curl -X POST http://localhost:3030/projects/my-app/ingest/local/sync"
            ' -H "Content-Type: application/json"'
            """ -d '{"path": "/home/user/my-project", "dataset": "main"}'""")
        self.assertEqual(answer["status"], "completed")
        self.assertEqual(answer["stats"]["filesUnchanged"], len(PROJECT))
        self.assertEqual(answer["stats"]["chunksEmbedded"], 0)

    def test_events(self):
        with self.daemon.events() as events:
            self.assertEqual(events.receive(10)["type"], "connected")
            self.add()
            started = events.wait_for_type("autowatch:started")
            self.assertEqual(started["project"], "my-app")
            self.assertEqual(started["data"]["config"]["path"], str(self.my_app.folder))
            events.wait_for_type("watch:sync")
        wait_until(self.my_app.files, "the files are listed")


if __name__ == "__main__":
    unittest.main()
