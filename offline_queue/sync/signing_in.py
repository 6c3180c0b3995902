"""Proves to the centre who this station is; the answer is a short-lived token."""

import os

from contract.sync import TOKEN_PATH, TokenAnswer, TokenRequest, token_message
from offline_queue.clock import Clock
from offline_queue.identity import StationIdentity
from offline_queue.sync.dialogue import Answered, CentreLine, Refused


def ask_token(line: CentreLine, identity: StationIdentity, clock: Clock) -> Answered[TokenAnswer] | Refused:
    """Raises Failed(CENTRE_UNREACHABLE, CENTRE_ANSWER)."""
    at, nonce = clock.now(), os.urandom(16)
    request = TokenRequest(
        station_id=identity.station_id,
        epoch=identity.epoch,
        time=at,
        nonce=nonce,
        signature=identity.sign(token_message(identity.station_id, identity.epoch, at, nonce)),
    )
    return line.post(TOKEN_PATH, request, TokenAnswer)
