"""A scanner's bytes → payloads → kinds (PROTOCOLS §3.2, §3.5)."""

import pytest

from contract.device_lines import PayloadKind
from devices.scanner.payloads import kind_of, text_of, without_aim
from devices.scanner.scan_lines import LONGEST, ScanLines, TooLong


def test_a_suffix_ends_a_code_and_two_may_come_at_once() -> None:
    assert ScanLines(suffix=b"\r").feed(b"ABC\rDEF\rG", 0.0) == [b"ABC", b"DEF"]


def test_a_line_feed_inside_a_code_stays_when_the_suffix_is_a_return() -> None:
    assert ScanLines(suffix=b"\r").feed(b'{"a":1,\n"b":2}\r\n', 0.0) == [b'{"a":1,\n"b":2}']


def test_silence_ends_a_code_without_suffix() -> None:
    lines = ScanLines(suffix=b"")
    assert lines.feed(b"ABC", 0.0) == []
    assert lines.is_within
    assert lines.silence(0.1) == [b"ABC"]
    assert not lines.is_within


def test_silence_ends_a_code_whose_suffix_did_not_come() -> None:
    lines = ScanLines(suffix=b"\r\n")
    lines.feed(b"ABC\r", 0.0)
    assert lines.silence(0.1) == [b"ABC"]


def test_half_a_code_is_forgotten_on_a_reset() -> None:
    lines = ScanLines()
    lines.feed(b"AB", 0.0)
    lines.reset()
    assert not lines.is_within
    assert lines.feed(b"CD\r", 0.1) == [b"CD"]


def test_the_same_code_within_a_second_and_a_half_is_one_scan() -> None:
    lines = ScanLines()
    assert lines.feed(b"ABC\r", 0.0) == [b"ABC"]
    assert lines.feed(b"ABC\r", 1.4) == []
    assert lines.feed(b"ABC\r", 1.6) == [b"ABC"]
    assert lines.feed(b"DEF\rABC\r", 1.7) == [b"DEF", b"ABC"]


def test_a_prefix_is_taken_off_and_a_code_without_it_is_dropped() -> None:
    assert ScanLines(prefix=b"\x02").feed(b"xx\x02ABC\rDEF\r", 0.0) == [b"ABC"]


def test_an_endless_code_is_dropped_once_and_the_next_one_is_read() -> None:
    lines, found = ScanLines(suffix=b"\r\n"), []
    for _ in range(100):
        found += lines.feed(b"x" * 1000, 0.0)
        assert len(lines._held) <= LONGEST + 1000
    found += lines.feed(b"\r\nABC\r\n", 0.0)
    assert found == [TooLong(), b"ABC"]


def test_the_longest_code_is_read() -> None:
    assert ScanLines().feed(b"x" * LONGEST + b"\r", 0.0) == [b"x" * LONGEST]


@pytest.mark.parametrize(
    ("payload", "bare"),
    [
        (b"]Q0QR_label_test", b"QR_label_test"),
        (b"]L0pdf_test_label", b"pdf_test_label"),
        (b"]d0dm_label_test", b"dm_label_test"),
        (b"]Q2\\000026a\\\\b", b"a\\b"),
        (b"]Q1\\000026a", b"\\000026a"),
        (b"]", b"]"),
        (b"[Q0x", b"[Q0x"),
    ],
)
def test_an_aim_identifier_is_taken_off(payload: bytes, bare: bytes) -> None:
    assert without_aim(payload) == bare


def test_text_is_utf8_then_gb18030_then_nothing() -> None:
    assert text_of("成都市".encode()) == "成都市"
    assert text_of("成都市".encode("gb18030")) == "成都市"
    assert text_of(b"\xff\xfe\x80\xff") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("XDZ1.ABCDEF", PayloadKind.RECEIPT),
        ("https://example.com/a?b=c", PayloadKind.URL),
        ("HTTP://EXAMPLE.COM", PayloadKind.URL),
        ("https://", PayloadKind.UNKNOWN),
        ("javascript:alert(1)", PayloadKind.UNKNOWN),
        ("11010519491231002X", PayloadKind.ID_NUMBER),
        ("110105194912310021", PayloadKind.UNKNOWN),
        ("91350100M000100Y43", PayloadKind.USCC),
        ("91350100M000100Y44", PayloadKind.UNKNOWN),
        ("eyJhbGciOiJTTTIifQ.c2FtcGxl.0000", PayloadKind.OPAQUE_TOKEN),
        ("成都市政务服务", PayloadKind.UNKNOWN),
        ("", PayloadKind.UNKNOWN),
    ],
)
def test_a_payload_is_sorted_by_its_form(text: str, kind: PayloadKind) -> None:
    assert kind_of(text) is kind
