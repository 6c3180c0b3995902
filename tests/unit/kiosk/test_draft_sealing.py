"""A draft comes back as it went, under its number only, for some days, and from pictures in any order."""

import random
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.draft import KEPT_DAYS, MOST_FRAMES, PART_BYTES, PREFIX, Draft, DraftTrouble, frame_of, frames_of
from kiosk.drafts import sealing
from kiosk.drafts.sealing import DraftRefused, open_draft, seal_draft
from kiosk.journey.drafting import TRIES, Drafting, refuse, take_frame

TODAY = date(2026, 11, 27)
ROWS = [{"name": "王小测", "id18": "11010519491231002X"}, {"name": "王二测"}]
DRAFT = Draft(
    item="R01-024",
    form="F06",
    version=1,
    answers={"employer": "成都示例食品有限公司", "children": ROWS, "is_agent": False, "months": 6},
    materials={"id": "later"},
    question="mobile",
)


@pytest.fixture(scope="module")
def sealed() -> tuple[bytes, str]:
    box, code, until = seal_draft(DRAFT, TODAY)
    assert until == TODAY + timedelta(days=KEPT_DAYS)
    return box, code


def refused(sealed: bytes, code: str, today: date = TODAY) -> DraftTrouble:
    with pytest.raises(DraftRefused) as wrong:
        open_draft(sealed, code, today)
    return wrong.value.trouble


def test_the_number_opens_it_until_its_last_day_and_nothing_else_does(sealed: tuple[bytes, str]) -> None:
    box, code = sealed
    assert open_draft(box, code, TODAY + timedelta(days=KEPT_DAYS)) == DRAFT
    assert refused(box, code, TODAY + timedelta(days=KEPT_DAYS + 1)) is DraftTrouble.EXPIRED
    assert refused(box, f"{(int(code) + 1) % 10**12:012d}") is DraftTrouble.WRONG_CODE
    assert {refused(box, typed) for typed in ("", code[:-1], "１" * 12, "abcdefghijkl")} == {DraftTrouble.WRONG_CODE}
    for part in ("王小测", "成都示例"):
        assert part.encode() not in box


def test_the_last_day_cannot_be_moved(sealed: tuple[bytes, str]) -> None:
    box, code = sealed
    assert refused(box[:1] + b"\xff\xff" + box[3:], code) is DraftTrouble.WRONG_CODE


def test_two_drafts_of_the_same_answers_have_nothing_in_common(sealed: tuple[bytes, str]) -> None:
    other, code, _ = seal_draft(DRAFT, TODAY)
    assert code != sealed[1] and other[19:60] != sealed[0][19:60]


def test_what_is_too_large_for_the_pictures_is_said(sealed: tuple[bytes, str]) -> None:
    noise = random.Random(1)
    answers: dict[str, object] = {
        f"f{n}": "".join(chr(noise.randrange(0x4E00, 0x9FA5)) for _ in range(60)) for n in range(30)
    }
    with pytest.raises(DraftRefused) as wrong:
        seal_draft(Draft(item="R01-024", answers=answers), TODAY)
    assert wrong.value.trouble is DraftTrouble.TOO_LARGE


@pytest.mark.parametrize("plain", [b"", b"\x28\xb5\x2f\xfd", b"junk" * 20, bytes(2000)])
def test_a_box_that_somebody_made_is_damaged_never_more(plain: bytes, sealed: tuple[bytes, str]) -> None:
    """Whoever chooses the number can seal anything: what comes out is read as strictly as any stranger's bytes."""
    head = sealed[0][: sealing.HEAD_BYTES]
    box = head + ChaCha20Poly1305(sealing._key("0" * 12, head[3:])).encrypt(sealing.NONCE, plain, head)
    assert refused(box[: MOST_FRAMES * PART_BYTES], "0" * 12) in (DraftTrouble.DAMAGED, DraftTrouble.WRONG_CODE)


def test_a_bomb_of_zeros_is_not_unpacked(sealed: tuple[bytes, str]) -> None:
    import zstandard

    head = sealed[0][: sealing.HEAD_BYTES]
    bomb = zstandard.compress(bytes(50_000_000), 19)
    box = head + ChaCha20Poly1305(sealing._key("0" * 12, head[3:])).encrypt(sealing.NONCE, bomb, head)
    if len(box) <= MOST_FRAMES * PART_BYTES:
        assert refused(box, "0" * 12) is DraftTrouble.DAMAGED


def test_pictures_come_in_any_order_and_twice(sealed: tuple[bytes, str]) -> None:
    box = bytes(range(256)) * 4
    frames = list(frames_of(box))
    assert len(frames) == 4 and all(len(frame) <= 520 for frame in frames)
    drafting = Drafting()
    for frame in [frames[2], frames[0], frames[2], frames[3], frames[1]]:
        assert not drafting.is_whole
        take_frame(drafting, frame)
    assert drafting.is_whole and drafting.sealed == box and drafting.trouble is None


def test_pictures_of_two_drafts_are_never_put_together() -> None:
    one, other = frames_of(bytes(500)), frames_of(bytes(range(250)) * 2)
    drafting = Drafting()
    take_frame(drafting, one[0])
    take_frame(drafting, other[1])
    assert drafting.trouble is DraftTrouble.OTHER and not drafting.is_whole
    take_frame(drafting, other[0])
    assert drafting.is_whole and drafting.trouble is None


def test_a_forged_part_of_a_draft_is_found_before_a_number_is_asked() -> None:
    frames = frames_of(bytes(500))
    drafting = Drafting()
    take_frame(drafting, frames[0])
    take_frame(drafting, frames[1][:-3] + "100")
    assert drafting.trouble is DraftTrouble.DAMAGED and not drafting.came


def test_a_number_that_is_wrong_too_often_ends_it_for_this_visit() -> None:
    frames = frames_of(bytes(100))
    drafting = Drafting()
    take_frame(drafting, frames[0])
    for _ in range(TRIES):
        assert drafting.is_whole
        refuse(drafting, DraftTrouble.WRONG_CODE)
    assert drafting.trouble is DraftTrouble.LOCKED and not drafting.came
    take_frame(drafting, frames[0])
    assert drafting.trouble is DraftTrouble.LOCKED and not drafting.is_whole


@settings(max_examples=300)
@given(
    st.lists(st.one_of(st.text(max_size=40), st.from_regex(r"XDD1\.[0-9A-F]{4}[0-9]{2}\.[0-9A-Z]{0,20}")), max_size=8)
)
def test_whatever_is_shown_stays_within_bounds(texts: list[str]) -> None:
    drafting = Drafting()
    for text in texts:
        take_frame(drafting, text)
        assert len(drafting.came) <= MOST_FRAMES and len(drafting.sealed) <= MOST_FRAMES * PART_BYTES
        frame = frame_of(text)
        assert frame is None or text.startswith(PREFIX)
