"""The WebSocket protocol, frame by frame: what RFC 6455 asks of a server, said in raw bytes."""

import os
import struct
import time
import unittest

from harness import EndToEndTest
from websocket import CLOSE, CONTINUATION, PING, PONG, TEXT, WebSocket, frame, parse_frame

BINARY = 0x2
QUESTION = b'{"action":"ping"}'  # answered by a message of type pong: the connection lives


def masked(opcode, payload, final=True):
    return frame(opcode, payload, os.urandom(4), final)


def with_bits(opcode, payload, bits):
    """A frame whose first byte has these bits more."""
    whole = masked(opcode, payload)
    return bytes([whole[0] | bits]) + whole[1:]


def head(opcode, length_bytes, final=True):
    """Only a head: FIN and opcode, then the mask bit with these length bytes, then the mask."""
    return bytes([(0x80 if final else 0) | opcode, 0x80 | length_bytes[0]]) + length_bytes[1:] + b"\0\0\0\0"


def close_payload(code, reason=b""):
    return struct.pack("!H", code) + reason


def in_fragments(opcode, payload, size):
    parts = [payload[at:at + size] for at in range(0, len(payload), size)]
    frames = [masked(opcode if at == 0 else CONTINUATION, part, at == len(parts) - 1) for at, part in enumerate(parts)]
    return b"".join(frames)


class Wire(WebSocket):
    """Sends what a test says and keeps the frames that come."""

    def __init__(self, port):
        super().__init__("127.0.0.1", port, "/ws")
        self.frames = []

    def put(self, data):
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was closed meanwhile; why is in what came before

    def next_frame(self, deadline=20):
        """(opcode, payload), or None at the end of the connection."""
        self._socket.settimeout(deadline)
        while True:
            parsed = parse_frame(self._buffer)
            if parsed is not None:
                _, opcode, payload, self._buffer = parsed
                return opcode, payload
            try:
                part = self._socket.recv(65536)
            except ConnectionResetError:
                part = b""
            if not part:
                return None
            self._buffer += part

    def until(self, wanted):
        """The first frame for which it holds; everything before is kept in frames. None: the connection ended."""
        while True:
            got = self.next_frame()
            if got is None or wanted(*got):
                return got
            self.frames.append(got)

    def is_alive(self):
        self.put(masked(TEXT, QUESTION))
        answer = self.until(lambda opcode, payload: opcode == TEXT and b'"pong"' in payload or opcode == CLOSE)
        return answer is not None and answer[0] == TEXT

    def close_code(self):
        """Of the close frame that comes; 0 if it has none, None if the connection ends without one."""
        got = self.until(lambda opcode, _: opcode == CLOSE)
        if got is None:
            return None
        return struct.unpack("!H", got[1][:2])[0] if len(got[1]) >= 2 else 0


class FramesTest(EndToEndTest):
    def connect(self):
        wire = Wire(self.daemon.port)
        self.addCleanup(wire.close)
        return wire

    def assert_closes(self, cases, *codes):
        for name, data in cases:
            with self.subTest(name):
                wire = self.connect()
                wire.put(data)
                self.assertIn(wire.close_code(), codes)
        self.assert_healthy()


