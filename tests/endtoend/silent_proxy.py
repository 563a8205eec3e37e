"""A way to a TCP server that can be cut as a network is: nothing is refused or closed, it only becomes silent."""

import socket
import threading


class SilentProxy:
    """Listens on a free port of the loopback and passes everything on to a port there, until it is cut."""

    def __init__(self, target):
        self.target = target
        self.lock = threading.Lock()
        self.silent = False
        self.lines = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """From now on not a byte passes, and neither side hears that the other one closes."""
        with self.lock:
            self.silent = True
            for line in self.lines:
                line.mute = True

    def mend(self):
        """New connections pass. Those from before the cut stay silent for ever, as behind a firewall that forgot them."""
        with self.lock:
            self.silent = False

    def close(self):
        self.listener.close()
        with self.lock:
            for line in self.lines:
                line.close()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                line = _Line(client, self.target, self.silent)
                self.lines.append(line)
            line.start()


class _Line:
    def __init__(self, client, target, mute):
        self.ends = [client]
        self.target = target
        self.mute = mute

    def start(self):
        if self.mute:
            return  # accepted by the system, and that is all
        try:
            self.ends.append(socket.create_connection(("127.0.0.1", self.target)))
        except OSError:
            self.close()  # refused there, so refused here
            return
        for source, sink in (self.ends, self.ends[::-1]):
            threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source, sink):
        while True:
            try:
                data = source.recv(65536)
                if self.mute:
                    return  # what was read is lost; both ends stay open
                if not data:
                    sink.shutdown(socket.SHUT_WR)
                    return
                sink.sendall(data)
            except OSError:
                if not self.mute:
                    self.close()
                return

    def close(self):
        for end in self.ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
