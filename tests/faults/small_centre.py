"""A small centre for the station's tests, written from docs/sync-protocol.md and docs/envelope.md alone.

It reads and writes CBOR with cbor2 and knows no struct of contract/, so that both sides cannot be wrong together.
Faults are put into `plan`, one for each request of the kind that it names.
"""

import hashlib
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NOW = "2026-03-02T01:00:00Z"


@dataclass
class Fault:
    """What goes wrong with one request: `on` is "batch", "token", "feed" or "enrol".

    kinds: "drop_before" (connection reset, nothing done), "drop_after" (done, then reset), "cut" (done, half an
    answer), "status" (refused with `status` and `retry_after`), "portal" (a login page), "redirect", "garbage" (the
    right type, no CBOR), "forged" (signed by another key), "other_batch" (a true receipt for other bytes), "replay"
    (the answer before), "silent" (no answer until the station gives up), "long" (an endless answer), "damaged" (says
    the first was damaged).
    """

    on: str
    kind: str
    status: int = 503
    retry_after: str = ""


@dataclass
class SmallCentre:
    receipt_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    publics: dict[str, bytes] = field(default_factory=dict)
    stored: dict[tuple[str, int, str], bytes] = field(default_factory=dict)
    """(station, epoch, submission) → the envelope file."""
    arrivals: list[str] = field(default_factory=list)
    """Submission ids in the order of custody; an id may stand here once only."""
    quarantine: list[bytes] = field(default_factory=list)
    plan: deque[Fault] = field(default_factory=deque)
    batches: list[list[str]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    enrol_answer: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, bytes | None] = field(default_factory=dict)
    most_bytes: int = 4 * 1024 * 1024
    last_receipt: bytes = b""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        """Base address."""
        centre = self

        class Door(_Door):
            pass

        Door.centre = centre
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    @property
    def receipt_public(self) -> bytes:
        return self.receipt_key.public_key().public_bytes_raw()

    def times_stored(self, submission_id: str) -> int:
        return self.arrivals.count(submission_id)

    def add_change(self, submission_id: str, number: str, case_number: str, state: str) -> None:
        self.changes.append(
            {
                "cursor": len(self.changes) + 1,
                "submission_id": submission_id,
                "provisional_number": number,
                "case_number": case_number,
                "state": state,
                "at": NOW,
            }
        )

    # --- what the centre does -----------------------------------------------------------------------------------

    def enrol(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        code, public = request["code"], request["public"]
        message = b"XDZ enrol v1\x00" + code.encode() + b"\x00" + public
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(request["signature"], message)
        except InvalidSignature:
            return 403, refusal("no_proof")
        if code not in self.codes or self.codes[code] not in (None, public):
            return 403, refusal("code_unknown")
        self.codes[code] = public
        return 200, self.enrol_answer

    def token(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        public = self.publics.get(request["station_id"])
        head = f"{request['station_id']}\x00{request['epoch']}\x00".encode()
        time = request["time"].replace("Z", "+00:00").encode()
        try:
            assert public is not None
            Ed25519PublicKey.from_public_bytes(public).verify(
                request["signature"], b"XDZ token v1\x00" + head + time + b"\x00" + request["nonce"]
            )
        except (AssertionError, InvalidSignature):
            return 403, refusal("station_unknown")
        token = hashlib.sha256(request["nonce"]).hexdigest()
        self.tokens.add(token)
        return 200, {"token": token, "expires_at": "2027-01-01T00:00:00Z", "time": NOW}

    def batch(self, body: bytes, fault: Fault | None) -> tuple[int, dict[str, Any]]:
        if len(body) > self.most_bytes:
            return 413, refusal("too_large")
        request = cbor2.loads(body)
        entries: list[dict[str, Any]] = []
        station, epoch = "", 0
        for envelope in request["envelopes"]:
            header, sealed = split(envelope)
            station, epoch = header["station_id"], header["epoch"]
            assert hashlib.sha256(sealed).hexdigest() == header["sealed_sha256"]
            identity = (station, epoch, header["submission_id"])
            if fault and fault.kind == "damaged" and not entries:
                outcome = "damaged"
            elif identity not in self.stored:
                self.stored[identity] = envelope
                self.arrivals.append(header["submission_id"])
                outcome = "stored"
            elif self.stored[identity] == envelope:
                outcome = "already"
            else:
                self.quarantine.append(envelope)
                outcome = "quarantined"
            entries.append(
                {
                    "submission_id": header["submission_id"],
                    "sealed_sha256": header["sealed_sha256"],
                    "outcome": outcome,
                    "complete": True,
                }
            )
        self.batches.append([entry["submission_id"] for entry in entries])
        other = fault is not None and fault.kind == "other_batch"
        receipt = canonical(
            {
                "station_id": station,
                "epoch": epoch,
                "batch_sha256": hashlib.sha256(b"other" if other else body).hexdigest(),
                "entries": entries,
                "received_at": NOW,
                "key_id": "receipt-1",
            }
        )
        key = Ed25519PrivateKey.generate() if fault and fault.kind == "forged" else self.receipt_key
        return 200, {"receipt": receipt, "signature": key.sign(b"XDZ custody receipt v1\x00" + receipt)}

    def feed(self, cursor: int) -> tuple[int, dict[str, Any]]:
        new = [change for change in self.changes if change["cursor"] > cursor][:500]
        return 200, {"changes": new, "cursor": new[-1]["cursor"] if new else cursor, "time": NOW}


class _Door(BaseHTTPRequestHandler):
    centre: SmallCentre
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
            elif kind in ("batch", "feed") and not self._has_token():
                status, answer = 401, refusal("token_unknown")
            elif kind == "batch":
                status, answer = self.centre.batch(body, fault)
            elif kind == "feed":
                status, answer = self.centre.feed(int(parse_qs(where.query)["cursor"][0]))
            elif kind == "token":
                status, answer = self.centre.token(cbor2.loads(body))
            elif kind == "enrol":
                status, answer = self.centre.enrol(cbor2.loads(body))
            else:
                status, answer = 404, refusal("no_such_path")
            encoded = canonical(answer)
            before = self.centre.last_receipt
            if kind == "batch" and status == 200:
                self.centre.last_receipt = encoded
        self._answer(fault, status, encoded, before)

    def _has_token(self) -> bool:
        return self.headers.get("Authorization", "").removeprefix("Bearer ") in self.centre.tokens

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


def canonical(plain: object) -> bytes:
    return cbor2.dumps(plain, canonical=True)


def refusal(code: str) -> dict[str, str]:
    return {"code": code, "happened": "in the small centre", "remedy": "see the test"}


def split(envelope: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and sealed body by docs/envelope.md §1."""
    assert envelope[:8] == bytes.fromhex("8958445A0D0A010A")
    size = int.from_bytes(envelope[8:10], "big")
    assert hashlib.sha256(envelope[: 10 + size]).digest() == envelope[10 + size : 42 + size]
    return cbor2.loads(envelope[10 : 10 + size]), envelope[42 + size :]
