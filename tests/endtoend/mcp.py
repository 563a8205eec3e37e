"""Speaks MCP, to /mcp and to the bridge. Standard library only."""

import json
import queue
import subprocess
import threading

from daemon import DEADLINE, binary, wait_until

STATELESS = "2026-07-28"


class McpError(Exception):
    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]


class Mcp:
    """Calls methods in the stateless protocol. `exchange` carries one message and returns the answer."""

    def __init__(self, exchange):
        self._exchange = exchange
        self._last = 0

    def request(self, method, **params):
        self._last += 1
        params["_meta"] = {"io.modelcontextprotocol/protocolVersion": STATELESS,
                           "io.modelcontextprotocol/clientCapabilities": {}}
        answer = self._exchange({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params})
        assert answer["id"] == self._last, answer
        if "error" in answer:
            raise McpError(answer["error"])
        return answer["result"]

    def tools(self):
        return [tool["name"] for tool in self.request("tools/list")["tools"]]

    def call(self, tool, **arguments):
        """What the tool found. Raises AssertionError with its sentence if it failed."""
        result = self.request("tools/call", name=tool, arguments=arguments)
        assert not result["isError"], result["content"][0]["text"]
        assert json.loads(result["content"][0]["text"]) == result["structuredContent"], result
        return result["structuredContent"]

    def refusal(self, tool, **arguments):
        """The sentence of a tool that fails."""
        result = self.request("tools/call", name=tool, arguments=arguments)
        assert result["isError"], result
        return result["content"][0]["text"]

    def wait_indexed(self, path):
        def is_up_to_date():
            status = self.call("get_indexing_status", path=str(path))
            return status["indexed"] and all(folder["state"] == "up to date" for folder in status["folders"])

        wait_until(is_up_to_date, "%s is indexed" % path)


def over_http(daemon, **headers):
    def exchange(message):
        everything = {"MCP-Protocol-Version": STATELESS, "Mcp-Method": message["method"],
                      "Accept": "application/json, text/event-stream", **headers}
        if message["method"] == "tools/call":
            everything["Mcp-Name"] = message["params"]["name"]
        if message["method"] == "resources/read" and message["params"]["uri"]:
            everything["Mcp-Name"] = message["params"]["uri"]
        return daemon.post("/mcp", message, headers=everything).json

    return Mcp(exchange)


class Bridge:
    """`vectray mcp` as an agent's program starts it."""

    def __init__(self, sandbox, *arguments):
        self.process = subprocess.Popen([binary(), "mcp", *arguments], env=sandbox.environment(),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.mcp = Mcp(self._exchange)

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def send(self, line):
        self.process.stdin.write(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def next(self):
        line = self._lines.get(timeout=2 * DEADLINE)
        if not line:
            raise AssertionError("the bridge ended: %s" % self.process.stderr.read().decode(errors="replace"))
        return json.loads(line)

    def _exchange(self, message):
        self.send(message)
        return self.next()

    def close(self):
        """Closes its input, and returns its exit code."""
        self.process.stdin.close()
        return self.process.wait(DEADLINE)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()
