"""Requests with a token to the centre, and what its refusals mean for the rest of the round."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from contract.failures import FailureCode
from contract.sync import Limits, Standing
from offline_queue.clock import Clock
from offline_queue.identity import StationIdentity
from offline_queue.sync.dialogue import CentreLine, NotTheCentre, Refused
from offline_queue.sync.lanes import Lanes
from offline_queue.sync.signing_in import SigningIn

T = TypeVar("T")
OLDER_CENTRE_NS = 3_600_000_000_000


class Refusing(Exception):
    """The centre itself said no, with its reasons."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused

    @property
    def code(self) -> FailureCode:
        return FailureCode.CENTRE_BUSY if self.refused.status in (429, 503) else FailureCode.CENTRE_REFUSED


class Conversation:
    """All it keeps is a token, and which requests an older centre did not know. Raises Refusing and Failed."""

    def __init__(self, line: CentreLine, signing_in: SigningIn, clock: Clock, lanes: Lanes | None = None) -> None:
        """`lanes`: for requests that may be under way together; without them each waits for the one before it."""
        self._lanes = lanes
        self._line = line
        self._signing_in = signing_in
        self._clock = clock
        self._token = ""
        self._not_known: dict[str, int] = {}

    @property
    def identity(self) -> StationIdentity:
        """As it is now: a renewed epoch arrives with a token."""
        return self._signing_in.identity

    def reload_identity(self) -> None:
        self._signing_in.reload()

    @property
    def standing(self) -> Standing:
        return self._signing_in.standing

    @property
    def limits(self) -> Limits:
        """What one request may hold, as the last token said."""
        return self._signing_in.limits

    @property
    def width(self) -> int:
        """Requests that may be under way together."""
        return self._lanes.width if self._lanes else 1

    def sign_in(self) -> None:
        """Have a token, so that identity and standing are the centre's view."""
        if not self._token:
            answer = self._signing_in.ask()
            if isinstance(answer, Refused):
                raise Refusing(answer)
            self._token = answer.value.token

    def get(self, path: str, wanted: type[T]) -> T:
        return self._send("GET", path, None, wanted)

    def post(self, path: str, body: bytes, wanted: type[T]) -> T:
        return self._send("POST", path, body, wanted)

    def post_ahead(self, path: str, body: bytes, wanted: type[T]) -> Callable[[], T]:
        """Start a request. What it gives waits for the answer, and raises then as `post` does."""
        if self._lanes is None:
            return partial(self.post, path, body, wanted)
        self.sign_in()
        token = self._token
        under_way = self._lanes.post(path, body, wanted, token)

        def land() -> T:
            answer = under_way.result()
            if isinstance(answer, Refused):
                if answer.status != 401:
                    raise Refusing(answer)
                if self._token == token:
                    self._token = ""
                return self.post(path, body, wanted)
            return answer.value

        return land

    def _send(self, method: str, path: str, body: bytes | None, wanted: type[T]) -> T:
        """An expired token is renewed once."""
        was_fresh = not self._token
        self.sign_in()
        answer = self._line.send(method, path, body, wanted, self._token)
        if isinstance(answer, Refused) and answer.status == 401:
            self._token = ""
            if not was_fresh:
                self.sign_in()
                answer = self._line.send(method, path, body, wanted, self._token)
        if isinstance(answer, Refused):
            raise Refusing(answer)
        return answer.value

    def optional(self, what: str, act: Callable[[], bool]) -> bool:
        """An older centre does not know some requests: it is left in peace with them for an hour."""
        if self._clock.monotonic_ns() < self._not_known.get(what, 0):
            return False
        try:
            return act()
        except Refusing as refusing:
            if refusing.refused.status != 404:
                raise
        except NotTheCentre as other:
            if other.status != 404:
                raise
        self._not_known[what] = self._clock.monotonic_ns() + OLDER_CENTRE_NS
        return False
