"""One IPP printer or CUPS queue over HTTP: a request, an answer, both bounded. Logs and keeps nothing it carries."""

import itertools
import urllib.parse
from collections.abc import Sequence

import urllib3

from contract.failures import Failed, FailureCode, Retry
from devices.page_printer.ipp_codec import (
    LONGEST_ANSWER,
    NAME,
    URI,
    Attribute,
    IppAnswer,
    NotIpp,
    parse_answer,
    request,
)

PATIENCE_S = 10.0


class IppLine:
    """`port`: ipp://host[:631]/path, also http://. Every method raises Failed: PAGES_SILENT, DEVICE_UNPLUGGED."""

    def __init__(self, port: str) -> None:
        try:
            parts = urllib.parse.urlsplit(port)
            host, number = parts.hostname, parts.port or (80 if parts.scheme == "http" else 631)
        except ValueError:
            host, number, parts = None, 0, urllib.parse.urlsplit("")
        if parts.scheme not in ("ipp", "http") or not host:
            raise Failed(
                FailureCode.CONFIG_INVALID,
                f"{port!r} is no printer",
                'write port = "ipp://localhost/printers/NAME"',
                Retry.NEVER,
            )
        self._port = port
        self._path = parts.path or "/"
        self._uri = f"ipp://{host}:{number}{self._path}"
        self._numbers = itertools.count(1)
        timeout = urllib3.Timeout(connect=3.0, read=PATIENCE_S)
        self._pool = urllib3.HTTPConnectionPool(host, number, timeout=timeout, retries=False, maxsize=1)

    def ask(
        self,
        operation: int,
        of_operation: Sequence[Attribute] = (),
        of_job: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> IppAnswer:
        target = [Attribute(URI, "printer-uri", (self._uri,))]
        # no name: what is printed here is nobody's business but the resident's
        target += [Attribute(NAME, "requesting-user-name", ("station",))]
        if of_operation and of_operation[0].name == "job-id":
            target.insert(1, of_operation[0])
            of_operation = of_operation[1:]
        body = request(operation, next(self._numbers), [*target, *of_operation], of_job)
        try:
            answer = self._pool.urlopen(
                "POST",
                self._path,
                body=body + document,
                headers={"Content-Type": "application/ipp"},
                preload_content=False,
                redirect=False,
            )
            try:
                octets = answer.read(LONGEST_ANSWER + 1) if answer.status == 200 else b""
            finally:
                answer.release_conn()
        except urllib3.exceptions.TimeoutError as failed:
            raise self._silent("does not answer in time") from failed
        except (urllib3.exceptions.HTTPError, OSError):
            raise Failed(
                FailureCode.DEVICE_UNPLUGGED,
                f"{self._port}: nobody answers there",
                "look at the printer's power and network, or `systemctl status cups`",
            ) from None
        if answer.status != 200:
            raise self._silent(f"answers with HTTP {answer.status}")
        try:
            return parse_answer(octets)
        except NotIpp as wrong:
            raise self._silent(f"gives no IPP answer: {wrong}") from None

    def _silent(self, happened: str) -> Failed:
        return Failed(FailureCode.PAGES_SILENT, f"{self._port} {happened}", "look at the printer; see its address")

    def close(self) -> None:
        self._pool.close()
