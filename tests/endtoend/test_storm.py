"""After a storm of random operations, the index is that of the files that are there.

The short form takes seconds. packaging/soak runs the long one, by these variables of the environment:
VECTRAY_SOAK_OPERATIONS (for each backend), VECTRAY_SOAK_SEED, VECTRAY_SOAK_BACKENDS (separated by spaces).
"""

import hashlib
import os
import random
import subprocess
import sys
import time
import unittest

from harness import EndToEndTest, wait_until
from storm import Storm

OPERATIONS = int(os.environ.get("VECTRAY_SOAK_OPERATIONS", "0"))
SEED = int(os.environ.get("VECTRAY_SOAK_SEED", "1"))
BACKENDS = os.environ.get("VECTRAY_SOAK_BACKENDS", "inotify qt poll").split()
ROUND = 2500 if OPERATIONS else 350  # operations between two comparisons
ROUNDS = max(1, OPERATIONS // ROUND) if OPERATIONS else 2
DEADLINE = 600 if OPERATIONS else 120


class AStorm(EndToEndTest):
    environment = {"POLL_INTERVAL": "200"}

    def setUp(self):
        super().setUp()
        self.chance = random.Random(SEED)
        self.kills = 0

    def blow(self, app, storm):
        """A round of operations, with the daemon killed in about half of them."""
        killed_at = self.chance.randrange(2 * ROUND)
        back_at = killed_at + self.chance.choice((0, 1, 50))
        for step in range(ROUND):
            storm.step()
            if step == killed_at:
                self.daemon.kill()
                self.kills += 1
            if step == back_at:
                self.daemon.start()
            if self.chance.random() < 0.01 and self.daemon.is_running():
                app.wait_settled(deadline=DEADLINE)  # it gets to index what is there in between
        if not self.daemon.is_running():
            self.daemon.start()
        self.settle(app, storm)

    def settle(self, app, storm):
        fence = b"fence %d.txt" % storm.steps
        with open(os.path.join(storm.root, fence), "wb") as file:
            file.write(fence)
        # The root's own rules may hide it.
        rules = os.path.join(storm.root, b".gitignore")
        if os.path.lexists(rules):
            os.unlink(rules)
        wait_until(lambda: fence.decode() in app.files(), "the fence is indexed", DEADLINE)
        app.wait_settled(deadline=DEADLINE)
        os.unlink(os.path.join(storm.root, fence))
        wait_until(lambda: fence.decode() not in app.files(), "the fence is gone", DEADLINE)
        app.wait_settled(deadline=DEADLINE)
        if app.name == "poll":
            # What a sync met that came and went between two looks is told after the next one, which nothing shows.
            app.sync()

    def compare(self, app, where):
        listing, _ = app.snapshot()
        other = self.fresh(app)
        fresh, _ = other.snapshot()
        other.daemon.stop()
        if listing != fresh:
            different = {path: (listing.get(path), fresh.get(path)) for path in listing.keys() | fresh.keys()
                         if listing.get(path) != fresh.get(path)}
            self.fail("%s: %d files differ from a fresh index: %r" % (where, len(different), sorted(different.items())[:5]))
        for path, (sha, size, *_) in listing.items():
            content = (app.folder / path).read_bytes()
            self.assertEqual((sha, size), (hashlib.sha256(content).hexdigest(), len(content)), where + ": " + path)
        return len(listing)

    def check(self, backend):
        app = self.project({"start.txt": "start\n"}, name=backend)
        away = self.sandbox.folder("away-" + backend)
        app.add_and_wait(backend=backend)
        storm = Storm(app.folder, away, "%d %s" % (SEED, backend))
        files = []
        begin = time.monotonic()
        for number in range(ROUNDS):
            self.blow(app, storm)
            where = "%s, seed %d, round %d of %d" % (backend, SEED, number + 1, ROUNDS)
            files.append(self.compare(app, where))
            if OPERATIONS:
                print("%s: %d operations, %d kills, %d files, %.0f s" % (
                    where, storm.steps, self.kills, files[-1], time.monotonic() - begin), file=sys.stderr, flush=True)
        self.assertGreater(max(files), 20)  # else there was nothing to be wrong about

    def test_leaves_the_index_of_a_fresh_one(self):
        for backend in BACKENDS:
            with self.subTest(backend=backend):
                self.check(backend)


if __name__ == "__main__":
    unittest.main()
