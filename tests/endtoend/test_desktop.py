"""What a person does with the real program on a real desktop: tray, window, dialogs, by mouse and keyboard."""

import os
import subprocess
import unittest
from pathlib import Path

import cluster
from daemon import Sandbox, wait_until
from desktop import PATIENCE, Screen, TrayDaemon, missing_program

CODE = """#include <queue>

/// Puts work that failed back into the queue.
void retry_later(std::queue<int> &failed)
{
    while (!failed.empty())
        failed.pop();
}
"""


@unittest.skipIf(missing_program(), "%s is not installed" % missing_program())
class DesktopTest(unittest.TestCase):
    with_tray = True

    def setUp(self):
        pictures = Path(os.environ["VECTRAY_PICTURES"]) / self.id().split(".")[-1]
        self.screen = Screen(pictures, self.with_tray)
        self.addCleanup(self.screen.end)
        self.sandbox = Sandbox()
        self.addCleanup(self.sandbox.remove)
        self.program = None
        self.project = self.sandbox.folder("my-app")
        (self.project / "retry.cpp").write_text(CODE)

    def start(self, *arguments):
        self.program = TrayDaemon(self.sandbox, self.screen, *arguments)
        self.addCleanup(self.program.end)
        return self.program.start()

    def tearDown(self):
        if self.program:
            self.screen.shoot("end")
            self.assertEqual(self.program.stop(), 0, self.program.log())

    def configurations(self):
        return self.program.get("/projects/my-app/autowatch/list").json["configurations"]

    def add_folder(self):
        added = self.program.post("/projects/my-app/autowatch/add", {"path": str(self.project), "dataset": "main"})
        self.assertIn(added.status, (200, 201), added)
        self.wait_for_index()

    def wait_for_index(self):
        query = {"query": "retry_later", "topK": 1}
        wait_until(lambda: self.program.post("/projects/my-app/query", query).json.get("results"), "the folder is indexed",
                   PATIENCE)

    def use_editor(self):
        """An editor that writes down what it is asked to open."""
        editor, opened = self.sandbox.root / "editor", self.sandbox.root / "opened"
        editor.write_text('#!/bin/sh\nprintf "%%s\\n" "$@" >"%s.new" && mv "%s.new" "%s"\n' % (opened, opened, opened))
        editor.chmod(0o755)
        folder = self.sandbox.root / "config" / "vectray"
        folder.mkdir(exist_ok=True)
        (folder / "desktop.ini").write_text('[desktop]\neditor=%s {line} {file}\n' % editor)
        return opened


class TrayTest(DesktopTest):
    def test_a_folder_is_turned_off_and_on_by_mouse(self):
        empty = self.screen.quiet("empty")
        self.start("--background")
        self.add_folder()
        icon = self.screen.icon(empty)
        for wanted in (False, True):
            rows = self.screen.open_menu(icon, "menu-%s" % wanted)
            self.assertGreaterEqual(len(rows), 8)
            x, y = rows[2]  # status, search, folder
            self.screen.ask("xdotool", "mousemove", x, y, "click", 1)
            wait_until(lambda: [c["enabled"] for c in self.configurations()] == [wanted], "enabled is %s" % wanted, PATIENCE)

    def test_a_notification_says_when_a_folder_is_searchable(self):
        self.start("--background")
        self.assertEqual(self.screen.notifications(), 0)
        self.add_folder()
        wait_until(lambda: self.screen.notifications() == 1, "one notification", PATIENCE)
        self.screen.shoot("notification")

    def test_no_window_opens_in_the_background(self):
        empty = self.screen.quiet("empty")
        self.start("--background")
        self.screen.icon(empty)
        self.assertEqual(self.screen.windows("Vectray"), [])

    def test_starting_again_shows_the_window_of_the_first(self):
        self.start("--background")
        again = TrayDaemon(self.sandbox, self.screen)
        self.assertEqual(again.spawn().wait(), 0, again.log())
        self.screen.window("^Vectray$")
        background = TrayDaemon(self.sandbox, self.screen, "--background")
        self.assertEqual(background.spawn().wait(), 0, background.log())

    def test_the_first_start_by_hand_leads_to_a_first_folder(self):
        self.start()
        self.screen.window("Welcome")
        self.screen.quiet("welcome")
        self.screen.keys("Return")
        self.screen.quiet("provider")
        self.screen.keys("Return")
        self.screen.quiet("folder")
        self.screen.type(str(self.project))
        self.screen.quiet("folder-typed")
        self.screen.keys("Return")
        wait_until(lambda: [c["path"] for c in self.configurations()] == [str(self.project)], "the folder is there", PATIENCE)
        self.wait_for_index()


