"""Keys and passwords that lie in a folder get no further than the look at them."""

import os
import random
import string
import unittest

from harness import EndToEndTest

ALPHANUMERIC = string.ascii_letters + string.digits


def made_up(count, seed, alphabet=ALPHANUMERIC):
    """As random as a real one. It is put together here, so that no line of this file looks like a credential."""
    return "".join(random.Random(seed).choices(alphabet, k=count))


CANARIES = {
    "src/github.py": ("token = connect('%s')\n", "gh" + "p_" + made_up(36, 1), "github-token, line 1"),
    "src/aws.tf.json": ('{\n  "id": "%s"\n}\n', "AK" + "IA" + made_up(16, 2, string.ascii_uppercase + "234567"), "aws-access-key, line 2"),
    "src/settings.py": ("DEBUG = False\nDB_PASS" + "WORD = '%s'\n", "q7#" + made_up(12, 3) + "!Z4x", "assigned-password, line 2"),
    "src/url.md": ("# Setup\n\npsql postgresql://app:%s@db.internal/app\n", made_up(18, 4), "url-password, line 3"),
    "src/notes.txt": ("-----BEGIN RSA PRIVATE " + "KEY-----\n%s\n-----END RSA PRIVATE " + "KEY-----\n", made_up(64, 5), "private-key, line 1"),
    "deploy/server.pem": ("%s\n", made_up(64, 6), "name-key-file"),
    "deploy/credentials.json": ('{"value": "%s"}\n', made_up(24, 7), "name-secrets"),
}
HARMLESS = {"src/main.py": "def read_thermometer(port):\n    return port.read()\n", "README.md": "# Weather\n\nReads thermometers.\n"}


class Secrets(EndToEndTest):
    def tree(self):
        return {**HARMLESS, **{path: text % canary for path, (text, canary, _) in CANARIES.items()}}

    def setUp(self):
        super().setUp()
        self.app = self.project(self.tree())

    def assert_nowhere(self):
        """Not in any file that the program wrote."""
        for folder in ("index", "data", "state", "cache", "config", "run"):
            for where, _, names in os.walk(self.sandbox.root / folder):
                for name in names:
                    path = os.path.join(where, name)
                    if os.path.isfile(path):
                        with open(path, "rb") as file:
                            content = file.read()
                        for origin, (_, canary, _) in CANARIES.items():
                            self.assertNotIn(canary.encode(), content, "%s in %s" % (origin, path))

    def test_are_left_out_and_listed(self):
        self.app.add_and_wait()
        self.assertEqual(sorted(self.app.files()), sorted(HARMLESS))
        status = self.app.status()
        reasons = {entry["path"]: entry["reason"] for entry in status["skips"]}
        for path, (_, canary, rule) in CANARIES.items():
            self.assertIn(rule, reasons[path])
            self.assertNotIn(canary, reasons[path])
        self.assertEqual(sum(entry["count"] for entry in status["skippedByRule"]), len(CANARIES))
        self.assert_nowhere()

    def test_are_explained(self):
        self.app.add_and_wait()
        for path, (_, _, rule) in CANARIES.items():
            answer = self.daemon.get("/explain?path=%s" % (self.app.folder / path)).json
            self.assertIs(answer["indexed"], False)
            self.assertIn(rule, answer["rule"])
            self.assertEqual(answer["line"], int(rule.rsplit(" ", 1)[1]) if "line" in rule else None)

    def test_are_not_told_in_events(self):
        with self.daemon.events() as events:
            self.app.add_and_wait()
            told = str(events.drain())
        for _, canary, _ in CANARIES.values():
            self.assertNotIn(canary, told)

    def test_are_taken_out_when_they_come_later(self):
        (self.app.folder / "src" / "late.py").write_text("token = None\n")
        self.app.add_and_wait()
        self.assertIn("src/late.py", self.app.files())
        (self.app.folder / "src" / "late.py").write_text("token = '%s'\n" % ("gh" + "p_" + made_up(36, 8)))
        self.app.sync()
        self.assertNotIn("src/late.py", self.app.files())
        (self.app.folder / "src" / "late.py").write_text("token = os.environ['TOKEN']\n")
        self.app.sync()
        self.assertIn("src/late.py", self.app.files())

    def test_are_indexed_where_the_owner_wants_it(self):
        self.daemon.stop()
        daemon = self.new_daemon(self.sandbox, VECTRAY_INDEX_SECRETS="true")
        daemon.start()
        self.daemon = self.app.daemon = daemon
        self.app.add_and_wait()
        self.assertEqual(sorted(self.app.files()), sorted(self.tree()))


class DangerousFolders(EndToEndTest):
    def test_are_refused_over_rest(self):
        home = self.sandbox.root / "home"
        for folder in (".ssh", ".gnupg", ".aws", ".config/chromium", ".local/share/keyrings"):
            (home / folder).mkdir(parents=True)
        (home / "innocent").symlink_to(home / ".ssh")
        for path in ("/", "/etc", "/proc", "/sys", "/dev", "/boot", "/etc/../etc/ssl", home / ".ssh", home / ".gnupg", home / ".aws",
                     home / ".config", home / ".config" / "chromium", home / "innocent", self.sandbox.root / "index",
                     self.sandbox.root / "state"):
            with self.subTest(str(path)):
                key = {"path": str(path), "dataset": "main", "force": True, "allow": True}
                for route in ("autowatch/add", "watch/start", "ingest/local/sync", "preview"):
                    if os.path.isdir(path):
                        self.assert_problem(self.daemon.post("/projects/p/" + route, key), 400)
        self.assertEqual(self.daemon.get("/projects").json["projects"], [])

    def test_are_taken_where_the_owner_allows_it(self):
        folder = self.sandbox.root / "home" / ".config" / "chromium"
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text("notes\n")
        self.daemon.stop()
        self.daemon = self.new_daemon(self.sandbox, VECTRAY_ALLOWED_FOLDERS=str(folder))
        self.daemon.start()
        notes = self.project(folder=folder)
        notes.add_and_wait()
        self.assertEqual(list(notes.files()), ["notes.txt"])


if __name__ == "__main__":
    unittest.main()
