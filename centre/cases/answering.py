"""The inner zone's part of a question to a register: open it, ask, seal the answer to the question's own key.

Nothing of question or answer is stored or logged; a register that is slow, wrong or down is an answer too.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import perf_counter

from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, connection

from centre.exchange.registers import WITHIN_S, RegisterDown, bounded, registers
from centre.intake import clock, inquiries
from centre.intake.models import InquiryWaiting
from centre.site.logs import log
from centre.site.sealed_field import inner_keys
from contract import wire
from contract.hpke_suites import hpke_suite, load_public
from contract.inquiry import SEALED_INQUIRY_LIMIT, Inquiry, Reply, ReplyState, inquiry_info, reply_info
from contract.log_events import LogEvent
from contract.submission import Suite

LOOK_EVERY_S = 1.0
AFTER_TROUBLE_S = 5.0
AT_ONCE = 4
"""Registers asked side by side: a slow one holds up three others at most."""


class Answerer:
    """Answers what stations ask until it is stopped."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="answerer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, wait_s: float = 10.0) -> None:
        self._stopping.set()
        inquiries.asked.set()
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _run(self) -> None:
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="register") as pool:
            try:
                while not self._stopping.is_set():
                    inquiries.asked.clear()
                    try:
                        while (row := inquiries.take_next(clock.now())) is not None:
                            pool.submit(_answer_apart, row)
                        inquiries.asked.wait(LOOK_EVERY_S)
                    except DatabaseError as trouble:
                        log().error(
                            LogEvent.FAILURE, where="answerer", code="database", happened=type(trouble).__name__
                        )
                        connection.close_if_unusable_or_obsolete()
                        self._stopping.wait(AFTER_TROUBLE_S)
            finally:
                connection.close()


def _answer_apart(row: InquiryWaiting) -> None:
    try:
        answer_one(row, clock.now())
    except DatabaseError as trouble:
        log().error(LogEvent.FAILURE, where="answerer", code="database", happened=type(trouble).__name__)
    finally:
        connection.close()


def answer_all(now: datetime) -> int:
    """Answer everything that waits, on this thread; how many that were."""
    count = 0
    while (row := inquiries.take_next(now)) is not None:
        answer_one(row, now)
        count += 1
    return count


def answer_one(row: InquiryWaiting, now: datetime) -> None:
    started = perf_counter()
    inquiry = opened(row)
    if inquiry is None:
        log().warning(LogEvent.UNSEAL_FAILED, submission_id=row.inquiry_id, code="inquiry")
        inquiries.put_reply(row.inquiry_id, b"")  # nobody can read an answer to a key that is not known
        return
    reply = reply_to(inquiry, now)
    key = load_public(Suite.X25519, inquiry.reply_key)
    info = reply_info(row.station_id, row.inquiry_id)
    inquiries.put_reply(row.inquiry_id, hpke_suite(Suite.X25519).encrypt(wire.encode(reply), key, info=info))
    took_ms = round((perf_counter() - started) * 1000, 1)
    log().info(LogEvent.INQUIRY_ANSWERED, item=inquiry.item_code, state=reply.state.value, took_ms=took_ms)


def opened(row: InquiryWaiting) -> Inquiry | None:
    """The question; None: not sealed to a key that is here, or not what its cover says."""
    found = inner_keys().seal_key(row.key_id)
    if found is None or found[0] != row.suite:
        return None
    suite, private = found
    try:
        plain = hpke_suite(suite).decrypt(bytes(row.sealed), private, info=inquiry_info(row.station_id, row.inquiry_id))
        inquiry = wire.decode(plain, Inquiry, limit=SEALED_INQUIRY_LIMIT)
        load_public(Suite.X25519, inquiry.reply_key)
    except (InvalidTag, ValueError):
        return None
    same = inquiry.inquiry_id == row.inquiry_id and inquiry.station_id == row.station_id
    return inquiry if same and len(inquiry.item_code) <= 40 else None


def reply_to(inquiry: Inquiry, now: datetime) -> Reply:
    """What the register of the item says; never raises for what a register does."""
    register = registers().get(inquiry.item_code)
    if register is None:
        return Reply(inquiry_id=inquiry.inquiry_id, state=ReplyState.NOT_OFFERED)
    try:
        answer = bounded(register.answer(inquiry.item_code, inquiry.subject, now, WITHIN_S))
    except RegisterDown as down:
        log().warning(LogEvent.FAILURE, where="register", code="register.down", happened=str(down)[:100])
        return Reply(inquiry_id=inquiry.inquiry_id, state=ReplyState.UNAVAILABLE)
    return Reply(
        inquiry_id=inquiry.inquiry_id,
        state=ReplyState.ANSWERED if answer.lines else ReplyState.NOTHING_FOUND,
        lines=answer.lines,
        source=answer.source,
        document_number=answer.document_number,
        answered_at=now,
        is_simulated=answer.is_simulated,
    )