class WindowTest(DesktopTest):
    def test_a_folder_is_added_in_the_dialog(self):
        self.start("--background", "--show", "folders")
        self.screen.window("^Vectray$")
        self.screen.keys("ctrl+n")
        self.screen.window("Add folder")
        self.screen.type(str(self.project))
        self.screen.quiet("dialog")
        self.screen.keys("Return")
        wait_until(lambda: [c["path"] for c in self.configurations()] == [str(self.project)], "the folder is there", PATIENCE)
        self.wait_for_index()
        self.screen.quiet("added")

    def test_a_result_is_found_and_opened_at_its_line(self):
        opened = self.use_editor()
        self.start("--background", "--show", "search")
        self.add_folder()
        self.screen.window("^Vectray$")
        empty = self.screen.quiet("empty")
        self.screen.type("failed work")
        wait_until(self.screen.changed(empty, "results", (0, 200, 1280, 500)), "results are shown", PATIENCE)
        self.screen.keys("Return")
        line, path = wait_until(lambda: opened.exists() and opened.read_text().split("\n"), "the editor is started", PATIENCE)[:2]
        self.assertEqual(path, str(self.project / "retry.cpp"))
        self.assertLessEqual(int(line), CODE[:CODE.index("failed")].count("\n") + 1)


@unittest.skipIf(cluster.missing(), cluster.missing())
class StorageTest(DesktopTest):
    def test_the_index_is_taken_along_to_a_server_while_it_is_searched(self):
        server = cluster.Cluster()
        self.addCleanup(server.remove)
        database = server.new_database()
        self.start("--background")
        self.add_folder()
        TrayDaemon(self.sandbox, self.screen, "--show", "settings").spawn().wait()
        self.screen.window("Settings")
        self.screen.keys("Down", "Down", "Down")  # to the page of the storage
        self.screen.quiet("storage")
        self.screen.keys("alt+k")
        self.screen.keys("Down")
        self.screen.keys("alt+a")
        self.screen.type(server.url(database))
        self.screen.quiet("address")
        self.screen.keys("alt+d")
        wait_until(lambda: server.sql("SELECT to_regclass('claude_context.indexed_files')", database)
                   and server.sql("SELECT count(*) FROM claude_context.indexed_files", database) == "1", "the copy is there", PATIENCE)
        self.screen.quiet("copied")
        self.screen.keys("Return")
        settings = self.sandbox.root / "config" / "vectray" / "config.json"
        wait_until(lambda: settings.exists() and database in settings.read_text(), "the choice is saved", PATIENCE)
        self.assertEqual(self.program.stop(), 0, self.program.log())
        self.start("--background")
        self.wait_for_index()
        answer = self.program.post("/projects/my-app/ingest/local/sync", {"path": str(self.project), "dataset": "main"}).json
        self.assertEqual(answer["stats"]["chunksEmbedded"], 0, answer)


class NoTrayTest(DesktopTest):
    with_tray = False

    def test_the_window_comes_where_there_is_no_tray(self):
        (self.sandbox.root / "config" / "vectray").mkdir()
        (self.sandbox.root / "config" / "vectray" / "desktop.ini").write_text("[desktop]\nfirstRunDone=true\n")
        self.start()
        self.screen.window("^Vectray$")

    def test_closing_the_window_ends_it_where_there_is_no_tray(self):
        self.start("--background", "--show", "folders")
        self.screen.window("^Vectray$")
        self.screen.keys("ctrl+w")
        self.assertEqual(self.program.wait(), 0, self.program.log())
        self.program = None


if __name__ == "__main__":
    unittest.main()