class AMessageIsTaken(FramesTest):
    def test_however_it_is_cut(self):
        cases = {
            "whole": masked(TEXT, QUESTION),
            "in two fragments": in_fragments(TEXT, QUESTION, 9),
            "in fragments of a byte": in_fragments(TEXT, QUESTION, 1),
            "with empty fragments": masked(TEXT, b"", False) + masked(CONTINUATION, QUESTION, False) + masked(CONTINUATION, b""),
            "with a mask of zeros": frame(TEXT, QUESTION, b"\0\0\0\0"),
            "with a ping between fragments": masked(TEXT, QUESTION[:5], False) + masked(PING, b"!") + masked(CONTINUATION, QUESTION[5:]),
            "with a pong between fragments": masked(TEXT, QUESTION[:5], False) + masked(PONG, b"?") + masked(CONTINUATION, QUESTION[5:]),
            "with a 16 bit length": masked(TEXT, QUESTION + b" " * 200),
            "with a 64 bit length": masked(TEXT, QUESTION + b" " * (65_536 - len(QUESTION))),
        }
        for name, data in cases.items():
            with self.subTest(name):
                wire = self.connect()
                wire.put(data)
                got = wire.until(lambda opcode, payload: opcode == CLOSE or b'"pong"' in payload)
                self.assertIsNotNone(got)
                self.assertEqual(got[0], TEXT, got)

    def test_byte_by_byte(self):
        wire = self.connect()
        for byte in masked(TEXT, QUESTION):
            wire.put(bytes([byte]))
        self.assertIsNotNone(wire.until(lambda _, payload: b'"pong"' in payload))

    def test_with_any_characters(self):
        for text in ("ä", "日本語", "\U0001f600", "\u0000", "\ufffe", "\u202e"):
            with self.subTest(text):
                wire = self.connect()
                wire.put(masked(TEXT, ('{"action":"ping","x":"%s"}' % text).encode()))
                self.assertTrue(wire.is_alive())

    def test_that_is_cut_between_characters(self):
        text = '{"action":"ping","x":"日本"}'
        for at in range(20, len(text) - 1):
            wire = self.connect()
            wire.put(masked(TEXT, text[:at].encode(), False) + masked(CONTINUATION, text[at:].encode()))
            got = wire.until(lambda opcode, payload: opcode == CLOSE or b'"pong"' in payload)
            self.assertEqual(got[0], TEXT, got)

    def test_but_not_if_it_is_cut_within_a_character(self):
        """RFC 6455 allows it. Qt 6.4 looks at each fragment for itself; when it does not any more, this may change."""
        text = '{"action":"ping","x":"日本"}'.encode()
        wire = self.connect()
        wire.put(masked(TEXT, text[:23], False) + masked(CONTINUATION, text[23:]))
        self.assertEqual(wire.close_code(), 1007)

    def test_but_not_if_it_is_binary(self):
        wire = self.connect()
        wire.put(masked(BINARY, b"\0\xff"))
        self.assertIsNotNone(wire.until(lambda _, payload: b"messages must be text" in payload))
        self.assertTrue(wire.is_alive())


class APing(FramesTest):
    def test_is_answered_with_its_payload(self):
        for payload in (b"", b"x", b"\0\xff", b"p" * 125):
            with self.subTest(payload):
                wire = self.connect()
                wire.put(masked(PING, payload))
                self.assertEqual(wire.until(lambda opcode, _: opcode in (PONG, CLOSE)), (PONG, payload))

    def test_that_nobody_sent_may_be_answered(self):
        wire = self.connect()
        wire.put(masked(PONG, b"unasked"))
        self.assertTrue(wire.is_alive())


