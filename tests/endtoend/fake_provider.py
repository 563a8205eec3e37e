"""A server that speaks like OpenAI, Ollama, Voyage and Gemini, and can go wrong in every way that they do.

Vectors are made of the words of a text, so that search by them makes sense. Loopback only. What it shall do wrong is said
by `play`: a mode for the next so many requests that carry documents.
"""

import base64
import hashlib
import json
import math
import re
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DIMENSION = 64


def vector_of(text, space="a", dimension=DIMENSION):
    """The direction of a text's words in a space; other spaces of the same size have nothing in common with it."""
    vector = [0.0] * dimension
    for word in re.findall(r"[a-z]+", text.lower()):
        digest = hashlib.sha256((space + word).encode()).digest()
        for place in range(4):
            vector[digest[place] % dimension] += 1.0 if digest[place + 8] & 1 else -1.0
    length = math.sqrt(sum(value * value for value in vector)) or 1.0
    return [value / length for value in vector] if any(vector) else [1.0] + [0.0] * (dimension - 1)


class Call:
    def __init__(self, path, headers, body, texts, kind):
        self.path, self.headers, self.body, self.texts, self.kind = path, headers, body, texts, kind
        self.at = time.monotonic()


class FakeProvider:
    """Use as a context manager, or start() and stop()."""

    # Every way to go wrong: what the answer is (None: it is made by hand in _Handler).
    MODES = {
        "rate-limited": (429, {"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}),
        "quota": (429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}),
        "bad-key": (401, {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}),
        "forbidden": (403, {"error": {"message": "Your region is not served"}}),
        "no-model": (404, {"error": {"message": "The model does not exist", "code": "model_not_found"}}),
        "refused": (400, {"error": {"message": "'$.input' is invalid"}}),
        "too-large": (413, {"error": {"message": "Request too large"}}),
        "internal": (500, {"error": {"message": "The server had an error"}}),
        "bad-gateway": (502, "<html>Bad gateway</html>"),
        "overloaded": (503, {"error": {"message": "The engine is currently overloaded"}}),
        "gateway-timeout": (504, ""),
        "no-json": (200, "nonsense"),
        "empty": (200, ""),
        "redirect": (302, ""),
        "cut-off": None, "hang-up": None, "slow": None,
        "too-few": None, "wrong-size": None, "not-a-number": None, "zero": None,
    }

    def __init__(self, space="a", dimension=DIMENSION):
        self.space, self.dimension = space, dimension
        self.calls = []
        self.retry_after = None
        self.poison = None  # a text with this in it is refused, whatever it comes with
        self.gate = None  # an event that documents wait for
        self._plays = []
        self._lock = threading.Lock()
        self._connections = set()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self.url = "http://127.0.0.1:%d" % self.port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def start(self):
        self._thread.start()
        return self

    def stop(self):
        if self.gate:
            self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        with self._lock:
            for connection in self._connections:  # also those that are kept for the next request
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    __enter__ = start

    def __exit__(self, *_):
        self.stop()

    def play(self, mode, times=1):
        assert mode in self.MODES, mode
        with self._lock:
            self._plays += [mode] * times

    def forget_plays(self):
        with self._lock:
            self._plays = []

    def documents(self):
        """The texts of all calls that carried documents and were answered well."""
        with self._lock:
            return [text for call in self.calls for text in call.texts if call.kind == "document" and call.answered]

    def _next_play(self):
        with self._lock:
            return self._plays.pop(0) if self._plays else None

    def _handler(provider):  # noqa: N805
        class Handler(_Handler):
            pass

        Handler.provider = provider
        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that leaves is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    provider = None

    def log_message(self, *_):
        pass

    def setup(self):
        super().setup()
        with self.provider._lock:
            self.provider._connections.add(self.connection)

    def finish(self):
        with self.provider._lock:
            self.provider._connections.discard(self.connection)
        super().finish()

    def do_POST(self):
        provider = self.provider
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = json.loads(body)
        texts, kind = self._texts(request)
        call = Call(self.path, dict(self.headers), body, texts, kind)
        call.answered = False
        with provider._lock:
            provider.calls.append(call)
        if provider.gate and kind == "document":
            provider.gate.wait(60)
        mode = provider._next_play() if len(texts) != 1 or texts[0] not in ("dimension", "hello") else None
        if provider.poison and any(provider.poison in text for text in texts):
            mode = "refused"
        if mode == "hang-up":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        if mode == "slow":
            time.sleep(1)
        known = provider.MODES.get(mode) if mode else None
        if known:
            self._send(known[0], known[1])
            return
        vectors = [vector_of(text, provider.space, provider.dimension) for text in texts]
        if mode == "too-few":
            vectors = vectors[:-1]
        elif mode == "wrong-size":
            vectors = [vector[:-1] for vector in vectors]
        elif mode == "not-a-number":
            vectors = [[math.nan] * len(vector) for vector in vectors]
        elif mode == "zero":
            vectors = [[0.0] * len(vector) for vector in vectors]
        call.answered = mode in (None, "slow")
        self._send(200, self._answer(request, vectors, texts), cut_off=mode == "cut-off")

    def _texts(self, request):
        if ":batchEmbedContents" in self.path:
            texts = [one["content"]["parts"][0]["text"] for one in request["requests"]]
            return texts, "query" if "QUERY" in request["requests"][0]["taskType"] else "document"
        texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
        if "input_type" in request:
            return texts, request["input_type"]
        return texts, "document" if len(texts) > 1 or "\n" in texts[0] else "query"  # a guess: they are alike to it

    def _answer(self, request, vectors, texts):
        tokens = sum(len(text) // 4 + 1 for text in texts)
        if self.path == "/api/embed":
            return {"model": request["model"], "embeddings": vectors, "prompt_eval_count": tokens}
        if ":batchEmbedContents" in self.path:
            return {"embeddings": [{"values": vector} for vector in vectors]}
        if request.get("encoding_format") == "base64":
            vectors = [base64.b64encode(struct.pack("<%df" % len(vector), *vector)).decode() for vector in vectors]
        data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(vectors)]
        return {"object": "list", "data": data[::-1], "model": request["model"], "usage": {"total_tokens": tokens}}

    def _send(self, status, content, cut_off=False):
        raw = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        if status == 429 and self.provider.retry_after is not None:
            self.send_header("Retry-After", str(self.provider.retry_after))
        self.end_headers()
        self.wfile.write(raw[:len(raw) // 2] if cut_off else raw)
        if cut_off:
            self.close_connection = True
