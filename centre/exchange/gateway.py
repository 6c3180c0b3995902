"""Registers behind a gateway of the district: one HTTPS question, one JSON answer (docs/registers.md).

The district's data-sharing platform is not public, so that its side is a small gateway which the district writes. This
is the centre's side; tests/conformance/test_register.py is what both are held to.
"""

import ssl
import time
import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import urllib3

from centre.exchange.registers import Answer, Register, RegisterDown
from contract.failures import Failed, FailureCode, Retry
from contract.inquiry import ReplyLine, Subject

ANSWER_LIMIT = 64 * 1024
CONNECT_S = 1.5
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """`question_id`: new for every question; the gateway's audit names it as the ground."""

    version: int = 1
    question_id: str
    item_code: str
    subject: Subject | None
    asked_at: datetime
    within_ms: int


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """`state`: answered, or nothing_found: the register was asked and holds nothing. Whatever else is no answer."""

    question_id: str
    state: str
    source: str
    lines: tuple[ReplyLine, ...] = ()
    document_number: str = ""
    is_simulated: bool = False


@dataclass(frozen=True)
class GatewayRegister:
    url: str
    token: str = field(repr=False)
    pool: urllib3.PoolManager = field(repr=False)

    def answer(self, item_code: str, subject: Subject | None, now: datetime, within_s: float) -> Answer:
        ends = time.monotonic() + within_s
        name = uuid.uuid4().hex
        asked = Question(
            question_id=name, item_code=item_code, subject=subject, asked_at=now, within_ms=int(within_s * 1000)
        )
        try:
            response = self.pool.request(
                "POST",
                self.url,
                body=msgspec.json.encode(asked),
                headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
                timeout=urllib3.Timeout(connect=min(CONNECT_S, within_s), total=within_s),
                redirect=False,
                retries=False,
                preload_content=False,
            )
            try:
                return _answer_of(response.status, _body_of(response, ends), name)
            finally:
                response.close()  # never given back half read
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise RegisterDown(f"gateway: {type(error).__name__}") from None


def _body_of(response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
    """A gateway that drips is as good as silent."""
    body = b""
    while chunk := response.read1(8192):
        body += chunk
        if len(body) > ANSWER_LIMIT or time.monotonic() > ends:
            raise RegisterDown("gateway: an answer too long, or too slow")
    return body


def _answer_of(status: int, body: bytes, name: str) -> Answer:
    """Only what says so plainly is an answer: unknown is not no."""
    if status != 200:
        raise RegisterDown(f"gateway: status {status}")
    try:
        said = msgspec.json.decode(body, type=Answered, strict=True)
    except (msgspec.DecodeError, RecursionError):
        raise RegisterDown("gateway: not an answer") from None
    if said.question_id != name:
        raise RegisterDown("gateway: the answer to another question")
    if said.state == "nothing_found" and not said.lines:
        return Answer((), said.source, said.document_number, said.is_simulated)
    if said.state != "answered" or not said.lines or not said.source:
        raise RegisterDown("gateway: neither an answer nor that nothing was found")
    return Answer(said.lines, said.source, said.document_number, said.is_simulated)


class _Gateway(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str
    items: tuple[str, ...]
    token_file: str
    ca_file: str = ""


def gateway_registers(file: Path) -> Mapping[str, Register]:
    """Register by item code, of the gateways in a TOML file (docs/registers.md). Failed(CONFIG_INVALID)."""
    try:
        told = msgspec.convert(tomllib.loads(file.read_text("utf-8")), dict[str, dict[str, _Gateway]])
        gateways = told.get("gateways", {})
        found: dict[str, Register] = {}
        for name, gateway in gateways.items():
            register = _register(gateway, file.parent)
            if twice := found.keys() & set(gateway.items):
                raise ValueError(f"{name}: {', '.join(sorted(twice))} stands at another gateway too")
            found |= dict.fromkeys(gateway.items, register)
        if not found:
            raise ValueError("no gateway with items")
    except (OSError, ValueError, msgspec.ValidationError) as error:
        happened = f"the registers in {file.name} cannot be used: {error}"[:300]
        remedy = "mend the file as docs/registers.md says"
        raise Failed(FailureCode.CONFIG_INVALID, happened, remedy, Retry.NEVER) from None
    return found


def _register(gateway: _Gateway, folder: Path) -> GatewayRegister:
    address = urlsplit(gateway.url)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
        raise ValueError(f"{gateway.url[:80]}: personal numbers go by https, or to this machine")
    token = (folder / gateway.token_file).read_text("utf-8").strip()
    if len(token) < 16:
        raise ValueError("a token has at least 16 characters")
    context = ssl.create_default_context(cafile=str(folder / gateway.ca_file) if gateway.ca_file else None)
    return GatewayRegister(gateway.url, token, urllib3.PoolManager(ssl_context=context, maxsize=4, retries=False))
