"""The small centre's HTTP, with the faults that its plan asks for."""

import socket
import struct
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.faults.small_wire import Fault, canonical, refusal

if TYPE_CHECKING:
    from tests.faults.small_centre import SmallCentre


class Door(BaseHTTPRequestHandler):
    centre: "SmallCentre"
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._serve(body)

    def do_GET(self) -> None:
        self._serve(b"")

    def _serve(self, body: bytes) -> None:
        where = urlsplit(self.path)
        kind = where.path.rpartition("/")[2]
        with self.centre.lock:
            fault = None
            if self.centre.plan and self.centre.plan[0].on == kind:
                fault = self.centre.plan.popleft()
            if fault and fault.kind in ("drop_before", "silent", "status", "portal", "redirect", "garbage", "long"):
                status, answer = 0, {}
            elif kind not in ("token", "enrol") and not self._has_token():
                status, answer = 401, refusal("token_unknown")
            else:
                query = {name: values[0] for name, values in parse_qs(where.query).items()}
                status, answer = self.centre.answer(kind, query, body, fault, self._token())
            encoded = canonical(answer)
            before = self.centre.last_receipt
            if kind == "batch" and status == 200:
                self.centre.last_receipt = encoded
        self._answer(fault, status, encoded, before)

    def _token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _has_token(self) -> bool:
        return self._token() in self.centre.tokens

    def _answer(self, fault: Fault | None, status: int, encoded: bytes, before: bytes) -> None:
        match fault.kind if fault else "":
            case "drop_before" | "drop_after":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
            case "silent":
                self.close_connection = True
                self.rfile.read(1)  # until the station hangs up
            case "cut":
                self._head(200, len(encoded))
                self.wfile.write(encoded[: len(encoded) // 2])
                self.close_connection = True
            case "status":
                assert fault is not None
                refused = canonical(refusal("busy"))
                self._head(fault.status, len(refused), retry_after=fault.retry_after)
                self.wfile.write(refused)
            case "portal":
                page = b"<html><form>Wi-Fi login</form></html>"
                self._head(200, len(page), content_type="text/html")
                self.wfile.write(page)
            case "redirect":
                self._head(302, 0, location="http://192.0.2.1/login")
            case "garbage":
                self._head(200, 4)
                self.wfile.write(b"\xff\x00\xc2\x41")
            case "long":
                self._head(200, 1 << 40)
                try:
                    while True:
                        self.wfile.write(bytes(1 << 16))
                except OSError:
                    self.close_connection = True
            case "replay":
                self._head(200, len(before))
                self.wfile.write(before)
            case _:
                self._head(status, len(encoded))
                self.wfile.write(encoded)

    def _head(
        self,
        status: int,
        size: int,
        *,
        content_type: str = "application/cbor",
        retry_after: str = "",
        location: str = "",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(size))
        if retry_after:
            self.send_header("Retry-After", retry_after)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
