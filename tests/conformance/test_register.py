"""What every register is: asked through any adapter it answers, says that it holds nothing, or is down, and in time.

With STATION_GATEWAY (docs/registers.md) a district asks its own gateway.
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.emulators.register_gateway import TOKEN, GatewayFault, RegisterGatewayEmulator
from centre.exchange.gateway import gateway_registers
from centre.exchange.registers import LINES_LIMIT, Register, RegisterDown, bounded
from centre.exchange.simulated import simulated_registers
from contract.failures import Failed
from contract.inquiry import Subject

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
ZHANG = Subject(name="张测试", number="11010519491231002X")
ITEM = "R04-025"
WITHIN_S = 0.6
SECOND = f'[gateways.two]\nurl = "https://registers.invalid/b"\nitems = ["{ITEM}"]\ntoken_file = "token"\n'


@pytest.fixture
def gateway() -> Iterator[RegisterGatewayEmulator]:
    emulator = RegisterGatewayEmulator()
    yield emulator
    emulator.close()


def written(folder: Path, url: str, token: str = TOKEN, more: str = "") -> Path:
    (folder / "token").write_text(token + "\n", "utf-8")
    file = folder / "registers.toml"
    file.write_text(f'[gateways.bench]\nurl = "{url}"\nitems = ["{ITEM}"]\ntoken_file = "token"\n{more}', "utf-8")
    return file


@pytest.fixture(params=["simulated", "gateway"])
def register(request: pytest.FixtureRequest, gateway: RegisterGatewayEmulator, tmp_path: Path) -> Register:
    if request.param == "simulated":
        return simulated_registers()[ITEM]
    return gateway_registers(written(tmp_path, gateway.url))[ITEM]


def test_it_answers_with_lines_from_somebody_in_time(register: Register) -> None:
    began = time.monotonic()
    answer = bounded(register.answer(ITEM, ZHANG, NOW, 4.0))
    assert time.monotonic() - began < 4.0
    assert answer.source and 0 < len(answer.lines) <= LINES_LIMIT
    assert all(line.label and line.value for line in answer.lines)


def test_what_is_made_up_says_so(register: Register) -> None:
    assert register.answer(ITEM, ZHANG, NOW, 4.0).is_simulated


def test_the_same_person_gets_the_same_answer_and_it_may_be_asked_about_nobody(register: Register) -> None:
    assert register.answer(ITEM, ZHANG, NOW, 4.0).lines == register.answer(ITEM, ZHANG, NOW, 4.0).lines
    assert register.answer(ITEM, None, NOW, 4.0).source


def test_that_nothing_is_held_is_an_answer(gateway: RegisterGatewayEmulator, tmp_path: Path) -> None:
    gateway.holds = False
    answer = gateway_registers(written(tmp_path, gateway.url))[ITEM].answer(ITEM, ZHANG, NOW, WITHIN_S)
    assert answer.lines == () and answer.source


@pytest.mark.parametrize("fault", list(GatewayFault))
def test_whatever_goes_wrong_is_down_and_never_no(
    fault: GatewayFault, gateway: RegisterGatewayEmulator, tmp_path: Path
) -> None:
    gateway.fault = fault
    register = gateway_registers(written(tmp_path, gateway.url))[ITEM]
    with pytest.raises(RegisterDown) as down:
        register.answer(ITEM, ZHANG, NOW, WITHIN_S)
    assert ZHANG.number not in str(down.value) and ZHANG.name not in str(down.value)
    assert len(gateway.questions) == 1, "asked once: nothing is repeated, nothing follows a redirect"


def test_a_gateway_that_is_not_there_is_down(tmp_path: Path) -> None:
    emulator = RegisterGatewayEmulator()
    register = gateway_registers(written(tmp_path, emulator.url))[ITEM]
    emulator.close()
    with pytest.raises(RegisterDown):
        register.answer(ITEM, ZHANG, NOW, WITHIN_S)


def test_a_wrong_token_is_refused(gateway: RegisterGatewayEmulator, tmp_path: Path) -> None:
    with pytest.raises(RegisterDown, match="401"):
        gateway_registers(written(tmp_path, gateway.url, "another-token-here"))[ITEM].answer(ITEM, ZHANG, NOW, WITHIN_S)


def test_the_question_holds_what_the_page_says(gateway: RegisterGatewayEmulator, tmp_path: Path) -> None:
    gateway_registers(written(tmp_path, gateway.url))[ITEM].answer(ITEM, ZHANG, NOW, WITHIN_S)
    (asked,) = gateway.questions
    assert asked.keys() == {"version", "question_id", "item_code", "subject", "asked_at", "within_ms"}
    assert asked["subject"] == {"name": ZHANG.name, "number": ZHANG.number} and asked["version"] == 1


@pytest.mark.parametrize(
    ("url", "token", "more"),
    [
        ("http://registers.invalid/answer", TOKEN, ""),
        ("https://registers.invalid/answer", "short", ""),
        ("https://registers.invalid/answer", TOKEN, 'ca_file = "missing.pem"\n'),
        ("https://registers.invalid/answer", TOKEN, "unknown = 1\n"),
        ("https://registers.invalid/answer", TOKEN, SECOND),
    ],
    ids=["plain-http", "short-token", "no-ca", "unknown-key", "item-twice"],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_what_to_do(url: str, token: str, more: str, tmp_path: Path) -> None:
    with pytest.raises(Failed) as wrong:
        gateway_registers(written(tmp_path, url, token, more))
    assert "registers.toml" in wrong.value.happened and "docs/registers.md" in wrong.value.remedy


def test_every_item_of_a_gateway_is_answered(gateway: RegisterGatewayEmulator, tmp_path: Path) -> None:
    """Asked about the fictitious person of the national standard: it answers, or holds nothing, in time.

    STATION_GATEWAY: the file of a district, whose own gateway is asked then.
    """
    file = Path(os.environ.get("STATION_GATEWAY") or written(tmp_path, gateway.url))
    for code, register in gateway_registers(file).items():
        began = time.monotonic()
        answer = bounded(register.answer(code, ZHANG, datetime.now(UTC), 4.0))
        assert time.monotonic() - began < 4.0 and answer.source, code
