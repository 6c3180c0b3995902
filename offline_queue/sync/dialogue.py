"""One connection to the centre: a struct out, a struct or a refusal back. Anything else is not the centre."""

from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import msgspec
import urllib3

from contract import wire
from contract.failures import Failed, FailureCode, Retry
from contract.sync import MEDIA_TYPE, Refusal
from offline_queue.sync.deadline import Deadline, watched_pools
from offline_queue.sync.pace import Pace

T = TypeVar("T")

CONNECT_S = 10.0
SILENCE_S = 30.0
WHOLE_REQUEST_S = 120.0
ANSWER_BYTES_LIMIT = 1024 * 1024
LONGEST_RETRY_AFTER_S = 24 * 3600
_PIECE = 64 * 1024


@dataclass(frozen=True)
class Answered(Generic[T]):
    value: T


@dataclass(frozen=True)
class Refused:
    """The centre itself said no. `retry_after_s`: the slot it reserved, None when it named none."""

    status: int
    refusal: Refusal
    retry_after_s: float | None


class NotTheCentre(Failed):
    """Something answered with `status`, and not as the centre does."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(
            FailureCode.CENTRE_ANSWER,
            f"something else than the centre answered: {what}",
            "a login page of the network or a proxy may be in between: open a browser on this network and see",
        )
        self.status = status


class CentreLine:
    """Keeps one connection open between requests. Not for several threads."""

    def __init__(
        self,
        centre: str,
        ca_file: str = "",
        *,
        silence_s: float = SILENCE_S,
        whole_s: float = WHOLE_REQUEST_S,
        kbit_s: int = 0,
        proxy: str = "",
    ) -> None:
        """`kbit_s`: bandwidth in each direction, 0 without a limit. `proxy`: an HTTP proxy's address; through it TLS
        goes end to end all the same. `whole_s`: no request takes longer, however it drips, but for its time at
        `kbit_s`."""
        if not centre.startswith(("https://", "http://")):
            raise Failed(
                FailureCode.CONFIG_INVALID,
                "the centre's address starts with neither https:// nor http://",
                "give it as https://host[:port]",
                Retry.NEVER,
            )
        self._base = centre.rstrip("/")
        self._whole_s = whole_s
        self._pace = Pace(kbit_s)
        self._deadline = Deadline()
        pool = partial(urllib3.ProxyManager, proxy) if proxy else urllib3.PoolManager
        self._pool = pool(
            num_pools=1,
            maxsize=1,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_S, read=silence_s),
            cert_reqs="CERT_REQUIRED",
            ca_certs=ca_file or None,
        )
        self._pool.pool_classes_by_scheme = watched_pools(self._deadline)

    def close(self) -> None:
        self._pool.clear()
        self._deadline.close()

    def post(self, path: str, message: msgspec.Struct, wanted: type[T], token: str = "") -> Answered[T] | Refused:
        return self.send("POST", path, wire.encode(message), wanted, token)

    def get(self, path: str, wanted: type[T], token: str = "") -> Answered[T] | Refused:
        return self.send("GET", path, None, wanted, token)

    def send(self, method: str, path: str, body: bytes | None, wanted: type[T], token: str) -> Answered[T] | Refused:
        """Raises Failed: CENTRE_UNREACHABLE (no whole answer), CENTRE_ANSWER (an answer, but not of the centre)."""
        headers = {"Accept": MEDIA_TYPE, "User-Agent": "xindu-station"}
        if body is not None:
            headers["Content-Type"] = MEDIA_TYPE
            headers["Content-Length"] = str(len(body))
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            with self._deadline.within(self._whole_s + self._pace.seconds_for(len(body or b""))):
                response = self._pool.request(
                    method,
                    self._base + path,
                    body=body if self._pace.is_free or body is None else self._pace.in_pieces(body),
                    headers=headers,
                    redirect=False,
                    preload_content=False,
                    decode_content=False,
                )
                try:
                    answer = self._read_bounded(response)
                except BaseException:
                    response.close()
                    raise
                response.release_conn()
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise Failed(
                FailureCode.CENTRE_UNREACHABLE,
                f"no answer from the centre: {_reason(error)}",
                "check cable, router and the centre's address; what was handed in waits on this station",
            ) from None
        if response.headers.get("Content-Type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
            raise NotTheCentre(response.status, f"status {response.status} with another content type")
        try:
            if response.status == 200:
                return Answered(wire.decode(answer, wanted, limit=ANSWER_BYTES_LIMIT))
            if response.status >= 400:
                refusal = wire.decode(answer, Refusal, limit=ANSWER_BYTES_LIMIT)
                return Refused(response.status, refusal, _retry_after(response.headers.get("Retry-After")))
        except wire.Undecodable as error:
            raise NotTheCentre(response.status, f"status {response.status}, {error}") from None
        raise NotTheCentre(response.status, f"status {response.status}")

    def _read_bounded(self, response: urllib3.BaseHTTPResponse) -> bytes:
        """The whole body, at most ANSWER_BYTES_LIMIT; the deadline bounds its time."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > ANSWER_BYTES_LIMIT:
                raise ValueError("the answer is too long")
            self._deadline.longer(self._pace.seconds_for(len(piece)))
            self._pace.took(len(piece))
        # a connection shut at the deadline reads like an end
        if self._deadline.is_over:
            raise ValueError("the answer came too slowly")
        return b"".join(pieces)


def _reason(error: Exception) -> str:
    """Which kind of trouble, without addresses or bytes from the line."""
    cause = getattr(error, "reason", None)
    return type(cause if isinstance(cause, Exception) else error).__name__


def _retry_after(text: str | None) -> float | None:
    if text and text.strip().isdecimal() and len(text) < 12:
        return float(min(int(text), LONGEST_RETRY_AFTER_S))
    return None
