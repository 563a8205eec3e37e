"""A real browser, and a web site for it that means harm."""

import http.server
import json
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from daemon import wait_until


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Site:
    """Serves one page from loopback, and keeps what the page reports with POST /report."""

    def __init__(self, page):
        site = self
        self.reports = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(page.encode() if self.path.startswith("/page") else b"")

            def do_POST(self):
                site.reports.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.answer(b"{}")

            def answer(self, body):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class Browser:
    """Headless, with a profile of its own; every name ends in this machine and nothing leaves it."""

    def __init__(self):
        self.profile = Path(tempfile.mkdtemp(prefix="vectray-browser-"))
        self._processes = []

    def _command(self, *arguments):
        return [chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--mute-audio",
                "--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--user-data-dir=%s" % self.profile, *arguments]

    def open(self, url):
        """Opens the page and leaves it open."""
        self._processes.append(subprocess.Popen(self._command(url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                                stdin=subprocess.DEVNULL))

    def text_of(self, url, *arguments):
        """What is on the page once its scripts have run."""
        done = subprocess.run(self._command("--dump-dom", "--virtual-time-budget=10000", *arguments, url),
                              capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        return done.stdout

    def reports_of(self, site, url, count, deadline=90):
        self.open(url)
        wait_until(lambda: len({report["name"] for report in site.reports}) >= count, "the page has done its worst", deadline)
        return site.reports

    def close(self):
        for process in self._processes:
            process.kill()
            process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)
