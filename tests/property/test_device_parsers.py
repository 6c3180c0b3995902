"""Any bytes to any parser of the devices: no crash, bounded memory, and what was whole is found wherever it is cut."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from contract.card import CardRecord
from contract.failures import Failed
from devices.card_reader.card_text import current_address, decode_card_text, states_long_term
from devices.card_reader.read_answer import CardParts, parts_of_read
from devices.card_reader.sam_frame import Answer, AnswerStream
from devices.scanner.payloads import kind_of, text_of, without_aim
from devices.scanner.scan_lines import LONGEST, ScanLines
from tests.transcripts.holders import KINDS, read_frame, status_frame
from tests.transcripts.holders import text_of as block_of

LIKE_FRAMES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [b"\xaa", b"\xaa\xaa\x96\x69", b"\xaa\xaa\xaa\x96\x69\x00\x04\x00\x00\x90", b"\x10\x00", b"\x05\x08"]
        ),
        st.integers(0, 255).map(status_frame),
    ),
    max_size=30,
).map(b"".join)
CUTS = st.lists(st.integers(0, 2000), max_size=20)


def cut(line: bytes, cuts: list[int]) -> list[bytes]:
    ends = sorted({0, len(line), *(at for at in cuts if at < len(line))})
    return [line[start:end] for start, end in pairwise(ends)]


@given(LIKE_FRAMES, CUTS)
def test_any_bytes_to_the_frame_codec_are_survived_and_not_kept(line: bytes, cuts: list[int]) -> None:
    stream = AnswerStream()
    for piece in cut(line, cuts):
        stream.feed(piece)
        assert len(stream._held) <= 6 + 4096
        assert 1 <= stream.missing <= 4096 + 6


@given(st.binary(max_size=60).filter(lambda noise: b"\xaa" not in noise), CUTS, st.sampled_from(KINDS))
def test_a_whole_answer_is_found_behind_noise_wherever_it_is_cut(noise: bytes, cuts: list[int], kind: str) -> None:
    stream = AnswerStream()
    found = [each for piece in cut(noise + read_frame(block_of(kind)), cuts) for each in stream.feed(piece)]
    assert [parts_of_read(each.data).text for each in found if isinstance(each, Answer)] == [block_of(kind)]


@given(st.binary(max_size=1500))
def test_any_data_of_a_read_answer_is_parts_or_a_failure(data: bytes) -> None:
    try:
        parts = parts_of_read(data)
    except Failed:
        return
    assert isinstance(parts, CardParts)
    assert len(parts.text) <= 256
    assert len(parts.photo or b"") <= 1024


@given(st.sampled_from(KINDS), st.lists(st.tuples(st.integers(0, 127), st.integers(0, 0xFFFF)), max_size=12))
def test_any_text_block_is_a_card_or_a_failure(kind: str, spoilt: list[tuple[int, int]]) -> None:
    block = bytearray(block_of(kind))
    for at, unit in spoilt:
        block[at * 2 : at * 2 + 2] = unit.to_bytes(2, "little")
    try:
        card = decode_card_text(bytes(block), date(2025, 6, 1))
        states_long_term(bytes(block))
    except Failed:
        return
    assert isinstance(card, CardRecord)
    assert card.number


@given(st.binary(max_size=300))
def test_any_bytes_as_text_block_or_address_end_in_a_failure_or_a_value(data: bytes) -> None:
    for parse in (lambda: decode_card_text(data, date(2025, 6, 1)), lambda: current_address(data)):
        try:
            parse()
        except Failed:
            continue


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=7))
def test_a_name_of_any_characters_survives_the_block(name: str) -> None:
    encoded = name.encode("utf-16-le")
    block = encoded + b"\x20\x00" * ((30 - len(encoded)) // 2) + block_of("CN")[30:]
    if name.rstrip(" "):
        assert decode_card_text(block, date(2025, 6, 1)).name == name.rstrip(" ")


@given(
    st.lists(st.binary(max_size=3000), max_size=12),
    st.sampled_from([b"", b"\r", b"\n", b"\r\n", b"\x03"]),
    st.sampled_from([b"", b"\x02"]),
)
def test_any_bytes_to_the_scanner_lines_are_bounded(pieces: list[bytes], suffix: bytes, prefix: bytes) -> None:
    lines = ScanLines(prefix, suffix)
    found = [each for at, piece in enumerate(pieces) for each in lines.feed(piece, float(at))]
    found += lines.silence(100.0)
    assert len(lines._held) <= LONGEST + 3000
    assert not lines.is_within
    for payload in found:
        if isinstance(payload, bytes):
            assert len(payload) <= LONGEST


@given(st.binary(max_size=400))
def test_any_payload_has_a_text_or_none_and_a_kind(payload: bytes) -> None:
    text = text_of(without_aim(payload))
    if text is not None:
        kind_of(text)
