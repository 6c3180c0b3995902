"""An A4 printer that speaks IPP over HTTP on the loopback address (PROTOCOLS §5, RFC 8010, RFC 8011), with its faults.

Written from the standards; shares no code with the driver. A job is printed a page in `page_s`; while the paper is out,
a job stays "processing" for ever, as printers do. Jobs are kept until they are purged.
"""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class PagePrinterFault(StrEnum):
    PAPER_OUT = "paper_out"
    PAPER_OUT_MID_JOB = "paper_out_mid_job"
    """After the first page of the next job."""
    PAPER_LOW = "paper_low"
    JAM = "jam"
    DOOR_OPEN = "door_open"
    TONER_EMPTY = "toner_empty"
    STUCK = "stuck"
    """It takes jobs and never finishes one, without a reason."""
    ABORTS = "aborts"
    """It gives up every job."""
    REFUSES = "refuses"
    """It does not take PDF."""
    BUSY = "busy"
    SILENT = "silent"
    """It takes requests and does not answer."""
    GARBAGE = "garbage"
    HALF_ANSWER = "half_answer"
    HTTP_ERROR = "http_error"


_REASONS = {
    PagePrinterFault.PAPER_OUT: "media-empty-error",
    PagePrinterFault.PAPER_LOW: "media-low-report",
    PagePrinterFault.JAM: "media-jam-error",
    PagePrinterFault.DOOR_OPEN: "door-open-error",
    PagePrinterFault.TONER_EMPTY: "toner-empty-warning",
}
_STOPPING = (PagePrinterFault.PAPER_OUT, PagePrinterFault.JAM, PagePrinterFault.DOOR_OPEN, PagePrinterFault.TONER_EMPTY)


@dataclass
class Job:
    number: int
    document: bytes
    asked: dict[str, list[Any]]
    state: int = 3
    reasons: list[str] = field(default_factory=lambda: ["none"])
    sheets: int = 0
    pages: int = 1


