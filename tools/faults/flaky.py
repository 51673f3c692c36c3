"""A network between a browser and a server: it carries, is gone, or swallows what the server answers."""

import contextlib
import socket
import threading

from tools.bench.servers import LOOPBACK, free_port

CARRIES, GONE, DEAF = "carries", "gone", "deaf"
PIECE = 65_536


class Network:
    """`port` is where the browser finds the server; `leads_to` may change while it runs."""

    def __init__(self) -> None:
        self.port, self.leads_to, self.state = free_port(), 0, CARRIES
        self._open: set[socket.socket] = set()
        self._door = socket.create_server((LOOPBACK, self.port), backlog=64)
        threading.Thread(target=self._welcome, daemon=True).start()

    def turn(self, state: str) -> None:
        """What runs at this moment is cut, too."""
        self.state = state
        if state == GONE:
            for line in list(self._open):
                _cut(line)

    def close(self) -> None:
        self.turn(GONE)
        self._door.close()

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                browser, _address = self._door.accept()
                threading.Thread(target=self._join, args=(browser,), daemon=True).start()

    def _join(self, browser: socket.socket) -> None:
        if self.state == GONE:
            return _cut(browser)
        try:
            server = socket.create_connection((LOOPBACK, self.leads_to), timeout=5)
        except OSError:
            return _cut(browser)
        server.settimeout(None)
        self._open |= {browser, server}
        back = threading.Thread(target=self._carry, args=(server, browser, True), daemon=True)
        back.start()
        self._carry(browser, server, False)
        back.join()
        self._open -= {browser, server}
        return None

    def _carry(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with contextlib.suppress(OSError):
            while (
                (piece := source.recv(PIECE)) and self.state != GONE and not (answers and self.state == DEAF)
            ):
                target.sendall(piece)
        _cut(source)
        _cut(target)


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
