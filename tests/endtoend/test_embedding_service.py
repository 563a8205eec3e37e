"""Embedding by a service: each kind, each way to go wrong, the budget, and the keys."""

import os
import threading
import unittest
from pathlib import Path

from fake_provider import FakeProvider
from fixtures import MEANINGS, PROJECT
from harness import EndToEndTest, wait_until, write_tree

CANARY = "sk-canary-0123456789"

ENVIRONMENTS = {
    "openai": lambda url: {"OPENAI_BASE_URL": url + "/v1", "OPENAI_API_KEY": CANARY},
    "ollama": lambda url: {"OLLAMA_HOST": url},
    "voyage": lambda url: {"VOYAGEAI_BASE_URL": url + "/v1", "VOYAGEAI_API_KEY": CANARY},
    "gemini": lambda url: {"GEMINI_BASE_URL": url + "/v1beta", "GEMINI_API_KEY": CANARY},
}


class WithService(EndToEndTest):
    starts_daemon = False

    def setUp(self):
        super().setUp()
        self.service = self.new_service()

    def new_service(self, **options):
        service = FakeProvider(**options).start()
        self.addCleanup(service.stop)
        return service

    def use(self, provider="openai", service=None, model="test-model", **more):
        """Starts the daemon with this service."""
        self.daemon.end()
        self.daemon.environment = {"EMBEDDING_PROVIDER": provider, "EMBEDDING_MODEL": model,
                                   **ENVIRONMENTS[provider]((service or self.service).url), **more}
        return self.daemon.start()

    def embedding(self):
        return self.daemon.get("/embedding").json

    def wait_state(self, state):
        return wait_until(lambda: self.embedding() if self.embedding()["state"] == state else None, "state " + state)


class EachService(WithService):
    def test_embeds_and_answers(self):
        for provider in ENVIRONMENTS:
            with self.subTest(provider=provider):
                service = self.new_service()
                self.sandbox = self.new_sandbox()
                self.daemon = self.new_daemon(self.sandbox)
                self.use(provider, service)
                app = self.project(PROJECT)
                app.add_and_wait()
                answer = app.query("waiting between attempts with jitter")
                self.assertEqual(answer["metadata"]["mode"], "hybrid")
                self.assertTrue(any(hit["scores"]["vector"] for hit in answer["results"]))
                self.assertEqual(app.found("waiting between attempts with jitter")[0], "src/backoff.py")
                state = self.embedding()
                self.assertEqual((state["provider"], state["model"], state["dimension"], state["state"]),
                                 (provider, "test-model", 64, "ok"))
                if provider in ("voyage", "gemini"):
                    self.assertEqual({call.kind for call in service.calls}, {"query", "document"})
                trial = self.daemon.post("/embedding/test", {}).json
                self.assertTrue(trial["ok"], trial)
                self.assertEqual(trial["dimension"], 64)

    def test_keeps_the_key_to_itself(self):
        self.use("openai")
        self.project(PROJECT).add_and_wait()
        self.service.play("bad-key", 50)
        self.project({"a.txt": "one more"}, name="other").add()
        self.wait_state("rejected")
        self.assertTrue(all(CANARY in call.headers["Authorization"] for call in self.service.calls))
        shown = [self.daemon.get(path).raw.decode() for path in ("/status", "/embedding")]
        self.daemon.stop()
        for path, _, names in os.walk(self.sandbox.root):
            for name in names:
                with open(os.path.join(path, name), "rb") as file:
                    self.assertNotIn(CANARY.encode(), file.read(), name)
        self.assertNotIn(CANARY, "".join(shown))