class AFaultClosesTheConnection(FramesTest):
    def test_of_the_protocol(self):
        self.assert_closes([
            *[("reserved bit %#x" % bit, with_bits(TEXT, QUESTION, bit)) for bit in (0x10, 0x20, 0x40, 0x70)],
            *[("opcode %#x" % opcode, masked(opcode, b"x")) for opcode in (3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF)],
            ("an unmasked message", frame(TEXT, QUESTION)),
            ("an unmasked ping", frame(PING, b"")),
            ("an unmasked message behind a masked one", masked(TEXT, QUESTION) + frame(TEXT, QUESTION)),
            ("a continuation of nothing", masked(CONTINUATION, QUESTION)),
            ("a message inside another", masked(TEXT, b"{", False) + masked(TEXT, QUESTION)),
            ("a binary message inside another", masked(TEXT, b"{", False) + masked(BINARY, b"x")),
            ("a ping of 126 bytes", masked(PING, b"p" * 126)),
            ("a pong of 126 bytes", masked(PONG, b"p" * 126)),
            ("a close of 126 bytes", masked(CLOSE, close_payload(1000, b"r" * 124))),
            ("a ping in fragments", masked(PING, b"p", False) + masked(CONTINUATION, b"p")),
            ("a close in fragments", masked(CLOSE, close_payload(1000), False)),
            ("a close of one byte", masked(CLOSE, b"\x03")),
            ("a 16 bit length that 7 bits hold", head(TEXT, b"\x7e\x00\x05") + b"hello"),
            ("a 64 bit length that 16 bits hold", head(TEXT, b"\x7f" + struct.pack("!Q", 200)) + b" " * 200),
        ], 1002)

    def test_of_the_encoding(self):
        self.assert_closes([
            ("a byte that never occurs", masked(TEXT, b"\xff")),
            ("an overlong slash", masked(TEXT, b"\xc0\xaf")),
            ("half a surrogate pair", masked(TEXT, b"\xed\xa0\x80")),
            ("beyond Unicode", masked(TEXT, b"\xf4\x90\x80\x80")),
            ("half a character at the end", masked(TEXT, b"\xe6\x97")),
            ("a wrong byte in the second fragment", masked(TEXT, b'{"', False) + masked(CONTINUATION, b"\xff")),
            ("in the reason of a close", masked(CLOSE, close_payload(1000, b"\xff\xfe"))),
        ], 1007)

    def test_of_the_size(self):
        self.assert_closes([
            ("64 KiB and a byte", masked(TEXT, b" " * 65_537)),
            ("in fragments", in_fragments(TEXT, b" " * 100_000, 20_000)),
            ("1 MB, promised", head(TEXT, b"\x7f" + struct.pack("!Q", 1_000_000))),
            ("2^62, promised", head(TEXT, b"\x7f" + struct.pack("!Q", 1 << 62))),
        ], 1009)

    def test_of_a_length_with_the_highest_bit(self):
        self.assert_closes([("2^63", head(TEXT, b"\x7f" + struct.pack("!Q", 1 << 63)))], 1002, 1009)

    def test_of_too_many_messages(self):
        self.assert_closes([("500 at once", masked(TEXT, QUESTION) * 500)], 1008)


class AClose(FramesTest):
    def test_is_answered_with_its_code(self):
        for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
            with self.subTest(code):
                wire = self.connect()
                wire.put(masked(CLOSE, close_payload(code, "tschüß".encode())))
                self.assertEqual(wire.close_code(), code)
                self.assertIsNone(wire.until(lambda *_: False))  # and then the connection ends

    def test_without_a_code_is_answered(self):
        wire = self.connect()
        wire.put(masked(CLOSE, b""))
        self.assertIn(wire.close_code(), (0, 1000))

    def test_with_a_code_that_may_not_be_sent_is_a_fault(self):
        self.assert_closes([(str(code), masked(CLOSE, close_payload(code)))
                            for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535)], 1002)

    def test_ends_what_is_taken(self):
        wire = self.connect()
        wire.put(masked(CLOSE, close_payload(1000)) + masked(TEXT, QUESTION))
        self.assertEqual(wire.close_code(), 1000)
        self.assertFalse([payload for opcode, payload in wire.frames if b'"pong"' in payload])

    def test_without_a_word_is_noticed(self):
        before = self.connections()
        wires = [self.connect() for _ in range(20)]
        for wire in wires:
            wire._socket.close()
        end = time.monotonic() + 30
        while self.connections() > before and time.monotonic() < end:
            pass
        self.assertLessEqual(self.connections(), before)

    def connections(self):
        """Open WebSockets, as the daemon counts them."""
        for line in self.daemon.get("/metrics").raw.decode().splitlines():
            if line.startswith('vectray_event_clients{protocol="websocket"}'):
                return float(line.split()[-1])
        raise AssertionError("the figure is missing")


if __name__ == "__main__":
    unittest.main()
