"""A gate before a server of this machine: open it hands all through, shut it refuses, or takes and answers nothing."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Thread


class Gate:
    """Listens at `port`, which stays the same."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._lock = Lock()
        self._through: set[socket.socket] = set()
        self._silent = False
        self._listener = self._listening(0)
        self.port: int = self._listener.getsockname()[1]
        self._serve()

    @staticmethod
    def _listening(port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
        return listener

    def _serve(self) -> None:
        Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                self._keep(client)
                if not self._silent:
                    Thread(target=self._join, args=(client,), daemon=True).start()

    def _keep(self, *ends: socket.socket) -> None:
        with self._lock:
            self._through.update(ends)

    def _join(self, client: socket.socket) -> None:
        with suppress(OSError):
            server = socket.create_connection(("127.0.0.1", self._server))
            self._keep(server)
            Thread(target=self._pass, args=(server, client), daemon=True).start()
            self._pass(client, server)

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if self._silent:
                    return
                other.sendall(data)
        self._end(one, other)

    def _end(self, *ends: socket.socket) -> None:
        with self._lock:
            self._through.difference_update(ends)
        for each in ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def shut(self, *, silent: bool = False) -> None:
        """From now on nothing comes through: what is under way breaks off, or where it is `silent` stands still."""
        self._silent = silent
        if not silent:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._end(*self._through)

    def open(self) -> None:
        """As before; what stood still breaks off."""
        if self._silent:
            self._end(*self._through)
            self._silent = False
            return
        self._listener = self._listening(self.port)
        self._serve()

    def close(self) -> None:
        """The end of it."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._end(*self._through)
