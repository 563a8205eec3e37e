"""The command line against a running daemon, as people and scripts use it."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import tarfile
import time
import unittest

from fixtures import IGNORED, PROJECT, unique_word
from harness import NOBODY, EndToEndTest, binary, mode_of, wait_until, write_tree


class CommandLineTest(EndToEndTest):
    def vectray(self, *arguments, exit_code=0, **environment):
        """Standard output, as JSON where --json was asked for."""
        done = self.daemon.run(*arguments, **environment)
        self.assertEqual(done.returncode, exit_code, "%s\n%s" % (done.stdout, done.stderr))
        self.assertNotIn("\x1b", done.stdout)
        if exit_code:
            self.assertTrue(done.stderr, "no reason was given")
        return json.loads(done.stdout) if "--json" in arguments and done.stdout else done.stdout


class WithoutADaemon(CommandLineTest):
    starts_daemon = False

    def test_says_how_to_start_it(self):
        for arguments in (("list",), ("search", "x"), ("status", "--json"), ("events",), ("doctor",)):
            with self.subTest(arguments=arguments):
                done = self.daemon.run(*arguments, "--port", str(self.daemon.port))
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn("vectray serve", done.stdout + done.stderr)

    def test_usage_errors_are_two(self):
        for arguments in (("serch",), ("list", "--nope"), ("add",), ("search",), ("list", "--port", "x")):
            with self.subTest(arguments=arguments):
                self.vectray(*arguments, exit_code=2)

    def test_help_version_and_paths_need_none(self):
        self.assertIn("Usage: vectray", self.vectray("--help"))
        self.assertRegex(self.vectray("--version"), r"^vectray \d+\.\d+\.\d+\n$")
        self.assertEqual(self.vectray("paths", "--json")["data"], str(self.sandbox.root / "data" / "vectray"))
        self.assertIn("_vectray", self.vectray("completions", "bash"))

    def test_settings_need_none(self):
        self.assertEqual(self.vectray("config", "get", "port"), "3030\n")
        self.vectray("config", "set", "port", "4000")
        self.assertEqual(self.vectray("config", "get", "port", "--json")["origin"], "file")
        self.assertEqual(self.vectray("config", "get", "port", VECTRAY_PORT="5000"), "5000\n")
        self.assertIn("port", [setting["key"] for setting in self.vectray("config", "--json")["settings"]])
        self.vectray("config", "set", "port", "none", exit_code=1)
        self.vectray("config", "get", "prot", exit_code=4)
        self.vectray("config", "set", "port", exit_code=2)
        self.assertEqual(mode_of(self.sandbox.root / "config" / "vectray" / "config.json"), 0o600)

    def test_the_token_needs_none_once_it_is_there(self):
        self.vectray("token", "show", exit_code=4)
        file = self.sandbox.root / "state" / "vectray" / "token"
        environment = {"VECTRAY_PORT": str(self.daemon.port)}
        self.vectray("token", "rotate", **environment)
        first = self.vectray("token", "show").strip()
        self.assertEqual(file.read_text().strip(), first)
        self.assertEqual(mode_of(file), 0o600)
        self.vectray("token", "rotate", **environment)
        self.assertNotEqual(self.vectray("token", "show", "--json")["token"], first)
        self.vectray("token", exit_code=2)
        os.chmod(file, 0o644)
        self.vectray("token", "show", exit_code=6)

    def test_a_debug_archive_needs_none(self):
        archive = self.sandbox.root / "home" / "debug.tar"
        self.vectray("debug-archive", "--output", "debug.tar")
        with tarfile.open(archive) as tar:
            self.assertIn("vectray-debug/doctor.json", tar.getnames())
        self.vectray("debug-archive", "--output", "debug.tar", exit_code=5)

    def test_a_dead_daemons_address_is_not_used(self):
        self.daemon.start()
        self.daemon.kill()
        self.assertTrue(self.sandbox.endpoint_file.exists())
        self.assertEqual(self.daemon.run("list", VECTRAY_PORT=str(self.daemon.port)).returncode, 3)

    def test_an_address_that_others_could_read_is_refused(self):
        self.daemon.start()
        os.chmod(self.sandbox.endpoint_file, 0o644)
        self.vectray("list", exit_code=6)

    def test_another_users_daemon_is_refused(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be another user")
        sandbox = self.new_sandbox(NOBODY)
        foreign = self.new_daemon(sandbox)
        foreign.start()
        self.vectray("list", "--port", str(foreign.port), exit_code=6)


class WithADaemon(CommandLineTest):
    def setUp(self):
        super().setUp()
        self.app = self.project({**PROJECT, **IGNORED})

    def add(self, *more):
        answer = self.vectray("add", str(self.app.folder), "--project", "my-app", "--debounce", "50", "--json", *more)
        self.app.wait_settled()
        return answer

    def test_a_debug_archive_has_no_secrets_and_no_names(self):
        self.add()
        (self.sandbox.root / "config" / "vectray" / "config.json").write_text(
            '{"store": "postgresql://me:canary-url@localhost/x", "openaiApiKey": "canary-file"}')
        answer = self.vectray("debug-archive", "--json", "--output", "debug.tar", OPENAI_API_KEY="canary-environment")
        self.assertEqual(mode_of(answer["file"]), 0o600)
        with tarfile.open(answer["file"]) as tar:
            self.assertEqual([os.path.basename(name) for name in tar.getnames()], answer["parts"])
            content = b"".join(tar.extractfile(member).read() for member in tar.getmembers()).decode()
        token = json.loads(self.sandbox.endpoint_file.read_text())["token"]
        for hidden in ("canary", token, "my-app", self.app.folder.name, "src/"):
            self.assertNotIn(hidden, content)
        self.assertIn("vectray.engine", content)
        wanted = self.vectray("debug-archive", "--json", "--include-paths", "--output", "paths.tar")
        with tarfile.open(wanted["file"]) as tar:
            self.assertIn(str(self.app.folder), tar.extractfile("vectray-debug/status.json").read().decode())

    def test_finds_the_daemon_by_itself(self):
        self.assertEqual(self.vectray("list", "--json"), {"configurations": [], "total": 0, "active": 0})

    def test_add_list_and_remove(self):
        answer = self.add("--include", "src/**", "--exclude", "*.go")
        self.assertEqual(answer["config"]["include"], ["src/**"])
        listed = self.vectray("list", "--json")
        self.assertEqual((listed["total"], listed["active"]), (1, 1))
        self.assertEqual(listed["configurations"][0]["path"], str(self.app.folder))
        self.assertRegex(self.vectray("list"), r"(?m)^%s +my-app +main +watching " % re.escape(str(self.app.folder)))
        removed = self.vectray("remove", str(self.app.folder), "--json")
        self.assertEqual(removed["message"], "Auto-watch configuration removed")
        self.assertEqual(self.vectray("list", "--json")["total"], 0)
        self.vectray("remove", str(self.app.folder), exit_code=4)

    def test_add_names_the_project_after_the_folder(self):
        self.vectray("add", self.app.folder.name)  # relative to the home
        self.assertEqual(self.vectray("list", "--json")["configurations"][0]["project"], self.app.folder.name)

    def test_add_refuses_a_bad_folder(self):
        self.vectray("add", "/nowhere/at/all", exit_code=1)

    def test_remove_needs_the_folder_itself(self):
        self.add()
        self.vectray("remove", str(self.app.folder / "src"), exit_code=4)
        self.assertEqual(self.vectray("list", "--json")["total"], 1)

    def test_remove_can_keep_the_index(self):
        self.add()
        self.vectray("remove", str(self.app.folder), "--keep-index")
        self.assertEqual(self.app.found("jitter")[0], "src/backoff.py")

    def test_search(self):
        self.add()
        found = self.vectray("search", "jitter", "--json")
        self.assertEqual(found["results"][0]["file"], str(self.app.folder / "src/backoff.py"))
        text = self.vectray("search", "jitter", "--limit", "1")
        self.assertRegex(text.splitlines()[0], r"^my-app/src/backoff.py:\d+-\d+  (.*retry_with_backoff.*  )?0\.\d+$")
        self.assertIn("    ", text.splitlines()[1])
        only = self.vectray("search", "parcels", "--glob", "docs/*", "--json")["results"]
        self.assertEqual({os.path.basename(hit["file"]) for hit in only}, {"holidays.md"})
        done = self.daemon.run("search", unique_word("nowhere"), "--lang", "cobol")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", "Nothing found.\n"))

    def test_search_makes_hostile_text_harmless(self):
        word = unique_word("hostile")
        write_tree(self.app.folder, {"evil\x1b[2J.md": "# %s \x1b]0;owned\x07\u202e\n" % word})
        self.add()
        text = self.vectray("search", word)
        self.assertIn(word, text)
        for character in ("\x1b", "\x07", "\u202e"):
            self.assertNotIn(character, text)

    def test_search_is_in_colour_on_a_terminal_only(self):
        self.add()
        for environment, coloured in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False),
                                      ({"TERM": "dumb"}, False)):
            with self.subTest(**environment):
                self.assertIs("\x1b[1m" in self.on_a_terminal("search", "jitter", **environment), coloured)

    def on_a_terminal(self, *arguments, **environment):
        master, slave = pty.openpty()
        with subprocess.Popen([binary(), *arguments], env=self.sandbox.environment(**environment), stdin=slave,
                              stdout=slave, stderr=slave, cwd=self.sandbox.root) as process:
            os.close(slave)
            text = b""
            end = time.monotonic() + 30
            while time.monotonic() < end and select.select([master], [], [], 30)[0]:
                try:
                    part = os.read(master, 65536)
                except OSError:  # the other side has closed
                    break
                if not part:
                    break
                text += part
            self.assertEqual(process.wait(30), 0, text)
        os.close(master)
        return text.decode()

    def test_status(self):
        self.add()
        status = self.vectray("status", "--json")
        self.assertIn("version", status["daemon"])
        self.assertEqual([project["project"] for project in status["projects"]], ["my-app"])
        self.assertRegex(self.vectray("status"), r"(?m)^my-app +main +\S+ +100%% +%d " % len(PROJECT))

    def test_sync(self):
        self.add()
        self.vectray("stop", str(self.app.folder))
        (self.app.folder / "new.txt").write_text("new\n")
        answer = self.vectray("sync", str(self.app.folder / "src"), "--json")
        self.assertEqual(answer["stats"]["filesCreated"], 1)
        everything = self.vectray("sync", "--force", "--json")
        self.assertEqual(everything["total"], 1)
        self.assertEqual(everything["results"][0]["stats"]["filesScanned"], len(PROJECT) + 1)
        self.assertIn("nothing changed; 0 chunks embedded", self.vectray("sync"))

    def test_start_and_stop(self):
        answer = self.vectray("start", str(self.app.folder), "--project", "my-app", "--json")
        self.assertEqual((answer["status"], answer["dataset"]), ("watching", "main"))
        self.assertEqual(self.vectray("stop", str(self.app.folder), "--json")["status"], "stopped")
        self.vectray("stop", str(self.app.folder), exit_code=4)

    def test_pause_and_resume(self):
        self.add()
        self.assertEqual(self.vectray("pause", str(self.app.folder / "src"), "--json")["status"], "paused")
        self.assertIn("paused", self.vectray("list"))
        self.assertIs(self.vectray("resume", "--json")["paused"]["all"], False)
        self.assertNotIn("paused", self.vectray("list"))

    def test_explain(self):
        self.add()
        self.assertIn("indexed", self.vectray("explain", str(self.app.folder / "README.md")))
        self.assertIs(self.vectray("explain", str(self.app.folder / ".hidden"), "--json")["indexed"], False)
        os.symlink("README.md", self.app.folder / "link.md")
        explained = self.vectray("explain", str(self.app.folder / "link.md"), "--json")
        self.assertIn("indexed", explained)

    def test_preview(self):
        self.assertEqual(self.vectray("preview", str(self.app.folder), "--json")["files"], len(PROJECT))
        self.assertEqual(self.vectray("list", "--json")["total"], 0)

    def test_events(self):
        self.add()
        kept = self.vectray("events", "--json")["events"]
        self.assertIn("watch:sync", [event["type"] for event in kept])
        last = max(event["id"] for event in kept)
        (self.app.folder / "later.txt").write_text("later\n")
        wait_until(lambda: "later.txt" in self.app.files(), "the file is listed")
        later = [event for event in self.vectray("events", "--since", str(last), "--json")["events"]
                 if event["type"] != "connected"]
        self.assertTrue(all(event["id"] > last for event in later))
        self.assertIn("later.txt", " ".join(json.dumps(event) for event in later))
        self.assertRegex(self.vectray("events"), r"(?m)watch:event +my-app +add .*later\.txt$")

    def test_events_are_followed_line_by_line(self):
        command = [binary(), "events", "--follow", "--json"]
        with subprocess.Popen(command, env=self.sandbox.environment(), stdout=subprocess.PIPE, text=True) as process:
            self.addCleanup(process.kill)
            self.assertEqual(json.loads(process.stdout.readline())["type"], "connected")
            self.add()
            for line in process.stdout:
                if json.loads(line)["type"] == "watch:sync":
                    break
            self.daemon.stop()
            process.stdout.read()
            self.assertEqual(process.wait(30), 3)

    def test_events_end_when_nobody_reads(self):
        read, write = os.pipe()
        with subprocess.Popen([binary(), "events", "--follow", "--json"], env=self.sandbox.environment(),
                              stdout=write, stderr=subprocess.DEVNULL) as process:
            self.addCleanup(process.kill)
            os.close(write)
            self.assertTrue(os.read(read, 10))
            os.close(read)
            self.add()
            process.wait(30)

    def test_doctor(self):
        self.add()
        done = self.daemon.run("doctor", "--json")
        report = json.loads(done.stdout)
        # The machine's own limits may be poor; what is ours must be well.
        self.assertEqual(done.returncode, 0 if report["state"] == "ok" else 7)
        ours = [check for check in report["checks"] if check["about"] in ("daemon", "privacy", str(self.app.folder))]
        self.assertEqual(len(ours), 3, report)
        self.assertEqual([check["state"] for check in ours], ["ok"] * 3, ours)

    def test_doctor_sees_a_lost_folder(self):
        self.daemon.stop()
        self.daemon = self.new_daemon(self.sandbox, self.daemon.port, POLL_INTERVAL="200").start()
        self.app.daemon = self.daemon
        self.add()
        shutil.rmtree(self.app.folder)
        wait_until(lambda: self.app.watcher()["health"]["state"] == "unavailable", "it is unavailable")
        report = self.daemon.run("doctor", "--json")
        self.assertEqual(report.returncode, 7)
        self.assertEqual(json.loads(report.stdout)["state"], "error")

    def test_names_of_any_kind(self):
        folder = self.sandbox.folder("it's 100% \"odd\" + & ünï")
        write_tree(folder, {"a file.txt": "quokka\n"})
        self.vectray("add", str(folder), "--project", "team app", "--debounce", "50")
        project = self.project(name="team app", folder=folder)
        project.wait_settled()
        self.assertEqual(self.vectray("search", "quokka", "--project", "team app", "--json")["results"][0]["file"],
                         str(folder / "a file.txt"))
        self.assertIs(self.vectray("explain", str(folder / "a file.txt"), "--json")["indexed"], True)
        self.vectray("remove", str(folder))


if __name__ == "__main__":
    unittest.main()
