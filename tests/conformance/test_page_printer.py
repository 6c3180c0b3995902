"""What any A4 printer promises: every registered driver, in its worker, against a printer that speaks its wire."""

import hashlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.emulators.page_printer import PagePrinterEmulator, PagePrinterFault
from contract.device_lines import (
    AskStatus,
    DeviceState,
    DeviceStatus,
    PagesNotPrinted,
    PagesPart,
    PagesPrinted,
    PaperState,
    PrintPages,
)
from contract.failures import FailureCode
from contract.roles import Role
from devices.page_printer.ipp_codec import Attribute, IppAnswer, NotIpp, parse_answer, request
from devices.registry import drivers_of
from tests.conformance.heard import Heard

Bench = tuple[PagePrinterEmulator, Heard]
EMULATORS: dict[str, Callable[[], PagePrinterEmulator]] = {"ipp": PagePrinterEmulator}
PDF = b"%PDF-1.7\n" + b"1 0 obj<</Type /Page >>endobj\n" * 2 + bytes(250_000) + b"\n%%EOF\n"
FAULT = PagePrinterFault


@pytest.fixture(params=drivers_of(Role.PAGE_PRINTER))
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    emulator = EMULATORS[request.param]()
    with Heard(Role.PAGE_PRINTER, {"driver": request.param, "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        yield emulator, heard
    emulator.close()


def send(heard: Heard, job_id: str, pdf: bytes = PDF, deadline_s: float = 30.0, **more: object) -> None:
    pieces = [pdf[at : at + 96_000] for at in range(0, len(pdf), 96_000)]
    for index, piece in enumerate(pieces):
        heard.send(PagesPart(visit=4, job_id=job_id, index=index, octets=piece))
    wanted = {"sha256": hashlib.sha256(pdf).hexdigest(), "parts": len(pieces), "deadline_s": deadline_s, **more}
    heard.send(PrintPages(visit=4, job_id=job_id, **wanted))  # pyright: ignore[reportArgumentType]


def assert_usable(bench: Bench) -> None:
    emulator, heard = bench
    emulator.heal()
    before = len(emulator.printed)
    heard.catch_up()
    heard.send(AskStatus())
    heard.wait_state(DeviceState.READY, timeout_s=40)
    send(heard, "afterwards")
    assert heard.wait(PagesPrinted, timeout_s=40).job_id == "afterwards"
    assert len(emulator.printed) == before + 1


def test_a_document_comes_out_whole_and_nothing_stays_in_the_spool(bench: Bench) -> None:
    emulator, heard = bench
    send(heard, "a", copies=2, two_sided=True)
    printed = heard.wait(PagesPrinted)
    assert (printed.visit, printed.job_id, printed.pages) == (4, "a", 4)
    (job,) = emulator.printed
    assert job.document == PDF
    assert job.asked["media"] == ["iso_a4_210x297mm"]
    assert job.asked["sides"] == ["two-sided-long-edge"]
    heard.catch_up()
    heard.send(AskStatus())
    heard.wait(DeviceStatus)
    assert emulator.jobs == {}
    assert "张" not in str(job.asked) and job.asked["job-name"] == ["station"]


def test_the_same_job_is_answered_again_and_printed_once(bench: Bench) -> None:
    emulator, heard = bench
    for _ in range(2):
        send(heard, "a")
        heard.wait(PagesPrinted)
    assert len(emulator.printed) == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (FAULT.PAPER_OUT, FailureCode.PAGES_PAPER_OUT),
        (FAULT.JAM, FailureCode.PAGES_NEEDS_HAND),
        (FAULT.DOOR_OPEN, FailureCode.PAGES_NEEDS_HAND),
        (FAULT.TONER_EMPTY, FailureCode.PAGES_NEEDS_HAND),
        (FAULT.BUSY, FailureCode.PAGES_REFUSED),
        (FAULT.REFUSES, FailureCode.PAGES_REFUSED),
        (FAULT.GARBAGE, FailureCode.PAGES_SILENT),
        (FAULT.HALF_ANSWER, FailureCode.DEVICE_UNPLUGGED),
        (FAULT.HTTP_ERROR, FailureCode.PAGES_SILENT),
    ],
)
def test_a_printer_that_cannot_print_says_why_and_nothing_comes_out(
    bench: Bench, fault: PagePrinterFault, code: FailureCode
) -> None:
    emulator, heard = bench
    emulator.fault(fault)
    send(heard, "a")
    answer = heard.wait(PagesNotPrinted)
    assert (answer.job_id, answer.failure.code, answer.some_came_out) == ("a", code, False)
    assert emulator.sheets == 0
    assert_usable(bench)


