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


class Cluster:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="vectray-postgres-"))
        self.port = free_port()
        self.identity = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.server = None
        self.databases = 0
        subprocess.run([PROGRAMS / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync", "--no-instructions"], check=True, capture_output=True, cwd="/",
                       **self.identity)
        self.start()
        self.sql("CREATE EXTENSION vector", "template1")

    def start(self):
        options = {"listen_addresses": "127.0.0.1", "fsync": "off", "full_page_writes": "off", "autovacuum": "off",
                   "shared_buffers": "64MB", "max_connections": "40"}
        command = [PROGRAMS / "postgres", "-D", self.folder / "data", "-k", self.folder, "-p", str(self.port)]
        for name, value in options.items():
            command += ["-c", "%s=%s" % (name, value)]
        with open(self.folder / "log", "ab") as log:
            self.server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", **self.identity)
        wait_until(self._answers, "PostgreSQL answers", 120)

    def _answers(self):
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
        return subprocess.run([PROGRAMS / "psql", "-X", "-A", "-t", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U",
                               "postgres", "-d", database, "-c", statement], check=True, capture_output=True,
                              text=True).stdout.strip()

    def new_database(self):
        self.databases += 1
        name = "case%d" % self.databases
        self.sql("CREATE DATABASE " + name, "postgres")
        return name

    def url(self, database, user="postgres"):
        return "postgresql://%s@127.0.0.1:%d/%s" % (user, self.port, database)
