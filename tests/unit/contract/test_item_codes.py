"""Item and case codes of the national schemes: told apart by scheme, each wrong part named."""

import pytest

from contract.item_codes import CodeKind, CodeWrong, Scheme, check_code, scheme_of
from contract.uscc import is_uscc, uscc_check

TASK = "12441500196720244T3442199806003"
"""A live code of a public system (STANDARDS §3.1)."""

GOOD = [
    (CodeKind.CATALOG, "442199806003", Scheme.GB_39554),
    (CodeKind.CATALOG, "000199806003", Scheme.GB_39554),
    (CodeKind.CATALOG, "0112345003", Scheme.GB_39046),
    (CodeKind.TASK, TASK, Scheme.GB_39554),
    (CodeKind.TASK, "52011500000001234567890A", Scheme.GB_39046),
    (CodeKind.HANDLING, f"{TASK}01", Scheme.GB_39554),
    (CodeKind.AFFAIR, f"{TASK}202206230068", Scheme.GB_39554),
    (CodeKind.AFFAIR, "5201150000000123456789020220623", Scheme.GB_39046),
]


@pytest.mark.parametrize(("kind", "code", "scheme"), GOOD)
def test_a_good_code_is_known_by_its_scheme(kind: CodeKind, code: str, scheme: Scheme) -> None:
    check_code(kind, code, scheme)
    assert scheme_of(kind, code) is scheme


@pytest.mark.parametrize(
    ("kind", "code", "part"),
    [
        (CodeKind.CATALOG, "44219980600", "length"),
        (CodeKind.CATALOG, "44219980600A", "characters"),
        (CodeKind.CATALOG, "４４2199806003", "characters"),
        (CodeKind.CATALOG, "992199806003", "province"),
        (CodeKind.CATALOG, "001199806003", "item_type"),
        (CodeKind.TASK, TASK[:-1], "length"),
        (CodeKind.TASK, f"12441500196720244U{TASK[18:]}", "body"),
        (CodeKind.TASK, f"{TASK[:18]}8{TASK[19:]}", "level"),
        (CodeKind.HANDLING, TASK, "length"),
        (CodeKind.HANDLING, f"{TASK}0A", "handling_item"),
        (CodeKind.AFFAIR, f"{TASK}202202300068", "date"),
        (CodeKind.AFFAIR, f"{TASK}2022062300A8", "characters"),
        (CodeKind.AFFAIR, f"{TASK}20220623006", "length"),
        (CodeKind.AFFAIR, "", "length"),
        (CodeKind.AFFAIR, "1" * 51, "length"),
    ],
)
def test_a_bad_code_names_the_part_that_is_wrong(kind: CodeKind, code: str, part: str) -> None:
    with pytest.raises(CodeWrong) as caught:
        check_code(kind, code, Scheme.GB_39554)
    assert caught.value.part == part


def test_a_code_of_no_scheme_is_of_none() -> None:
    assert scheme_of(CodeKind.CATALOG, "44-2199-80600") is None
    assert scheme_of(CodeKind.TASK, TASK[:-1]) is None


def test_a_credit_code_proves_its_check_character() -> None:
    assert is_uscc(TASK[:18]) and uscc_check(TASK[:17]) == "T"
    assert not is_uscc("") and not is_uscc(f"{TASK[:17]}O")