def test_a_printer_that_gives_a_job_up_is_said(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(FAULT.ABORTS)
    send(heard, "a")
    answer = heard.wait(PagesNotPrinted)
    assert answer.failure.code is FailureCode.PAGES_REFUSED
    assert "aborted-by-system" in answer.failure.happened
    assert_usable(bench)


def test_paper_that_ends_in_the_job_is_told_while_it_waits_and_refilled_it_goes_on(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(FAULT.PAPER_OUT_MID_JOB)
    send(heard, "a")
    failure = heard.wait_state(DeviceState.FAULT).failure
    assert failure is not None
    assert failure.code is FailureCode.PAGES_PAPER_OUT
    emulator.heal()
    assert heard.wait(PagesPrinted).pages == 2


@pytest.mark.parametrize(
    ("fault", "code", "came_out"),
    [
        (FAULT.PAPER_OUT_MID_JOB, FailureCode.PAGES_PAPER_OUT, True),
        (FAULT.STUCK, FailureCode.PAGES_SILENT, False),
    ],
)
def test_a_job_that_does_not_end_is_taken_back_at_its_deadline(
    bench: Bench, fault: PagePrinterFault, code: FailureCode, came_out: bool
) -> None:
    emulator, heard = bench
    emulator.fault(fault)
    send(heard, "a", deadline_s=1.5)
    answer = heard.wait(PagesNotPrinted)
    assert (answer.failure.code, answer.some_came_out) == (code, came_out)
    assert emulator.jobs == {}
    assert_usable(bench)


def test_paper_that_runs_low_keeps_nothing_back(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(FAULT.PAPER_LOW)
    heard.catch_up()
    heard.send(AskStatus())
    assert heard.wait_state(DeviceState.READY).paper is PaperState.LOW
    send(heard, "a")
    heard.wait(PagesPrinted)


def test_pages_that_did_not_arrive_whole_are_not_printed(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(PagesPart(visit=4, job_id="a", index=0, octets=PDF[:1000]))
    heard.send(PrintPages(visit=4, job_id="a", parts=2, sha256=hashlib.sha256(PDF).hexdigest()))
    assert heard.wait(PagesNotPrinted).failure.code is FailureCode.DEVICE_LINE
    send(heard, "b", b"#!/bin/sh\n" + bytes(100))
    assert heard.wait(PagesNotPrinted).failure.code is FailureCode.DEVICE_LINE
    assert emulator.sheets == 0


def test_a_printer_that_goes_away_is_absent_and_found_again(bench: Bench) -> None:
    emulator, heard = bench
    emulator.unplug()
    heard.send(AskStatus())
    heard.wait_state(DeviceState.ABSENT)
    emulator.replug()
    heard.wait_state(DeviceState.READY)
    assert_usable(bench)


def test_a_silent_printer_is_a_fault_and_the_window_does_not_wait() -> None:
    emulator = PagePrinterEmulator()
    emulator.fault(FAULT.SILENT)
    with Heard(Role.PAGE_PRINTER, {"driver": "ipp", "port": emulator.path}) as heard:
        failure = heard.wait_state(DeviceState.FAULT, timeout_s=30).failure
        assert failure is not None
        assert failure.code is FailureCode.PAGES_SILENT
        emulator.heal()
        heard.wait_state(DeviceState.READY, timeout_s=30)
    emulator.close()


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_as_an_answer_are_attributes_or_refused(octets: bytes, headed: bool) -> None:
    try:
        answer = parse_answer(b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" * headed + octets)
    except NotIpp:
        return
    assert isinstance(answer, IppAnswer)


NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20)


@given(st.dictionaries(NAMES, st.lists(st.text(max_size=20), min_size=1, max_size=4), max_size=6))
def test_attributes_survive_the_encoding(wanted: dict[str, list[str]]) -> None:
    asked = [Attribute(0x44, name, tuple(values)) for name, values in wanted.items()]
    found = parse_answer(request(0, 1, asked)).attributes
    assert {name: list(found[name]) for name in wanted} == wanted