class WhatGoesWrong(WithService):
    PASSES = ("rate-limited", "internal", "bad-gateway", "overloaded", "gateway-timeout", "no-json", "empty", "cut-off",
              "hang-up", "slow", "too-few", "not-a-number", "zero")

    def test_passes_without_a_loss(self):
        self.service.retry_after = 0.2
        self.use()
        for number, mode in enumerate(self.PASSES):
            with self.subTest(mode=mode):
                # A text that comes back as nothing twice is refused; everything else may fail oftener.
                self.service.play(mode, 1 if mode in ("not-a-number", "zero") else 2)
                app = self.project({"note.md": "# Topic %s\n\nThe word %s stands here.\n" % (mode, mode)}, name=mode)
                app.add_and_wait()
                self.assertEqual(app.found("topic " + mode)[0], "note.md")
                self.assertEqual(app.status()["failed"], 0)
                self.service.forget_plays()

    def test_needs_somebody(self):
        for mode, word in (("quota", "credit"), ("bad-key", "key"), ("forbidden", "key"), ("no-model", "model"),
                           ("redirect", "address"), ("wrong-size", "numbers")):
            with self.subTest(mode=mode):
                self.sandbox = self.new_sandbox()
                self.daemon = self.new_daemon(self.sandbox)
                self.service = self.new_service()
                self.use()
                self.service.play(mode, 1000)
                app = self.project(PROJECT)
                app.add()
                state = self.wait_state("rejected")
                self.assertIn(word, state["reason"])
                count = len(self.service.calls)
                answer = app.query("backoff")
                self.assertEqual(answer["metadata"]["mode"], "words")
                self.assertIn(word, answer["metadata"]["reason"])
                self.assertEqual(len(self.service.calls), count, "nobody asks a service that rejects us")
                self.daemon.end()

    def test_waits_as_long_as_it_is_asked(self):
        self.service.retry_after = 2
        self.use()
        self.service.play("rate-limited")
        app = self.project(PROJECT)
        app.add_and_wait()
        first, second = [call.at for call in self.service.calls if len(call.texts) > 1][:2]
        self.assertGreater(second - first, 1.8)

    def test_one_poisonous_text_blocks_nothing_else(self):
        self.service.poison = "XYZZY"
        self.use()
        app = self.project({**PROJECT, "bad.md": "# Bad\n\nThis has XYZZY in it.\n"})
        app.add_and_wait()
        self.assertEqual(sorted(app.files()), sorted([*PROJECT, "bad.md"]))
        failures = app.status()["failures"]
        self.assertEqual([failure["path"] for failure in failures], ["bad.md"])
        self.assertIn("words only", failures[0]["reason"])
        self.assertIn("bad.md", app.found("xyzzy"))
        self.assertIn("src/backoff.py", app.found("waiting between attempts")[:2])

    def test_goes_by_word_while_nobody_is_there(self):
        self.use()
        app = self.project(PROJECT)
        app.add_and_wait()
        self.service.stop()
        answer = app.query("retry_with_backoff")
        self.assertEqual(answer["metadata"]["mode"], "words")
        self.assertIn("cannot be reached", answer["metadata"]["reason"])
        self.assertEqual(app.found("retry_with_backoff")[0], "src/backoff.py")

    def test_starts_without_the_service(self):
        self.service.stop()
        self.use()
        app = self.project(PROJECT)
        app.add()
        self.wait_state("away")
        self.assert_healthy()


class TheBudget(WithService):
    def test_is_a_hard_stop(self):
        self.use(VECTRAY_EMBEDDING_TOKENS_PER_MONTH="400")
        app = self.project(PROJECT)
        app.add()
        state = self.wait_state("budget-reached")
        self.assertIn("raise it", state["reason"])
        self.assertLessEqual(state["thisMonth"]["tokens"], 400)
        self.daemon.stop()
        count = len(self.service.documents())
        self.use(VECTRAY_EMBEDDING_TOKENS_PER_MONTH="400")
        self.wait_state("budget-reached")
        self.assertEqual(len(self.service.documents()), count, "a restart is no new month")
        self.daemon.stop()
        self.use(VECTRAY_EMBEDDING_TOKENS_PER_MONTH="0")
        app.daemon = self.daemon
        app.wait_settled()
        self.assertEqual(app.found("waiting between attempts")[0], "src/backoff.py")

    def test_is_previewed(self):
        self.use(VECTRAY_EMBEDDING_PRICE="1000000", VECTRAY_EMBEDDING_BUDGET="0")
        self.wait_state("ok")  # before, nobody knows who will embed
        folder = self.sandbox.folder("later")
        write_tree(folder, PROJECT)
        preview = self.daemon.post("/projects/p/preview", {"path": str(folder)}).json
        self.assertEqual(preview["price"], preview["tokens"])
        self.assertEqual(self.service.documents(), [])
        self.assertIsNone(preview["estimatedSeconds"])
        self.assertIn("has not been measured", preview["noEstimate"])

        words = "\n".join("word%d" % number for number in range(20_000))
        app = self.project({"words.txt": words})
        app.add_and_wait()
        preview = self.daemon.post("/projects/p/preview", {"path": str(folder)}).json
        self.assertGreater(preview["estimatedSeconds"], 0)
        self.assertIsNone(preview["noEstimate"])

    def test_is_not_known_while_nobody_knows_who_will_embed(self):
        self.service.stop()
        self.use(VECTRAY_EMBEDDING_PRICE="1000000")
        folder = self.sandbox.folder("later")
        write_tree(folder, PROJECT)
        preview = self.daemon.post("/projects/p/preview", {"path": str(folder)}).json
        self.assertIsNone(preview["price"])
        self.assertIsNone(preview["estimatedSeconds"])
        self.assertTrue(preview["noEstimate"])
        self.assertGreater(preview["tokens"], 0)


