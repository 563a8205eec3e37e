"""A folder as the daemon sees it: its configuration, its index, its answers."""

import os
import urllib.parse
from pathlib import Path

from daemon import wait_until

DEBOUNCE_MS = 50


def count_of(value):
    """A count, whether it is given as a number, as the list of what is counted, or by rule."""
    if isinstance(value, list):
        return sum(entry.get("count", 1) if isinstance(entry, dict) else 1 for entry in value)
    if isinstance(value, dict):
        return value["count"] if "count" in value else sum(count_of(part) for part in value.values())
    return int(value or 0)


def project_path(project, rest):
    return "/projects/" + urllib.parse.quote(project, safe="") + rest


class NoAnswer(Exception):
    """The daemon cannot say now, as when its store is away."""


class Project:
    """A folder in a daemon, by its project and dataset."""

    def __init__(self, daemon, folder, name="my-app", dataset="main"):
        self.daemon = daemon
        self.folder = Path(folder)
        self.name = name
        self.dataset = dataset

    @property
    def key(self):
        return {"path": str(self.folder), "dataset": self.dataset}

    def path(self, rest):
        return project_path(self.name, rest)

    def add(self, **options):
        return self.daemon.post(self.path("/autowatch/add"), {**self.key, "debounceMs": DEBOUNCE_MS, **options})

    def add_and_wait(self, **options):
        reply = self.add(**options)
        assert reply.status == 200, reply
        self.wait_settled()
        return reply.json

    def configurations(self):
        return self.daemon.get(self.path("/autowatch/list")).json["configurations"]

    def watcher(self):
        """What watch/list says of the folder; None if it is not watched."""
        for watcher in self.daemon.get(self.path("/watch/list")).json["watchers"]:
            if watcher["path"] == str(self.folder) and watcher["dataset"] == self.dataset:
                return watcher
        return None

    def wait_settled(self, syncs=1, deadline=120):
        """Until at least so many syncs are done and nothing is left to do."""

        def settled():
            watcher = self.watcher()
            if watcher is None or watcher["lastSyncAt"] is None or watcher["syncCount"] < syncs:
                return None
            idle = watcher["state"] not in ("scanning", "syncing") and watcher["pending"] == 0
            return watcher if idle else None

        return wait_until(settled, "%s is indexed" % self.folder, deadline)

    def status(self):
        """Of the dataset."""
        for dataset in self.daemon.get(self.path("/status")).json["datasets"]:
            if dataset.get("dataset", dataset.get("name")) == self.dataset:
                return dataset
        return None

    def files(self):
        """Relative path → the daemon's entry, of the whole dataset, page by page."""
        found = {}
        cursor = None
        while True:
            query = {"dataset": self.dataset, "limit": 500, **({"cursor": cursor} if cursor else {})}
            reply = self.daemon.get(self.path("/files?" + urllib.parse.urlencode(query)))
            if reply.status == 404:  # a project that no folder feeds any more is gone
                return {}
            if reply.status != 200:
                raise NoAnswer(reply)
            page = reply.json
            for entry in page["files"]:
                assert entry["relativePath"] not in found, "listed twice: %r" % entry
                found[entry["relativePath"]] = entry
            cursor = page.get("nextCursor")
            if not cursor:
                return found

    def query(self, text, **options):
        reply = self.daemon.post(self.path("/query"), {"query": text, "dataset": self.dataset, **options})
        if reply.status != 200:
            raise NoAnswer(reply)
        return reply.json

    def found(self, text, **options):
        """The relative paths of the files that answer, best first, each once."""
        paths = [os.path.relpath(hit["file"], self.folder) for hit in self.query(text, **options)["results"]]
        return list(dict.fromkeys(paths))

    def hits(self, text, count):
        """(relative path, lines, text) of the best answers."""
        return [(os.path.relpath(hit["file"], self.folder), hit["lineSpan"], hit["chunk"])
                for hit in self.query(text, topK=count)["results"]]

    def holds(self, text, word):
        """Whether some result of the query has the word in its text."""
        return any(word in hit["chunk"] for hit in self.query(text)["results"])

    def sync(self, **options):
        reply = self.daemon.post(self.path("/ingest/local/sync"), {**self.key, **options}, timeout=240)
        assert reply.status == 200, reply
        return reply.json

    def snapshot(self, queries=()):
        """All that must be equal of two indexes of the same files."""
        listing = {path: (entry["sha256"], entry["size"], entry["chunks"], entry["language"])
                   for path, entry in self.files().items()}
        answers = {}
        for text in queries:
            hits = self.query(text, topK=200)["results"]
            answers[text] = sorted((os.path.relpath(hit["file"], self.folder), hit["lineSpan"]["start"],
                                    hit["lineSpan"]["end"], hit["chunk"], _rounded(hit["scores"].get("vector")),
                                    _rounded(hit["scores"].get("sparse"))) for hit in hits)
        return listing, answers


def _rounded(score):
    return None if score is None else round(score, 3)
