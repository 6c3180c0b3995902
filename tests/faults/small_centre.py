"""A small centre for the station's tests, written from docs/sync-protocol.md and docs/envelope.md alone.

It reads and writes CBOR with cbor2 and knows no struct of contract/, so that both sides cannot be wrong together.
Faults are put into `plan`, one for each request of the kind that it names.
"""

import hashlib
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import ThreadingHTTPServer
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests.faults.small_chain import Chain
from tests.faults.small_door import Door
from tests.faults.small_wire import NOW, Fault, canonical, refusal, split


@dataclass
class SmallCentre:
    receipt_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    newer_key: Ed25519PrivateKey | None = None
    """Signs receipts once it is there; the news go on by the older one."""
    publics: dict[str, bytes] = field(default_factory=dict)
    stored: dict[tuple[str, int, str], bytes] = field(default_factory=dict)
    """(station, epoch, submission) → the envelope file."""
    arrivals: list[str] = field(default_factory=list)
    """Submission ids in the order of custody; an id may stand here once only."""
    quarantine: list[bytes] = field(default_factory=list)
    plan: deque[Fault] = field(default_factory=deque)
    batches: list[list[str]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    tokens: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    """Token → station, epoch, standing."""
    chain: Chain = field(default_factory=Chain)
    most_clock_error: timedelta | None = None
    has_news: bool = True
    """False: an older centre."""
    news: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    enrol_answer: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, bytes | None] = field(default_factory=dict)
    most_bytes: int = 4 * 1024 * 1024
    last_receipt: bytes = b""
    chunks: dict[bytes, bytes] = field(default_factory=dict)
    """SHA-256 → sealed chunk."""
    has_registers: bool = False
    sealed_reply: bytes = b""
    """What it answers to every question; it has nobody who could open one."""
    asked: list[bytes] = field(default_factory=list)
    chunk_arrivals: list[bytes] = field(default_factory=list)
    """Digests in the order they came; one that comes twice costs the line, and nothing else."""
    forgets: set[str] = field(default_factory=set)
    """Submissions that the centre says it does not hold, as after a restored backup."""
    uploads: list[int] = field(default_factory=list)
    """Chunks in each."""
    limits: dict[str, int] = field(default_factory=dict)
    """Told with tokens; empty: an older centre, that says nothing."""
    waits_s: deque[int] = field(default_factory=deque)
    """For the first of each next batch: held, with this wait."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> str:
        """Base address."""
        centre = self

        class OwnDoor(Door):
            pass

        OwnDoor.centre = centre
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), OwnDoor)
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

    def answer(
        self, kind: str, query: dict[str, str], body: bytes, fault: Fault | None, token: str
    ) -> tuple[int, dict[str, Any]]:
        station, epoch, standing = self.tokens.get(token, ("", 0, ""))
        if standing == "copied" and kind not in ("batch", "missing", "chunks", "custody", "health"):
            return 403, refusal("station.copied")
        match kind:
            case "batch":
                return self.batch(body, fault, epoch)
            case "feed":
                return self.feed(int(query["cursor"]))
            case "missing":
                asked = cbor2.loads(body)["chunks"]
                return 200, {"missing": [each for each in asked if each not in self.chunks], "time": NOW}
            case "chunks":
                self.uploads.append(len(cbor2.loads(body)["chunks"]))
                for chunk in cbor2.loads(body)["chunks"]:
                    assert len(chunk) <= 256 * 1024
                    digest = hashlib.sha256(chunk).digest()
                    self.chunks[digest] = chunk
                    self.chunk_arrivals.append(digest)
                return 200, {"missing": [], "time": NOW}
            case "custody":
                return self.custody(body, station, epoch)
            case "news" if self.has_news:
                return self.news_page(station, int(query["cursor"]))
            case "health":
                self.reports.append(cbor2.loads(body))
                return 200, {"time": NOW}
            case "blob":
                content, at = self.blobs[query["sha256"]], int(query["at"])
                return 200, {"at": at, "size": len(content), "content": content[at : at + 512 * 1024]}
            case "ask" if self.has_registers:
                asked = cbor2.loads(body)
                self.asked.append(body)
                return 200, {"inquiry_id": asked["inquiry_id"], "sealed": self.sealed_reply, "time": NOW}
            case "token":
                return self.token(cbor2.loads(body))
            case "enrol":
                return self.enrol(cbor2.loads(body))
            case _:
                return 404, refusal("no_such_path")

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
        station = request["station_id"]
        public = self.publics.get(station)
        head = f"{station}\x00{request['epoch']}\x00".encode()
        time = request["time"].replace("Z", "+00:00")
        link, machine = request["link"], request["machine"]
        tail = hashlib.sha256(link).digest() + hashlib.sha256(machine).digest() if link or machine else b""
        signed = b"XDZ token v1\x00" + head + time.encode() + b"\x00" + request["nonce"] + tail
        try:
            assert public is not None
            Ed25519PublicKey.from_public_bytes(public).verify(request["signature"], signed)
        except (AssertionError, InvalidSignature):
            return 403, refusal("station_unknown")
        off_by = abs(datetime.fromisoformat(time) - datetime.fromisoformat(NOW.replace("Z", "+00:00")))
        if self.most_clock_error is not None and off_by > self.most_clock_error:
            return 401, refusal("token.clock") | {"time": NOW}
        token = hashlib.sha256(request["nonce"]).hexdigest()
        answer = self.chain.judge(station, request["epoch"], machine, link)
        epoch = answer["renewed"]["epoch"] if answer["renewed"] else request["epoch"]
        self.tokens[token] = (station, epoch, answer["standing"])
        told = {"limits": self.limits} if self.limits else {}
        return 200, {"token": token, "expires_at": "2027-01-01T00:00:00Z", "time": NOW, **answer, **told}

    def batch(self, body: bytes, fault: Fault | None, epoch: int) -> tuple[int, dict[str, Any]]:
        if len(body) > self.most_bytes:
            return 413, refusal("too_large")
        request = cbor2.loads(body)
        entries: list[dict[str, Any]] = []
        station = ""
        for envelope in request["envelopes"]:
            header, sealed = split(envelope)
            station = header["station_id"]
            assert hashlib.sha256(sealed).hexdigest() == header["sealed_sha256"]
            identity = (station, header["epoch"], header["submission_id"])
            wait_s = self.waits_s.popleft() if self.waits_s and not entries else -1
            if fault and fault.kind == "damaged" and not entries:
                outcome = "damaged"
            elif wait_s >= 0:
                outcome = "held"
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
                    "complete": self.is_complete(envelope),
                    "wait_s": max(wait_s, 0),
                }
            )
        self.batches.append([entry["submission_id"] for entry in entries])
        other = fault is not None and fault.kind == "other_batch"
        key = Ed25519PrivateKey.generate() if fault and fault.kind == "forged" else self.receipt_key
        return 200, self.signed(station, epoch, b"other" if other else body, entries, key)

    def is_complete(self, envelope: bytes) -> bool:
        return all(digest in self.chunks for digest in split(envelope)[0]["chunks"])

    def custody(self, body: bytes, station: str, epoch: int) -> tuple[int, dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        for asked in cbor2.loads(body)["submissions"]:
            held = self.stored.get((station, asked["epoch"], asked["submission_id"]))
            lost = held is None or asked["submission_id"] in self.forgets
            if lost:
                self.forgets.discard(asked["submission_id"])
                self.stored.pop((station, asked["epoch"], asked["submission_id"]), None)
            entries.append(
                {
                    "submission_id": asked["submission_id"],
                    "sealed_sha256": asked["sealed_sha256"],
                    "outcome": "unknown" if lost else "already",
                    "complete": held is not None and not lost and self.is_complete(held),
                }
            )
        return 200, self.signed(station, epoch, body, entries, self.receipt_key)

    def signed(
        self, station: str, epoch: int, body: bytes, entries: list[dict[str, Any]], key: Ed25519PrivateKey
    ) -> dict[str, Any]:
        key_id = "receipt-1"
        if self.newer_key is not None and key is self.receipt_key:
            key, key_id = self.newer_key, "receipt-2"
        receipt = canonical(
            {
                "station_id": station,
                "epoch": epoch,
                "batch_sha256": hashlib.sha256(body).hexdigest(),
                "entries": entries,
                "received_at": NOW,
                "key_id": key_id,
            }
        )
        return {"receipt": receipt, "signature": key.sign(b"XDZ custody receipt v1\x00" + receipt)}

    def add_news(self, kind: str, key: str, content: object) -> None:
        encoded = canonical(content) if content is not None else b""
        line = {"cursor": len(self.news) + 1, "kind": kind, "key": key, "content": encoded, "at": NOW}
        self.news.append(line)

    def news_page(self, station: str, cursor: int) -> tuple[int, dict[str, Any]]:
        lines = [line for line in self.news if line["cursor"] > cursor][:100]
        page = canonical(
            {
                "station_id": station,
                "after": cursor,
                "cursor": lines[-1]["cursor"] if lines else cursor,
                "lines": lines,
                "time": NOW,
                "key_id": "receipt-1",
            }
        )
        return 200, {"page": page, "signature": self.receipt_key.sign(b"XDZ news v1\x00" + page)}

    def feed(self, cursor: int) -> tuple[int, dict[str, Any]]:
        new = [change for change in self.changes if change["cursor"] > cursor][:500]
        return 200, {"changes": new, "cursor": new[-1]["cursor"] if new else cursor, "time": NOW}
