"""A line between stations and the centre that fails on purpose: `python -m bench.faults.proxy PORT`.

Prints the port it listens on. Standard input: `calm` ends the faults, its end ends the process, which then prints how
often each fault was made. Works request by request, so that a fault hits a known part of one.

Answers without a signature of their own (token, feed, chunks) are protected by TLS alone; this line carries plain HTTP,
so bytes are changed in requests and in signed answers only.
"""

import collections
import contextlib
import json
import random
import socket
import sys
import threading
import time
from typing import BinaryIO

FAULTS = ("refused", "request_cut", "request_changed", "request_repeated", "answer_cut", "answer_changed", "stalled")
SHARE = 0.25
SIGNED = (b"/batch", b"/custody", b"/news")


class Cut(Exception):
    pass


class FaultyLine:
    def __init__(self, target: int, seed: int) -> None:
        self._target = target
        self._draw = random.Random(seed)
        self._lock = threading.Lock()
        self.made: collections.Counter[str] = collections.Counter()
        self.calm = False
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            near, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with (
            contextlib.suppress(OSError, Cut, ValueError),
            near,
            near.makefile("rb") as asked,
            socket.create_connection(("127.0.0.1", self._target), timeout=30) as far,
            far.makefile("rb") as said,
        ):
            while request := _message(asked):
                self._pass(request, near, far, said)

    def _pass(self, request: tuple[bytes, bytes], near: socket.socket, far: socket.socket, said: BinaryIO) -> None:
        head, body = request
        is_signed = any(path in head.split(b"\r\n", 1)[0] for path in SIGNED)
        fault = self._choose(has_body=bool(body), is_signed=is_signed)
        whole = head + body
        match fault:
            case "refused":
                raise Cut
            case "request_cut":
                far.sendall(whole[: self._at(whole)])
                raise Cut
            case "request_changed":
                far.sendall(head + self._changed(body))
            case "request_repeated":
                far.sendall(whole)
                if _message(said) is None:
                    raise Cut
                far.sendall(whole)
            case "stalled":
                time.sleep(self._draw.uniform(0.05, 0.4))
                far.sendall(whole)
            case _:
                far.sendall(whole)
        answer = _message(said)
        if answer is None:
            raise Cut
        match fault:
            case "answer_cut":
                near.sendall(b"".join(answer)[: self._at(b"".join(answer))])
                raise Cut
            case "answer_changed":
                near.sendall(answer[0] + self._changed(answer[1]))
            case _:
                near.sendall(b"".join(answer))

    def _choose(self, *, has_body: bool, is_signed: bool) -> str:
        with self._lock:
            if self.calm or self._draw.random() > SHARE:
                return ""
            possible = [each for each in FAULTS if has_body or each != "request_changed"]
            possible = [each for each in possible if is_signed or each != "answer_changed"]
            fault = self._draw.choice(possible)
            self.made[fault] += 1
            return fault

    def _at(self, whole: bytes) -> int:
        return self._draw.randrange(len(whole))

    def _changed(self, body: bytes) -> bytes:
        changed = bytearray(body or b"\x00")
        changed[self._draw.randrange(len(changed))] ^= 1 << self._draw.randrange(8)
        return bytes(changed)


def _message(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """Head and body of one HTTP message with Content-Length; None at the end."""
    head, size = b"", 0
    while line := stream.readline(65536):
        head += line
        if line == b"\r\n":
            body = stream.read(size)
            return (head, body) if len(body) == size else None
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            size = int(value)
    return None


def main() -> int:
    line = FaultyLine(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(line.port, flush=True)
    for said in sys.stdin:
        line.calm = said.strip() == "calm"
    print(json.dumps(line.made), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
