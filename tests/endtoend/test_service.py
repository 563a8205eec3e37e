"""Vectray as a systemd service: what it tells the service manager."""

import socket
import unittest

from daemon import DEADLINE
from harness import EndToEndTest


class ServiceTest(EndToEndTest):
    starts_daemon = False

    def setUp(self):
        super().setUp()
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.settimeout(DEADLINE)

    def listen(self, address, name, **environment):
        self.manager.bind(address)
        self.daemon = self.new_daemon(self.sandbox, NOTIFY_SOCKET=name, **environment)
        self.daemon.spawn()

    def next_word(self):
        return self.manager.recv(1000).decode()

    def test_it_says_when_it_is_ready_and_when_it_ends(self):
        path = str(self.sandbox.root / "notify")
        self.listen(path, path)
        self.assertEqual(self.next_word(), "READY=1")
        self.assertEqual(self.daemon.get("/health").status, 200)  # ready means that it answers
        self.assertEqual(self.daemon.stop(), 0)
        self.assertEqual(self.next_word(), "STOPPING=1")

    def test_it_says_that_it_is_alive_as_often_as_it_is_asked_to(self):
        name = "vectray-test-%s" % self.sandbox.root.name
        self.listen("\0" + name, "@" + name, WATCHDOG_USEC="200000")
        self.assertEqual([self.next_word() for _ in range(4)], ["READY=1"] + 3 * ["WATCHDOG=1"])

    def test_a_watchdog_of_another_process_is_not_ours(self):
        path = str(self.sandbox.root / "notify")
        self.listen(path, path, WATCHDOG_USEC="1000", WATCHDOG_PID="1")
        self.assertEqual(self.next_word(), "READY=1")
        self.assertEqual(self.daemon.get("/health").status, 200)
        self.daemon.stop()
        self.assertEqual(self.next_word(), "STOPPING=1")


if __name__ == "__main__":
    unittest.main()
