"""Odd files are indexed, or listed with the reason why not; their neighbours are not harmed."""

import hashlib
import os
import socket
import threading
import unittest
import urllib.parse

from fixtures import unique_word
from harness import EndToEndTest, count_of, wait_until, write_tree


class ABadFile(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.word = unique_word("neighbour")
        self.app = self.project({"neighbour.txt": "the neighbour says %s\n" % self.word})

    def index(self):
        self.app.add_and_wait()
        self.assert_healthy()
        self.assertEqual(self.app.found(self.word)[0], "neighbour.txt")
        return self.app.files()

    def assert_skipped(self, *names):
        """Not in the index, and the daemon says so and why."""
        files = self.index()
        for name in names:
            self.assertNotIn(name, files)
            answer = self.daemon.get("/explain?path=" + urllib.parse.quote(str(self.app.folder / name), safe="")).json
            self.assertIs(answer["indexed"], False, answer)
            self.assertTrue(answer["rule"], answer)
        self.assertGreaterEqual(count_of(self.app.status()["skipped"]), len(names))

    def test_that_is_binary(self):
        write_tree(self.app.folder, {"image.txt": b"\x89PNG\r\n\x1a\n\0\0\0" + os.urandom(5000)})
        self.assert_skipped("image.txt")

    def test_that_is_empty(self):
        write_tree(self.app.folder, {"empty.py": b""})
        entry = self.index().get("empty.py")
        if entry is not None:
            self.assertEqual((entry["chunks"], entry["size"], entry["sha256"]),
                             (0, 0, hashlib.sha256(b"").hexdigest()))

    def test_of_fifty_megabytes_on_one_line(self):
        with open(self.app.folder / "min.js", "wb") as file:
            for _ in range(50):
                file.write(b"var x=1;" * 131072)
        self.assert_skipped("min.js")

    def test_of_almost_the_limit_on_one_line(self):
        word = unique_word("long line")
        write_tree(self.app.folder, {"line.js": "var x=1;" * 200_000 + word})
        self.assertGreater(self.index()["line.js"]["chunks"], 100)
        self.assertEqual(self.app.found(word)[0], "line.js")

    def test_of_invalid_utf8(self):
        word = unique_word("latin")
        write_tree(self.app.folder, {"latin.txt": b"caf\xe9 na\xefve \xff\xfe\xc3\x28 " + word.encode() + b"\n"})
        self.assertIn("latin.txt", self.index())
        hit = self.app.query(word)["results"][0]
        self.assertEqual(hit["file"], str(self.app.folder / "latin.txt"))
        self.assertIn(word, hit["chunk"])

    def test_of_utf16(self):
        word = unique_word("wide")
        write_tree(self.app.folder, {"wide.txt": ("a wide file with " + word + "\n").encode("utf-16")})
        if "wide.txt" in self.index():
            self.assertEqual(self.app.found(word)[0], "wide.txt")
        else:
            self.assert_skipped("wide.txt")

    def test_with_control_characters(self):
        word = unique_word("escape")
        write_tree(self.app.folder, {"evil.md": "# \x1b[2J\u202e%s\u2066\x07\n" % word})
        self.index()
        reply = self.daemon.post(self.app.path("/query"), {"query": word})
        self.assertEqual(os.path.basename(reply.json["results"][0]["file"]), "evil.md")
        self.assertNotIn(b"\x1b", reply.raw)

    def test_named_with_a_newline(self):
        word = unique_word("newline")
        name = "two\nlines.txt"
        write_tree(self.app.folder, {name: word})
        if name in self.index():
            self.assertEqual(self.app.found(word)[0], name)
        else:
            self.assertGreaterEqual(count_of(self.app.status()["skipped"]), 1)

    def test_named_with_invalid_bytes(self):
        directory = os.fsencode(self.app.folder)
        with open(directory + b"/inv\xff\xfealid.txt", "w") as file:
            file.write("hello")
        os.mkdir(directory + b"/dir\xff")
        with open(directory + b"/dir\xff/inside.txt", "w") as file:
            file.write("hello")
        before = len(self.index())
        status = self.app.status()
        told = before - 1 + count_of(status["skipped"]) + count_of(status["failed"])
        self.assertGreaterEqual(told, 1, status)
        self.assertEqual(self.app.sync()["stats"]["filesDeleted"], 0)

    def test_with_a_long_name(self):
        name = "n" * 251 + ".txt"
        deep = "/".join(["d" * 60] * 20) + "/leaf.txt"
        word = unique_word("deep")
        write_tree(self.app.folder, {name: "x", deep: word})
        files = self.index()
        self.assertIn(name, files)
        self.assertEqual(self.app.found(word)[0], deep)

    def test_that_is_no_regular_file(self):
        os.mkfifo(self.app.folder / "pipe.txt")
        directory = os.open(self.app.folder, os.O_PATH)
        self.addCleanup(os.close, directory)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("/proc/self/fd/%d/socket.txt" % directory)  # its real path may be too long
            (self.app.folder / "zero.txt").symlink_to("/dev/zero")
            self.assertEqual(list(self.index()), ["neighbour.txt"])

    def test_that_is_a_link_loop(self):
        write_tree(self.app.folder, {"a/b/c.txt": "c"})
        (self.app.folder / "a/b/up").symlink_to("..")
        (self.app.folder / "a/b/self").symlink_to("self")
        (self.app.folder / "round").symlink_to(self.app.folder)
        self.assertEqual(sorted(self.index()), ["a/b/c.txt", "neighbour.txt"])

    def test_that_is_a_link_out_of_the_folder(self):
        secret = self.sandbox.folder("elsewhere")
        word = unique_word("secret")
        write_tree(secret, {"secret.txt": word})
        (self.app.folder / "link.txt").symlink_to(secret / "secret.txt")
        (self.app.folder / "linked").symlink_to(secret)
        self.index()
        self.assertFalse(self.app.holds(word, word))

    def test_that_changes_while_it_is_read(self):
        target = self.app.folder / "busy.txt"
        stop = threading.Event()
        versions = [("version %d %s\n" % (number, unique_word(number))) * 3000 for number in range(2)]

        def write():
            turn = 0
            while not stop.is_set():
                target.write_text(versions[turn % 2])
                turn += 1

        self.app.add_and_wait()
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(5):
                self.app.sync()
                entry = self.app.files().get("busy.txt")
                self.assert_healthy()
                if entry and entry["chunks"]:
                    # Whatever was recorded was on disk at some moment: a whole version, or the beginning of one.
                    self.assertLessEqual(entry["size"], max(map(len, versions)))
        finally:
            stop.set()
            writer.join()
        final = hashlib.sha256(target.read_bytes()).hexdigest()
        wait_until(lambda: self.app.files().get("busy.txt", {}).get("sha256") == final, "the last version is indexed")
        word = target.read_text().split()[2]
        self.assertEqual(self.app.found(word)[0], "busy.txt")

    def test_that_vanishes_while_it_is_read(self):
        self.app.add_and_wait()
        stop = threading.Event()

        def come_and_go():
            number = 0
            while not stop.is_set():
                path = self.app.folder / ("ghost_%d.txt" % (number % 20))
                if path.exists():
                    path.unlink()
                else:
                    path.write_text("boo\n" * 1000)
                number += 1

        ghost = threading.Thread(target=come_and_go)
        ghost.start()
        try:
            for _ in range(5):
                self.app.sync()
        finally:
            stop.set()
            ghost.join()
        left = sorted(path.name for path in self.app.folder.iterdir())
        wait_until(lambda: sorted(self.app.files()) == left, "the index is what is left on disk")
        self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
