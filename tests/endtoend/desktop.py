"""A desktop without a monitor: an X server, a session bus, a window manager, a panel with a tray, a notification
service; and hands for it. Each has its own display, so tests can run side by side."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from daemon import Daemon, _die_with_parent, wait_until

PROGRAMS = ("Xvfb", "dbus-daemon", "openbox", "xfce4-panel", "dunst", "dunstctl", "xdotool", "scrot")
WIDTH, HEIGHT, PANEL = 1280, 800, 40
PATIENCE = 60  # seconds; a loaded machine draws slowly

PANEL_CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=640;y=784"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/><value type="int" value="2"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/></property>
    <property name="plugin-2" type="string" value="systray"/>
  </property>
</channel>
"""


def missing_program():
    return next((name for name in PROGRAMS if shutil.which(name) is None), None)


class TrayDaemon(Daemon):
    """`vectray` on a Screen."""

    mode = ()

    def __init__(self, sandbox, screen, *arguments):
        super().__init__(sandbox, QT_QPA_PLATFORM="xcb", DISPLAY=screen.display,
                         DBUS_SESSION_BUS_ADDRESS=screen.bus, NO_AT_BRIDGE="1")
        self.mode = arguments


class Screen:
    """Pictures go to `pictures`; the last one of a failed test shows why."""

    def __init__(self, pictures, with_tray=True):
        self.pictures = Path(pictures)
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.root = Path(tempfile.mkdtemp(prefix="vectray-screen-"))
        self.running = []
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.root), "XDG_RUNTIME_DIR": str(self.root),
                            "XDG_CONFIG_HOME": str(self.root / "config"), "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "1"}
        try:
            self._start_display()
            self._start_bus()
            self._start("openbox")
            self._start("dunst")
            wait_until(lambda: self._owned("org.freedesktop.Notifications"), "dunst runs", PATIENCE)
            if with_tray:
                self._start_panel()
        except BaseException:
            self.end()
            raise

    def end(self):
        for process in reversed(self.running):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.root, ignore_errors=True)

    # -- its parts

    def _start(self, *command, **more):
        log = open(self.root / (Path(command[0]).name + ".log"), "ab")
        with log:
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL,
                                       **{"stdout": log, "stderr": log, "preexec_fn": _die_with_parent, **more})
        self.running.append(process)
        return process

    def _start_display(self):
        read, write = os.pipe()
        self._start("Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % (WIDTH, HEIGHT), "-nolisten", "tcp",
                    pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()  # or nothing, if it ended
        self.environment["DISPLAY"] = self.display

    def _start_bus(self):
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE)
        self.bus = bus.stdout.readline().decode().strip()
        bus.stdout.close()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus

    def _start_panel(self):
        folder = self.root / "config" / "xfce4" / "xfconf" / "xfce-perchannel-xml"
        folder.mkdir(parents=True)
        (folder / "xfce4-panel.xml").write_text(PANEL_CONFIG)
        self._start("xfce4-panel")
        wait_until(lambda: self._owned("org.kde.StatusNotifierWatcher"), "the panel has a tray", PATIENCE)

    def _owned(self, name):
        return b"true" in self.ask("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                                   "org.freedesktop.DBus.NameHasOwner", "string:" + name)

    # -- eyes

    def ask(self, *command):
        """What a program of this desktop prints; nothing if it fails."""
        done = subprocess.run([str(word) for word in command], env=self.environment, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE)
        return done.stdout if done.returncode == 0 else b""

    def shoot(self, name):
        path = self.pictures / (name + ".png")
        self.ask("scrot", "-o", path)
        return path

    def probe(self, *arguments):
        """Numbers that tests/ui/screenprobe.cpp reads off pictures."""
        return [int(word) for word in self.ask(os.environ["VECTRAY_SCREENPROBE"], *arguments).split()]

    def changed(self, before, name, area):
        """(x, y, width, height) of what is different within `area`, once the screen is at rest; or nothing."""
        last = None

        def at_rest():
            nonlocal last
            now = self.probe("changed", before, self.shoot(name), *area)
            same, last = now and now == last, now
            return now if same else None

        return at_rest

    def icon(self, empty):
        """The rectangle of the icon that was not there when the picture `empty` was taken."""
        box = wait_until(self.changed(empty, "icon", (0, HEIGHT - PANEL, WIDTH, PANEL)), "an icon is drawn", PATIENCE)
        assert 12 <= box[2] <= 64 and 12 <= box[3] <= 64, "not an icon: %r" % box
        return box

    def quiet(self, name):
        """A picture of the screen when nothing moves any more."""
        before = self.shoot(name)

        def same():
            old = before.read_bytes()
            return self.shoot(name).read_bytes() == old

        wait_until(same, "the screen is at rest", PATIENCE)
        return before

    def windows(self, title):
        return self.ask("xdotool", "search", "--onlyvisible", "--name", title).split()

    def window(self, title):
        """The visible window with this title (a regular expression), on top and with the keyboard."""
        found = wait_until(lambda: self.windows(title), "a window %s is there" % title, PATIENCE)[0].decode()
        wait_until(lambda: self._activate(found), "the window %s has the keyboard" % title, PATIENCE)
        return found

    def _activate(self, window):
        if self.ask("xdotool", "getactivewindow").decode().strip() == window:
            return True
        self.ask("xdotool", "windowactivate", window)
        return False

    def notifications(self):
        """How many have been shown so far."""
        counts = [self.ask("dunstctl", "count", kind).strip() or b"0" for kind in ("displayed", "history", "waiting")]
        return sum(int(count) for count in counts)

    # -- hands

    def keys(self, *names):
        self.ask("xdotool", "key", "--clearmodifiers", *names)

    def type(self, text):
        self.ask("xdotool", "type", "--clearmodifiers", "--delay", "5", text)

    def click(self, box, button=1):
        self.ask("xdotool", "mousemove", box[0] + box[2] // 2, box[1] + box[3] // 2, "click", button)

    def open_menu(self, icon, name):
        """Opens the icon's menu; the middles (x, y) of its rows."""
        self.ask("xdotool", "mousemove", 200, 300)
        closed = self.quiet(name + "-closed")
        self.click(icon, 3)
        x, y, width, height = wait_until(self.changed(closed, name, (0, 0, WIDTH, HEIGHT - PANEL)), "the menu opens",
                                         PATIENCE)
        # Only the part with the text: a frame is not a row, nor are check marks.
        rows = self.probe("rows", self.pictures / (name + ".png"), x + 34, y + 3, width - 60, height - 6)
        return [(x + 70, row) for row in rows]
