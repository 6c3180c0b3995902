"""Frames of the security module (PROTOCOLS §1.2, §1.4)."""

import hashlib

import pytest

from contract.failures import Failed, FailureCode
from devices.card_reader.read_answer import parts_of_read
from devices.card_reader.sam_frame import Answer, AnswerStream, Damaged, request_frame
from tests.transcripts.holders import KINDS, PHOTO, VECTORS, fingerprint_frame, read_frame, status_frame, text_of

REQUESTS = {
    (0x10, 0xFF): "AAAAAA9669000310FFEC",
    (0x11, 0xFF): "AAAAAA9669000311FFED",
    (0x12, 0xFF): "AAAAAA9669000312FFEE",
    (0x20, 0x01): "AAAAAA96690003200122",
    (0x20, 0x02): "AAAAAA96690003200221",
    (0x30, 0x01): "AAAAAA96690003300132",
    (0x30, 0x03): "AAAAAA96690003300330",
    (0x30, 0x10): "AAAAAA96690003301023",
}


@pytest.mark.parametrize("command", REQUESTS)
def test_a_request_is_the_recorded_frame(command: tuple[int, int]) -> None:
    assert request_frame(*command).hex().upper() == REQUESTS[command]


def test_a_request_with_a_byte_of_data_is_the_recorded_frame() -> None:
    assert request_frame(0x61, 0xFF, b"\x50").hex().upper() == "AAAAAA9669000461FF50CA"


@pytest.mark.parametrize("kind", KINDS)
def test_the_vectors_of_a_read_are_found_and_hash_as_published(kind: str) -> None:
    frame = read_frame(text_of(kind))
    assert hashlib.sha256(frame).hexdigest() == VECTORS[kind]["r3001_sha"]
    assert frame[-1] == VECTORS[kind]["r3001_bcc"]
    (answer,) = AnswerStream().feed(frame)
    assert isinstance(answer, Answer)
    parts = parts_of_read(answer.data)
    assert (answer.sw3, parts.text, parts.photo) == (0x90, text_of(kind), PHOTO)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fingerprint", "name"), [(bytes(1024), "r3010"), (b"", "r3010_0")])
def test_a_fingerprint_is_skipped(kind: str, fingerprint: bytes, name: str) -> None:
    frame = fingerprint_frame(text_of(kind), fingerprint)
    assert (len(frame), frame[-1]) == (VECTORS[kind][f"{name}_len"], VECTORS[kind][f"{name}_bcc"])
    (answer,) = AnswerStream().feed(frame)
    assert isinstance(answer, Answer)
    assert parts_of_read(answer.data).text == text_of(kind)


def test_a_byte_at_a_time_gives_the_same_answer() -> None:
    stream, found = AnswerStream(), []
    for byte in read_frame(text_of("CN")):
        found += stream.feed(bytes((byte,)))
    assert [answer.sw3 for answer in found if isinstance(answer, Answer)] == [0x90]


def test_missing_never_reads_beyond_the_frame_that_has_begun() -> None:
    frame, behind = read_frame(text_of("CN")), status_frame(0x80)
    line, stream, at, found = frame + behind, AnswerStream(), 0, []
    while not found:
        size = stream.missing
        found = stream.feed(line[at : at + size])
        at += size
    assert at == len(frame)


def test_a_stray_byte_in_the_preamble_is_stepped_over() -> None:
    frame = status_frame(0x90)
    (answer,) = AnswerStream().feed(b"\x13\x69" + frame[:1] + b"\x00" + frame[1:])
    assert isinstance(answer, Answer)
    assert answer.sw3 == 0x90


def test_a_wrong_checksum_is_damage_and_the_next_frame_is_found() -> None:
    bad = bytearray(status_frame(0x90))
    bad[-1] ^= 1
    found = AnswerStream().feed(bytes(bad) + status_frame(0x41))
    assert found[0] == Damaged(4)
    assert isinstance(found[1], Answer)
    assert found[1].sw3 == 0x41


def test_a_length_that_no_frame_has_is_searched_past() -> None:
    (answer,) = AnswerStream().feed(b"\xaa\xaa\x96\x69\xff\xff" + status_frame(0x90))
    assert isinstance(answer, Answer)


def test_a_frame_inside_a_photo_is_no_answer() -> None:
    photo = (status_frame(0x41) * 200)[:1024]
    found = AnswerStream().feed(read_frame(text_of("CN"), photo))
    assert [answer.sw3 for answer in found if isinstance(answer, Answer)] == [0x90]


def test_endless_noise_is_not_kept() -> None:
    stream = AnswerStream()
    for _ in range(200):
        assert stream.feed(b"\xaa\xaa\x96\x13" * 1024) == []
    assert len(stream._held) < 8


def test_lengths_that_do_not_add_up_are_a_frame_failure() -> None:
    for data in (b"", b"\x01\x00", b"\x01\x00\x04\x00" + bytes(100), b"\xff\xff\xff\xff" + bytes(1280)):
        with pytest.raises(Failed) as failed:
            parts_of_read(data)
        assert failed.value.code is FailureCode.CARD_FRAME


def test_a_card_without_a_photo_is_normal() -> None:
    assert parts_of_read(b"\x01\x00\x00\x00" + text_of("CN")).photo is None


def test_neither_answer_nor_parts_show_what_they_hold() -> None:
    (answer,) = AnswerStream().feed(read_frame(text_of("CN")))
    assert isinstance(answer, Answer)
    assert len(repr(answer)) < 60
    assert len(repr(parts_of_read(answer.data))) < 60
