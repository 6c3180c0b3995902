"""The least of an HTTP client: one connection kept open, requests made beforehand, answers read to their length."""

import socket


class KeptLine:
    """Costs a load generator hardly any processor time, which on the same cores would be the server's."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body. Raises ConnectionError when the server hangs up."""
        self._socket.sendall(request)
        held = b""
        while (end := held.find(b"\r\n\r\n")) < 0:
            held += self._more()
        head = held[:end].decode("latin-1").split("\r\n")
        size = next(int(line.partition(":")[2]) for line in head if line.lower().startswith("content-length:"))
        body = held[end + 4 :]
        while len(body) < size:
            body += self._more()
        return int(head[0].split(" ", 2)[1]), body

    def close(self) -> None:
        self._socket.close()

    def _more(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ConnectionError("the server hung up")
        return part
