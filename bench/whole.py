#!/usr/bin/env python3
"""Measures the whole program on a folder, as its user would meet it.

    bench/whole.py BINARY FOLDER [--queries N] [--saves N] [--idle SECONDS]

Starts BINARY (`vectray serve`) in a sandbox of its own: FOLDER is indexed where it is, and only
files named bench-save-*.txt are written into it, and removed again. Prints one figure a line, as `name value unit`,
medians where there is more than one run.
"""
import argparse
import collections
import http.client
import json
import os
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "endtoend"))

TICK = os.sysconf("SC_CLK_TCK")
DEBOUNCE = 0.1  # seconds
QUESTIONS = ("where are retries scheduled", "parse the configuration file", "compress a block of data",
             "how is the cache invalidated", "open a socket and listen", "validate user input",
             "sort entries by priority", "write a log message", "release a lock", "convert a date to text")


def say(name, value, unit):
    print("%-34s %12.2f %s" % (name, value, unit), flush=True)


def used(text):
    """Processor seconds, by the text of a stat file of /proc."""
    fields = text[text.rindex(")") + 2:].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def thread_seconds(pid):
    """Processor seconds used so far, by thread name."""
    seconds = collections.Counter()
    for task in pathlib.Path("/proc/%d/task" % pid).iterdir():
        try:
            text = (task / "stat").read_text()
        except OSError:
            continue  # it has just ended
        name = text[text.index("(") + 1:text.rindex(")")]
        seconds[name] += used(text)
    return seconds


def seconds_used(pid):
    """Processor seconds of the whole process, with the threads that have ended."""
    return used(pathlib.Path("/proc/%d/stat" % pid).read_text())


def memory(pid, field="VmRSS"):
    """Megabytes."""
    for line in pathlib.Path("/proc/%d/status" % pid).read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no " + field)


class Client:
    """One connection that stays open, as a program's would."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def post(self, path, body):
        self.connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        raw = answer.read()
        if answer.status != 200:
            raise RuntimeError("%s: %d %s" % (path, answer.status, raw[:200]))
        return json.loads(raw)


def first_index(project, daemon, client):
    before = thread_seconds(daemon.process.pid)
    start = time.monotonic()
    project.add(debounceMs=int(DEBOUNCE * 1000))
    project.wait_settled(deadline=3600)
    seconds = time.monotonic() - start
    busy = thread_seconds(daemon.process.pid) - before
    stats = client.post(project.path("/ingest/local/sync"), {**project.key, "force": False})["stats"]
    listed = daemon.get("/projects").json["projects"][0]["datasets"][0]
    say("files", listed["files"], "")
    say("chunks", listed["chunks"], "")
    say("first index", seconds, "s")
    say("first index, files", listed["files"] / seconds, "files/s")
    say("first index, chunks", listed["chunks"] / seconds, "chunks/s")
    for name, value in busy.most_common(6):
        say("  processor time of " + name, value, "s")
    say("memory after it, highest", memory(daemon.process.pid, "VmHWM"), "MB")
    return stats


def reconcile(project, client):
    runs = [client.post(project.path("/ingest/local/sync"), {**project.key, "force": False})["stats"] for _ in range(5)]
    say("comparison without a change", statistics.median(run["durationMs"] for run in runs), "ms")


def queries(project, client, count):
    times = []
    for number in range(count):
        start = time.perf_counter()
        client.post(project.path("/query"), {"query": QUESTIONS[number % len(QUESTIONS)], "topK": 10})
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    say("query, median", statistics.median(times), "ms")
    say("query, 99 of 100", times[int(len(times) * 0.99) - 1], "ms")


def saves(project, client, count):
    """From the end of a save to the first answer that has it, less the debounce."""
    times = []
    written = []
    try:
        for number in range(count):
            word = "zq%dx%s" % (number, "abcdefghij"[number % 10] * 3)
            file = project.folder / ("bench-save-%d.txt" % (number % 10))
            file.write_text("what %s is for\n" % word)
            start = time.perf_counter()
            written.append(file)
            while True:
                found = client.post(project.path("/query"), {"query": word, "topK": 1})["results"]
                if found and found[0]["file"].endswith(file.name) and word in found[0]["chunk"]:
                    break
                time.sleep(0.002)
            times.append((time.perf_counter() - start - DEBOUNCE) * 1000)
    finally:
        for file in set(written):
            file.unlink()
    times.sort()
    say("saved to found, median", statistics.median(times), "ms after the debounce")
    say("saved to found, 99 of 100", times[max(0, int(len(times) * 0.99) - 1)], "ms after the debounce")


def idle(daemon, seconds):
    before = seconds_used(daemon.process.pid)
    time.sleep(seconds)
    say("idle, processor", 100 * (seconds_used(daemon.process.pid) - before) / seconds, "%")
    say("idle, memory", memory(daemon.process.pid), "MB")


def main():
    parser = argparse.ArgumentParser(description="Measures the whole program on a folder.")
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--idle", type=float, default=20, metavar="SECONDS")
    options = parser.parse_args()
    os.environ["VECTRAY_BINARY"] = os.path.realpath(options.binary)

    from daemon import Daemon, Sandbox  # they look at VECTRAY_BINARY
    from project import Project

    sandbox = Sandbox()
    daemon = Daemon(sandbox).start()
    try:
        client = Client(daemon.port)
        project = Project(daemon, os.path.realpath(options.folder))
        first_index(project, daemon, client)
        reconcile(project, client)
        queries(project, client, options.queries)
        saves(project, client, options.saves)
        idle(daemon, options.idle)
        say("index on the disk", sum(f.stat().st_size for f in sandbox.data_dir.iterdir()) / 1e6, "MB")
        daemon.stop()
        start = time.monotonic()
        daemon = Daemon(sandbox).start()
        project.daemon = daemon
        project.wait_settled(deadline=3600)
        say("start until all is compared", (time.monotonic() - start) * 1000, "ms")
        say("started, memory", memory(daemon.process.pid), "MB")
    finally:
        daemon.end()
        sandbox.remove()


if __name__ == "__main__":
    main()
