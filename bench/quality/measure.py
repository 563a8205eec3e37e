"""measure.py VECTRAY SOURCES QUESTIONS HELD_OUT [--tune | --misses]: how well search finds what somebody looks for.

Starts the program in a directory of its own, lets it index nginx and zstd, and asks it the questions, each of which is
answered by a known function. Every other one of QUESTIONS is for tuning, the rest is only reported; those of HELD_OUT
were written when the fusion was final. From the scores that come
with the hits the lists of both halves of the search are taken apart again: BM25 alone and vectors alone.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

DEPTH = 100  # of each list; 200 hits hold both

TUNING, REPORTED, HELD_OUT = "the half for tuning", "the half that is only reported", "held out"


class Question:
    def __init__(self, tree, file, answers, text, part):
        self.tree, self.file, self.answers, self.text, self.part = tree, file, answers, text, part

    def is_answered_by(self, hit, root):
        span = hit["lineSpan"]
        return hit["file"] == str(root / self.tree / self.file) and any(
            span["start"] <= last and span["end"] >= first for first, last in self.answers)


def definition_of(symbol, source):
    """The lines of a function in C or C++: from its name to the brace in the first column. None: only declared."""
    for match in re.finditer(r"^(?![ \t#*/]).*\b%s\s*\(" % re.escape(symbol), source, re.MULTILINE):
        brace, semicolon = source.find("{", match.start()), source.find(";", match.start())
        end = source.find("\n}", match.start())
        if brace >= 0 and end >= 0 and not 0 <= semicolon < brace:
            return source.count("\n", 0, match.start()) + 1, source.count("\n", 0, end + 1) + 1
    return None


def read_questions(path, root, parts):
    """They belong to the parts by turns."""
    questions = []
    for line in Path(path).read_text().splitlines():
        if line.startswith("#"):
            continue
        tree, file, symbols, text = line.split("\t")
        source = (root / tree / file).read_text(errors="replace")
        answers = [lines for lines in (definition_of(symbol, source) for symbol in symbols.split("|")) if lines]
        assert answers, "%s is not defined in %s" % (symbols, file)
        questions.append(Question(tree, file, answers, text, parts[len(questions) % len(parts)]))
    return questions


class Daemon:
    def __init__(self, program):
        self.directory = tempfile.mkdtemp(prefix="vectray-quality-")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = "http://127.0.0.1:%d" % probe.getsockname()[1]
        names = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
                 "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run"}
        environment = {**os.environ, **{key: os.path.join(self.directory, name) for key, name in names.items()}}
        os.mkdir(environment["XDG_RUNTIME_DIR"], 0o700)
        self.log = open(os.path.join(self.directory, "log"), "wb")
        self.process = subprocess.Popen([program, "serve", "--port", self.url.rsplit(":", 1)[1]], env=environment,
                                        stdout=self.log, stderr=self.log)
        for _ in range(600):
            try:
                self.ask("/health")
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("it does not start: see " + self.log.name)

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=600) as response:
            return json.load(response)

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.directory)


def ranks(questions, hit_lists, order, root):
    """For each question the place of the first right hit in that order, from 1; 0: not among the first ten."""
    found = []
    for question, hits in zip(questions, hit_lists):
        places = [place for place, hit in enumerate(order(hits)[:10], 1) if question.is_answered_by(hit, root)]
        found.append(places[0] if places else 0)
    return found


def by(score):
    return lambda hits: sorted((hit for hit in hits if hit["scores"][score] is not None),
                               key=lambda hit: -hit["scores"][score])[:DEPTH]


def fused(k, weight):
    """Reciprocal ranks with other constants than the program's."""
    def order(hits):
        scores = {}
        for share, score in ((weight, "vector"), (1.0, "sparse")):
            for place, hit in enumerate(by(score)(hits), 1):
                scores[hit["id"]] = scores.get(hit["id"], 0) + share / (k + place)
        return sorted((hit for hit in hits if hit["id"] in scores), key=lambda hit: (-scores[hit["id"]], hit["id"]))
    return order


def line(name, places):
    def within(most):
        return 100.0 * sum(0 < place <= most for place in places) / len(places)
    mrr = sum(1 / place for place in places if place) / len(places)
    return "  %-14s MRR@10 %.3f   success@1 %5.1f %%   @5 %5.1f %%   @10 %5.1f %%" % (name, mrr, within(1), within(5), within(10))


def main(program, sources, questions_file, held_out_file, option=""):
    root = Path(sources).resolve()
    questions = read_questions(questions_file, root, (TUNING, REPORTED)) + read_questions(held_out_file, root, (HELD_OUT,))
    daemon = Daemon(program)
    try:
        for tree in ("nginx", "zstd"):
            key = {"path": str(root / tree), "dataset": tree}
            stats = daemon.ask("/projects/%s/ingest/local/sync" % tree, key)["stats"]
            print("%s: %d files, %d chunks" % (tree, stats["filesCreated"], stats["chunksAdded"]))
        def hits_of(question, count):
            body = {"query": question.text, "topK": count}
            return daemon.ask("/projects/%s/query" % question.tree, body)["results"]
        deep = [hits_of(question, 2 * DEPTH) for question in questions]
        short = [hits_of(question, 10) for question in questions]
    finally:
        daemon.end()
    results = {"BM25": ranks(questions, deep, by("sparse"), root), "vectors": ranks(questions, deep, by("vector"), root),
               "hybrid": ranks(questions, short, lambda hits: hits, root)}
    if option == "--misses":
        for number, question in enumerate(questions):
            if question.part is TUNING:
                print("%3d %3d %3d  %s" % (*(places[number] for places in results.values()), question.text))
    if option == "--tune":
        for k in (2, 5, 10, 20, 40, 60):
            for weight in (0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0):
                places = ranks(questions, deep, fused(k, weight), root)
                chosen = [place for place, question in zip(places, questions) if question.part is TUNING]
                print(line("k=%d w=%.1f" % (k, weight), chosen))
    for part in (TUNING, REPORTED, HELD_OUT):
        print("%s (%d questions)" % (part, sum(question.part is part for question in questions)))
        for name, places in results.items():
            print(line(name, [place for place, question in zip(places, questions) if question.part is part]))


if __name__ == "__main__":
    main(*sys.argv[1:])
