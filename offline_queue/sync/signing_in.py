"""Proves to the centre who this station is; the answer is a short-lived token, and the centre's view of this copy.

A clock that lies is no obstacle: the centre's refusal carries its time, and the second question uses that.
"""

import contextlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from contract.failures import Failed
from contract.log_events import LogEvent
from contract.sync import TOKEN_PATH, Limits, Standing, TokenAnswer, TokenRequest, token_message
from offline_queue import log
from offline_queue.clock import Clock
from offline_queue.identity import FOLDER, StationIdentity, StoredIdentity, load_identity, replace_file, store_identity
from offline_queue.machine import COPIED, Place, look_around, machine_digest, mark_copied, settle_here
from offline_queue.sync.dialogue import Answered, CentreLine, Refused

LINK = "link"
CLOCK_REFUSED = "token.clock"
NO_LINK = bytes(16)
"""Is never issued: the centre takes the station for an older state of itself."""
_LINK_LIMIT = 64


def ask_token(
    line: CentreLine, identity: StationIdentity, clock: Clock, *, link: bytes = b"", machine: bytes = b""
) -> Answered[TokenAnswer] | Refused:
    """Raises Failed(CENTRE_UNREACHABLE, CENTRE_ANSWER)."""
    answer = _ask(line, identity, clock.now(), link, machine)
    if isinstance(answer, Refused) and answer.refusal.code == CLOCK_REFUSED and answer.refusal.time is not None:
        answer = _ask(line, identity, answer.refusal.time, link, machine)
    return answer


def _ask(
    line: CentreLine, identity: StationIdentity, at: datetime, link: bytes, machine: bytes
) -> Answered[TokenAnswer] | Refused:
    nonce = os.urandom(16)
    message = token_message(identity.station_id, identity.epoch, at, nonce, link, machine)
    request = TokenRequest(
        station_id=identity.station_id,
        epoch=identity.epoch,
        time=at,
        nonce=nonce,
        signature=identity.sign(message),
        link=link,
        machine=machine,
    )
    return line.post(TOKEN_PATH, request, TokenAnswer)


def forget_link(data_dir: Path) -> None:
    """A new epoch starts without a link."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(data_dir / FOLDER / LINK)


class SigningIn:
    """Asks for tokens in the name of one data directory, and keeps what the answers say about it.

    `clock_error`: how far this station's clock is from the centre's, None before the first answer. `limits`: what the
    centre wants in one request at most.
    """

    def __init__(self, data_dir: Path, identity: StationIdentity, line: CentreLine, clock: Clock) -> None:
        self._data_dir = data_dir
        self._line = line
        self._clock = clock
        self.identity = identity
        self.standing = Standing.GOOD
        self.clock_error: timedelta | None = None
        self.limits = Limits()

    def ask(self) -> Answered[TokenAnswer] | Refused:
        """A token, with the link made durable before it is used. Raises Failed as ask_token, and the disk's."""
        # a copy or a restored backup says so: its old link might pass for a lost answer
        link = NO_LINK if look_around(self._data_dir) is Place.OTHER else self._read_link()
        answer = ask_token(self._line, self.identity, self._clock, link=link, machine=machine_digest())
        if isinstance(answer, Answered):
            self.clock_error = self._clock.now() - answer.value.time
            self._keep(answer.value)
        return answer

    def reload(self) -> None:
        """News brought keys or numbers: from now on as they are on the disk. Raises Failed."""
        self.identity = load_identity(self._data_dir)

    def _keep(self, answer: TokenAnswer) -> None:
        self.standing = answer.standing
        self.limits = answer.limits.clamped()
        if answer.renewed is not None:
            stored = StoredIdentity(
                centre=self.identity.stored.centre,
                ca_file=self.identity.stored.ca_file,
                enrolled_at=self._clock.now(),
                answer=answer.renewed,
            )
            store_identity(self._data_dir, stored)
            self.identity = load_identity(self._data_dir)
            log.warning(LogEvent.QUEUE_ALARM, kind="epoch_renewed")
        # a full disk keeps the old link: the centre takes that for a lost answer
        with contextlib.suppress(Failed, OSError):
            if answer.link:
                replace_file(self._data_dir / FOLDER, LINK, answer.link)
            if answer.standing is Standing.COPIED:
                mark_copied(self._data_dir)
                log.error(LogEvent.QUEUE_ALARM, kind="copied")
            elif self._is_marked():
                settle_here(self._data_dir)

    def _is_marked(self) -> bool:
        """Whether the window takes nothing because of where this lies; the centre has just said that it is good."""
        return (self._data_dir / FOLDER / COPIED).exists() or look_around(self._data_dir) is not Place.KNOWN

    def _read_link(self) -> bytes:
        try:
            with open(self._data_dir / FOLDER / LINK, "rb") as file:
                return file.read(_LINK_LIMIT)
        except OSError:
            return b""