class TheSettings(WithService):
    def refused(self, **environment):
        daemon = self.new_daemon(self.new_sandbox(), **environment)
        daemon.spawn()
        self.assertNotEqual(daemon.wait(), 0)
        return daemon.log()

    def test_are_checked_at_the_start(self):
        self.assertIn("builtin, openai", self.refused(EMBEDDING_PROVIDER="nobody"))
        self.assertIn("OPENAI_API_KEY", self.refused(EMBEDDING_PROVIDER="openai"))
        self.assertIn("https", self.refused(EMBEDDING_PROVIDER="openai", OPENAI_API_KEY="k",
                                            OPENAI_BASE_URL="http://example.com"))
        self.assertIn("no embedding service", self.refused(EMBEDDING_PROVIDER="ollama", OLLAMA_HOST="http://169.254.169.254"))


class AnotherModel(WithService):
    def use_space(self, space, model):
        service = self.new_service(space=space)
        self.use("openai", service, model)
        return service

    def test_takes_over_at_once_and_goes_back_for_nothing(self):
        self.use_space("a", "model-a")
        app = self.project(PROJECT)
        app.add_and_wait()
        words = sorted(app.files())

        both = self.new_service(space="b")
        both.gate = threading.Event()
        self.use("openai", both, "model-b")
        app.daemon = self.daemon
        change = wait_until(lambda: self.embedding()["switch"], "the switch begins")
        self.assertEqual((change["from"]["model"], change["to"]["model"]), ("model-a", "model-b"))
        # One server stands for both models here; a query of the old model's is answered while the new set is built.
        answer = app.query("waiting between attempts")
        self.assertEqual([hit["file"].rsplit("/", 1)[1] for hit in answer["results"]][0], "backoff.py")
        self.assertEqual(self.embedding()["model"], "model-a")
        both.gate.set()
        wait_until(lambda: self.embedding()["switch"] is None and self.embedding()["model"] == "model-b", "the switch is over")
        answer = app.query("waiting between attempts with jitter")
        self.assertGreater(answer["results"][0]["scores"]["vector"], 0.3, "query and documents are of one space")
        self.assertEqual(sorted(app.files()), words)

        back = self.use_space("a", "model-a")
        app.daemon = self.daemon
        wait_until(lambda: self.embedding()["switch"] is None and self.embedding()["model"] == "model-a", "back again")
        self.assertEqual(back.documents(), [], "the old set was kept")
        self.assertGreater(app.query("waiting between attempts with jitter")["results"][0]["scores"]["vector"], 0.3)

    def test_a_switch_that_was_cut_short_goes_on(self):
        self.daemon.start()  # with the built-in model
        app = self.project(PROJECT)
        app.add_and_wait()
        self.daemon.stop()
        self.service.play("overloaded", 10000)
        self.use()
        app.daemon = self.daemon
        wait_until(lambda: self.embedding()["switch"], "the switch begins")
        self.assertEqual(self.embedding()["provider"], "builtin")
        self.assertEqual(app.found(next(iter(MEANINGS)))[:1] != [], True)
        self.daemon.kill()
        self.service.forget_plays()
        self.use()
        app.daemon = self.daemon
        wait_until(lambda: self.embedding()["provider"] == "openai" and self.embedding()["switch"] is None, "it is over")
        self.assertEqual(app.found("waiting between attempts")[0], "src/backoff.py")
        write_tree(app.folder, {"new.md": "# Harbour\n\nShips and cranes.\n"})
        wait_until(lambda: "new.md" in app.found("harbour cranes"), "new files come in by the new model")


class AnotherFileOfTheBuiltInModel(EndToEndTest):
    def test_takes_over(self):
        app = self.project(PROJECT)
        app.add_and_wait()
        self.assertTrue(self.daemon.get("/embedding").json["model"].startswith("vectray-"))
        self.daemon.stop()
        model = bytearray((Path(os.environ["VECTRAY_SOURCE_DIR"]) / "resources/model/model-256.tse").read_bytes())
        model[200_000] ^= 1  # in some row
        other = self.sandbox.root / "other.tse"
        other.write_bytes(model)
        self.daemon.environment = {"VECTRAY_MODEL": str(other)}
        self.daemon.start()
        wait_until(lambda: self.daemon.get("/embedding").json["model"].startswith("custom-"), "the other file's vectors serve")
        for query, path in MEANINGS.items():
            self.assertIn(path, app.found(query)[:3])

    def test_is_refused_if_it_is_damaged(self):
        broken = self.sandbox.root / "broken.tse"
        broken.write_bytes(b"TSE1 and nothing else")
        daemon = self.new_daemon(self.new_sandbox(), VECTRAY_MODEL=str(broken))
        daemon.spawn()
        self.assertNotEqual(daemon.wait(), 0)
        self.assertIn(str(broken), daemon.log())


if __name__ == "__main__":
    unittest.main()
