"""What `cmake --install` leaves behind is complete, and what other programs read of it is valid."""

import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from configparser import RawConfigParser
from pathlib import Path

ID = "io.github.vectray.vectray"


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="vectray-install-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        cls.prefix = cls.root / "usr"
        subprocess.run(["cmake", "--install", os.environ["VECTRAY_BUILD_DIR"], "--prefix", cls.prefix], check=True,
                       stdout=subprocess.DEVNULL)
        cls.share = cls.prefix / "share"

    def check(self, *command, **environment):
        """Runs a validator; its words are the failure."""
        if shutil.which(command[0]) is None:
            self.skipTest("%s is not installed" % command[0])
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={**os.environ, **environment})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def entry(self):
        entry = RawConfigParser(strict=True)
        entry.optionxform = str
        entry.read(self.share / "applications" / (ID + ".desktop"), encoding="utf-8")
        return entry

    def test_the_program_runs_from_where_it_was_installed(self):
        version = self.check(self.prefix / "bin" / "vectray", "--version")
        self.assertRegex(version, r"^vectray \d+\.\d+\.\d+$")
        self.assertTrue((self.share / "vectray" / "model" / "model-256.tse").is_file())

    def test_the_desktop_entry_is_valid(self):
        self.check("desktop-file-validate", "--no-hints", self.share / "applications" / (ID + ".desktop"))

    def test_the_desktop_entry_runs_commands_that_there_are(self):
        entry = self.entry()
        for section in entry.sections():
            words = entry[section]["Exec"].split()
            self.assertEqual(words[0], "vectray", section)
            self.check(self.prefix / "bin" / "vectray", *words[1:], "--help")

    def test_the_icons_have_the_names_by_which_they_are_asked_for(self):
        icons = self.share / "icons" / "hicolor"
        self.assertTrue((icons / "scalable" / "apps" / (self.entry()["Desktop Entry"]["Icon"] + ".svg")).is_file())
        for state in ("idle", "scanning", "sync", "paused", "offline", "warning", "error"):
            self.assertTrue((icons / "scalable" / "status" / ("vectray-%s.svg" % state)).is_file(), state)
            self.assertTrue((icons / "symbolic" / "apps" / ("vectray-%s-symbolic.svg" % state)).is_file(), state)

    def test_the_metadata_is_valid_and_of_this_version(self):
        path = self.share / "metainfo" / (ID + ".metainfo.xml")
        self.check("appstreamcli", "validate", "--no-net", "--pedantic", path)
        component = ElementTree.parse(path).getroot()
        self.assertEqual(component.findtext("launchable"), ID + ".desktop")
        version = self.check(self.prefix / "bin" / "vectray", "--version").split()[1]
        self.assertEqual(component.find("releases/release").get("version"), version)

    def test_the_service_is_valid(self):
        unit = self.prefix / "lib" / "systemd" / "user" / "vectray.service"
        text = unit.read_text().replace("/usr/bin/vectray", str(self.prefix / "bin" / "vectray"))
        copy = self.root / "vectray.service"
        copy.write_text(text)
        words = self.check("systemd-analyze", "verify", "--user", "--man=no", copy, XDG_RUNTIME_DIR=str(self.root))
        self.assertNotIn("vectray.service", words)  # a warning does not fail it

    def test_the_manual_and_the_completions_are_there(self):
        for path in ("man/man1/vectray.1", "bash-completion/completions/vectray", "zsh/vendor-completions/_vectray",
                     "fish/vendor_completions.d/vectray.fish"):
            self.assertTrue((self.share / path).is_file(), path)


@unittest.skipIf(shutil.which("cpack") is None or shutil.which("dpkg-deb") is None, "this is no Debian")
class DebianPackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="vectray-deb-"))
        cls.addClassCleanup(shutil.rmtree, cls.root)
        done = subprocess.run(["cpack", "-G", "DEB", "-B", cls.root], cwd=os.environ["VECTRAY_BUILD_DIR"], capture_output=True,
                              text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stdout + done.stderr
        (cls.package,) = cls.root.glob("*.deb")
        subprocess.run(["dpkg-deb", "--extract", cls.package, cls.root / "files"], check=True)

    def field(self, name):
        done = subprocess.run(["dpkg-deb", "--field", self.package, name], check=True, capture_output=True, text=True)
        return {entry.split()[0] for entry in done.stdout.split(",")}

    def test_the_program_runs_as_it_is_unpacked(self):
        program = self.root / "files" / "usr" / "bin" / "vectray"
        version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
        self.assertEqual(version.split()[1], self.package.name.split("_")[1])
        help_ = subprocess.run([program, "mcp", "--help"], check=True, capture_output=True, text=True).stdout
        self.assertIn("mcp", help_)

    def test_it_asks_for_what_the_program_loads(self):
        depends = self.field("Depends")
        self.assertLessEqual({"libc6", "libpq5", "libqt6widgets6", "libqt6keychain1", "libsqlite3-0"}, depends)
        self.assertFalse([package for package in depends if package.endswith("-dev")])
        self.assertIn("libsecret-1-0", self.field("Recommends"))  # the keyring of most desktops
        self.assertIn("postgresql", self.field("Suggests"))

    def test_it_has_nothing_that_debian_objects_to(self):
        if shutil.which("lintian") is None:
            self.skipTest("lintian is not installed")
        done = subprocess.run(["lintian", "--no-cfg", "--fail-on", "error,warning", self.package], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_its_manual_pages_can_be_read(self):
        pages = sorted((self.root / "files" / "usr" / "share" / "man").rglob("*.gz"))
        self.assertEqual([page.name for page in pages], ["vectray.1.gz", "vectray-config.5.gz", "vectray-rest.7.gz"])
        if shutil.which("man") is None:
            self.skipTest("man is not installed")
        for page in pages:
            done = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                  env={**os.environ, "MANROFFSEQ": "", "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
            self.assertEqual((done.returncode, done.stderr), (0, ""), page.name)
            self.assertGreater(len(done.stdout), 1000, page.name)


if __name__ == "__main__":
    unittest.main()
