"""A PostgreSQL 15 with pgvector of the test's own: in a temporary folder, on a free port of the loopback."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from daemon import free_port, wait_until

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
EXTENSION = Path("/usr/share/postgresql/15/extension/vector.control")


def missing():
    """Why the tests cannot run here; empty if they can."""
    if not (PROGRAMS / "initdb").exists() or not EXTENSION.exists():
        return "PostgreSQL 15 or pgvector is not installed; packaging/test installs both"
    if os.geteuid() == 0 and not any(user.pw_name == "postgres" for user in pwd.getpwall()):
        return "there is no user postgres, and PostgreSQL refuses to run as root"
    return ""


class Session:
    """A psql that stays connected, as a colleague's does who forgot to commit."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True)

    def ask(self, statements):
        """Runs them, and returns what came back once they are done."""
        self.process.stdin.write(statements + "\n\\echo done\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line.strip() == "done":
                return lines
            lines.append(line)
        raise AssertionError("psql has ended: " + "".join(lines))

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


class Cluster:
    def __init__(self, wal=None, **options):
        """`wal`: an empty folder for the log, which then has small files; `options`: as in postgresql.conf."""
        self.options = {"listen_addresses": "127.0.0.1", "fsync": "off", "full_page_writes": "off", "autovacuum": "off",
                        "shared_buffers": "64MB", "max_connections": "40", **options}
        self.folder = Path(tempfile.mkdtemp(prefix="vectray-postgres-"))
        self.port = free_port()
        self.identity = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            for path in (self.folder, *([wal] if wal else [])):
                os.chown(path, user.pw_uid, user.pw_gid)
            self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.server = None
        self.databases = 0
        subprocess.run([PROGRAMS / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync", "--no-instructions",
                        *(["-X", wal, "--wal-segsize=1"] if wal else [])], check=True, capture_output=True, cwd="/",
                       **self.identity)
        self.start()
        self.sql("CREATE EXTENSION vector", "template1")

    def start(self):
        command = [PROGRAMS / "postgres", "-D", self.folder / "data", "-k", self.folder, "-p", str(self.port)]
        for name, value in self.options.items():
            command += ["-c", "%s=%s" % (name, value)]
        with open(self.folder / "log", "ab") as log:
            self.server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", **self.identity)
        wait_until(self.answers, "PostgreSQL answers", 120)

    def answers(self):
        return subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode == 0

    def stop(self):
        """As `pg_ctl stop -m immediate` does: nobody is told, nothing is tidied up."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait()

    def remove(self):
        if self.server is not None and self.server.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, statement, database):
        """The rows as psql prints them: fields with | between."""
        return subprocess.run([*self._psql(database), "-c", statement], check=True, capture_output=True,
                              text=True).stdout.strip()

    def session(self, database, user="postgres"):
        return Session(self._psql(database, user))

    def _psql(self, database, user="postgres"):
        return [PROGRAMS / "psql", "-X", "-A", "-t", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", user, "-d",
                database]

    def new_database(self):
        self.databases += 1
        name = "case%d" % self.databases
        self.sql("CREATE DATABASE " + name, "postgres")
        return name

    def url(self, database, user="postgres"):
        return "postgresql://%s@127.0.0.1:%d/%s" % (user, self.port, database)
