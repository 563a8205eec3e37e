"""A WebSocket client (RFC 6455) that is enough to read events: text, fragments, ping, close."""

import base64
import hashlib
import json
import os
import socket
import struct
import time

CONTINUATION, TEXT, CLOSE, PING, PONG = 0x0, 0x1, 0x8, 0x9, 0xA
HANDSHAKE_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Refused(Exception):
    """The server answered the handshake with something else than 101."""

    def __init__(self, status):
        super().__init__("status %d" % status)
        self.status = status


class Closed(Exception):
    """The server ended the connection; `code` is None if it did not say why."""

    def __init__(self, code):
        super().__init__("closed with code %s" % code)
        self.code = code


def accept_for(key):
    return base64.b64encode(hashlib.sha1((key + HANDSHAKE_GUID).encode()).digest()).decode()


def frame(opcode, payload, mask=b"", final=True):
    """The bytes of one frame; a client must mask, a server must not."""
    bit = 0x80 if mask else 0
    if len(payload) < 126:
        length = struct.pack("!B", bit | len(payload))
    elif len(payload) < 65536:
        length = struct.pack("!BH", bit | 126, len(payload))
    else:
        length = struct.pack("!BQ", bit | 127, len(payload))
    body = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload)) if mask else payload
    return bytes([(0x80 if final else 0) | opcode]) + length + mask + body


def parse_frame(buffer):
    """(final, opcode, payload, rest) of the first frame, or None while it is not complete."""
    if len(buffer) < 2:
        return None
    first, second = buffer[0], buffer[1]
    assert not first & 0x70, "an extension that nobody agreed on"
    assert not second & 0x80, "a server must not mask"
    length, at = second & 0x7F, 2
    if length >= 126:
        wide = 2 if length == 126 else 8
        if len(buffer) < at + wide:
            return None
        length = int.from_bytes(buffer[at:at + wide], "big")
        at += wide
    if len(buffer) < at + length:
        return None
    return bool(first & 0x80), first & 0x0F, buffer[at:at + length], buffer[at + length:]


class WebSocket:
    """Usable as a context manager. Messages are JSON objects; those received are kept in `messages`."""

    def __init__(self, host, port, path, token=None, headers=None, timeout=30):
        self.messages = []
        self._socket = socket.create_connection((host, port), timeout)
        self._buffer = b""
        self._fragments = b""
        self._shake_hands("%s:%d" % (host, port), path, token, headers or {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _shake_hands(self, host, path, token, headers):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET %s HTTP/1.1" % path, "Host: " + host, "Upgrade: websocket", "Connection: Upgrade",
                 "Sec-WebSocket-Key: " + key, "Sec-WebSocket-Version: 13"]
        if token:
            lines.append("Authorization: Bearer " + token)
        lines += ["%s: %s" % pair for pair in headers.items()]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._buffer:
            self._read_more()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        answer = head.decode("latin-1").split("\r\n")
        status = int(answer[0].split()[1])
        if status != 101:
            self._socket.close()
            raise Refused(status)
        fields = {name.strip().lower(): value.strip() for name, value in (line.split(":", 1) for line in answer[1:])}
        assert fields.get("sec-websocket-accept") == accept_for(key), fields

    def _read_more(self):
        part = self._socket.recv(65536)
        if not part:
            raise Closed(None)
        self._buffer += part

    def send(self, message):
        self.send_raw(json.dumps(message).encode())

    def send_raw(self, payload, opcode=TEXT):
        self._socket.sendall(frame(opcode, payload, os.urandom(4)))

    def receive(self, timeout):
        """The next message, or None if there is none in time."""
        end = time.monotonic() + timeout
        while True:
            parsed = parse_frame(self._buffer)
            if parsed is None:
                left = end - time.monotonic()
                if left <= 0:
                    return None
                self._socket.settimeout(left)
                try:
                    self._read_more()
                except TimeoutError:
                    return None
                continue
            final, opcode, payload, self._buffer = parsed
            if opcode == PING:
                self.send_raw(payload, PONG)
            elif opcode == CLOSE:
                raise Closed(int.from_bytes(payload[:2], "big") if payload else None)
            elif opcode in (TEXT, CONTINUATION):
                self._fragments += payload
                if final:
                    message = json.loads(self._fragments)
                    self._fragments = b""
                    self.messages.append(message)
                    return message

    def wait_for(self, wanted, what, deadline=30):
        """The first message from now on for which `wanted` holds."""
        end = time.monotonic() + deadline
        while True:
            message = self.receive(max(0, end - time.monotonic()))
            if message is None:
                raise AssertionError("not within %s s: %s (got %s)" % (deadline, what, self.messages[-20:]))
            if wanted(message):
                return message

    def wait_for_type(self, kind, deadline=30, **data):
        """The first message of that type whose data has those values."""
        return self.wait_for(
            lambda message: message["type"] == kind
            and all(message["data"].get(name) == value for name, value in data.items()),
            "%s %s" % (kind, data), deadline)

    def drain(self, quiet=0.5):
        """Everything that arrives until there is silence."""
        while self.receive(quiet) is not None:
            pass
        return self.messages

    def close(self):
        try:
            self.send_raw((1000).to_bytes(2, "big"), CLOSE)
        except OSError:
            pass
        self._socket.close()