class PagePrinterEmulator:
    """`path`: what to configure as port. `printed`: documents that came out whole; `jobs`: those still in the spool."""

    def __init__(self, page_s: float = 0.02) -> None:
        self._page_s = page_s
        self._lock = threading.Condition()
        self._faults: set[PagePrinterFault] = set()
        self.jobs: dict[int, Job] = {}
        self.printed: list[Job] = []
        self.sheets = 0
        self._next = 1
        self._ended = threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.replug()
        self._worker = threading.Thread(target=self._print, name="page-printer-emulator", daemon=True)
        self._worker.start()

    @property
    def path(self) -> str:
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    @property
    def plugged(self) -> bool:
        return self._server is not None

    # --- what a hand does ---------------------------------------------------------------------------------------

    def fault(self, fault: PagePrinterFault | str) -> None:
        with self._lock:
            self._faults.add(PagePrinterFault(fault))

    def heal(self) -> None:
        with self._lock:
            self._faults.clear()
            self._lock.notify_all()

    def has(self, fault: PagePrinterFault) -> bool:
        return fault in self._faults

    def unplug(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()

    def replug(self) -> None:
        if self._server is not None:
            return
        emulator = self

        class Answering(_Answering):
            printer = emulator

        class Server(ThreadingHTTPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", self._port), Answering)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._ended.set()
        self.unplug()
        self._worker.join(timeout=5)

    # --- the printer --------------------------------------------------------------------------------------------

    def _print(self) -> None:
        while not self._ended.wait(self._page_s):
            with self._lock:
                job = next((job for job in self.jobs.values() if job.state in (3, 5)), None)
                if job is None:
                    continue
                job.state = 5
                if PagePrinterFault.ABORTS in self._faults:
                    job.state, job.reasons = 8, ["aborted-by-system"]
                    continue
                if self._faults & {*_STOPPING, PagePrinterFault.STUCK}:
                    continue
                job.sheets += 1
                self.sheets += 1
                if PagePrinterFault.PAPER_OUT_MID_JOB in self._faults:
                    self._faults.discard(PagePrinterFault.PAPER_OUT_MID_JOB)
                    self._faults.add(PagePrinterFault.PAPER_OUT)
                if job.sheets >= job.pages:
                    job.state, job.reasons = 9, ["job-completed-successfully"]
                    self.printed.append(job)

    def answer(self, operation: int, asked: dict[str, list[Any]], document: bytes) -> bytes:
        with self._lock:
            match operation:
                case 0x000B:
                    return self._printer()
                case 0x0002:
                    return self._take(asked, document)
                case 0x0009:
                    job = self.jobs.get(asked.get("job-id", [0])[0])
                    return _answer(0x0406) if job is None else _answer(0, 0x02, _of_job(job))
                case 0x0008:
                    job = self.jobs.get(asked.get("job-id", [0])[0])
                    if job is None:
                        return _answer(0x0406)
                    if job.state in (3, 5, 6):
                        job.state, job.reasons = 7, ["job-canceled-by-user"]
                    if asked.get("purge-job") == [True]:
                        del self.jobs[job.number]
                    return _answer(0)
                case _:
                    return _answer(0x0501)

    def _printer(self) -> bytes:
        reasons = [_REASONS[fault] for fault in sorted(self._faults) if fault in _REASONS] or ["none"]
        printing = any(job.state == 5 for job in self.jobs.values())
        state = 5 if self._faults & {*_STOPPING} and not printing else 4 if printing else 3
        return _answer(
            0,
            0x04,
            [
                (0x41, "printer-make-and-model", ["Bench A4"]),
                (0x23, "printer-state", [state]),
                (0x44, "printer-state-reasons", reasons),
                (0x22, "printer-is-accepting-jobs", [True]),
            ],
        )

    def _take(self, asked: dict[str, list[Any]], document: bytes) -> bytes:
        if PagePrinterFault.BUSY in self._faults:
            return _answer(0x0507)
        if PagePrinterFault.REFUSES in self._faults or asked.get("document-format") != ["application/pdf"]:
            return _answer(0x040A)
        job = Job(self._next, document, asked)
        job.pages = max(1, document.count(b"/Type /Page ")) * asked.get("copies", [1])[0]
        self._next += 1
        self.jobs[job.number] = job
        return _answer(0, 0x02, [(0x21, "job-id", [job.number]), *_of_job(job)])


def _of_job(job: Job) -> list[tuple[int, str, list[Any]]]:
    return [
        (0x23, "job-state", [job.state]),
        (0x44, "job-state-reasons", job.reasons),
        (0x21, "job-impressions-completed", [job.sheets]),
    ]


def _answer(status: int, group: int = 0, attributes: list[tuple[int, str, list[Any]]] | None = None) -> bytes:
    whole = struct.pack(">BBHI", 2, 0, status, 1) + b"\x01"
    whole += _encoded(0x47, "attributes-charset", ["utf-8"]) + _encoded(0x48, "attributes-natural-language", ["en"])
    if attributes:
        whole += bytes((group,)) + b"".join(_encoded(*each) for each in attributes)
    return whole + b"\x03"


def _encoded(tag: int, name: str, values: list[Any]) -> bytes:
    whole = b""
    for value in values:
        octets = (
            bytes((int(value),)) if tag == 0x22 else struct.pack(">i", value) if tag in (0x21, 0x23) else value.encode()
        )
        whole += bytes((tag,)) + len(name).to_bytes(2, "big") + name.encode() + len(octets).to_bytes(2, "big") + octets
        name = ""
    return whole


def _decoded(body: bytes) -> tuple[int, dict[str, list[Any]], bytes]:
    """Operation, attributes, and the document behind them."""
    operation = body[2] << 8 | body[3]
    asked: dict[str, list[Any]] = {}
    at, name = 8, ""
    while body[at] != 0x03:
        tag = body[at]
        at += 1
        if tag <= 0x0F:
            continue
        size = body[at] << 8 | body[at + 1]
        name = body[at + 2 : at + 2 + size].decode() or name
        at += 2 + size
        size = body[at] << 8 | body[at + 1]
        octets = body[at + 2 : at + 2 + size]
        at += 2 + size
        value = (
            octets == b"\1"
            if tag == 0x22
            else struct.unpack(">i", octets)[0]
            if tag in (0x21, 0x23)
            else octets.decode()
        )
        asked.setdefault(name, []).append(value)
    return operation, asked, body[at + 1 :]


class _Answering(BaseHTTPRequestHandler):
    printer: PagePrinterEmulator
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(size)
        if not self.printer.plugged:
            self.close_connection = True
            return
        if self.printer.has(PagePrinterFault.SILENT):
            ends = time.monotonic() + 30
            while self.printer.has(PagePrinterFault.SILENT) and time.monotonic() < ends:
                time.sleep(0.05)
            self.close_connection = True
            return
        if self.printer.has(PagePrinterFault.HTTP_ERROR):
            self._send(500, b"")
            return
        answer = self.printer.answer(*_decoded(body))
        if self.printer.has(PagePrinterFault.GARBAGE):
            answer = b"\x02\x00\xff\xff\x00\x00\x00\x01\x04\x44\xff\xffgarbage"
        if self.printer.has(PagePrinterFault.HALF_ANSWER):
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 4000\r\n\r\n")
                self.wfile.write(answer[: len(answer) // 2])
                self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self._send(200, answer)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        return
