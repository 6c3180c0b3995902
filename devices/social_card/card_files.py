"""Commands to a social security card and what its records say (PROTOCOLS §2.1). Pure; all that is read is foreign."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from contract.codes import Sex
from contract.failures import Failed, FailureCode, Retry
from contract.social_card import SocialCardRecord

Transmit = Callable[[bytes], bytes]
"""APDU → answer with SW1 SW2."""

SELECT_ENVIRONMENT = bytes.fromhex("00A404000F") + b"sx1.sh." + "社会保障".encode("gbk")
ISSUER, HOLDER = b"\xef\x05", b"\xef\x06"
_ISSUER_TAGS = (0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07)
_HOLDER_TAGS = (0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0C, 0x0D)
_PROTECTED = (0x6982, 0x6985, 0x6983, 0x6988)
_MOST_TRIES = 4


def read_social_card(transmit: Transmit) -> SocialCardRecord:
    """Read what needs no PIN. None is ever sent. Raises Failed(SOCIAL_CARD_UNREADABLE)."""
    if _answer(transmit, SELECT_ENVIRONMENT)[1] != 0x9000:
        raise _unreadable("it has no social security environment")
    issuer, _ = _records(transmit, ISSUER, _ISSUER_TAGS)
    if not issuer:
        raise _unreadable("its issuer's file cannot be read")
    holder, is_protected = _records(transmit, HOLDER, _HOLDER_TAGS)
    return record_of(issuer, holder, is_protected and 0x08 not in holder)


def _records(transmit: Transmit, file: bytes, tags: tuple[int, ...]) -> tuple[dict[int, bytes], bool]:
    """Values by tag, and whether the card refused for want of a right."""
    for form in (b"\x02", b"\x00"):  # both are in use
        _, status = _answer(transmit, b"\x00\xa4" + form + b"\x00\x02" + file)
        if status == 0x9000:
            break
    else:
        return {}, status in _PROTECTED
    found: dict[int, bytes] = {}
    is_protected = False
    for index, tag in enumerate(tags, start=1):
        answer, status = _answer(transmit, bytes((0x00, 0xB2, index, 0x04, 0x00)))
        if status != 0x9000 or not answer.startswith(bytes((tag,))):
            answer, status = _answer(transmit, bytes((0x00, 0xB2, tag, 0x00, 0x00)))
        is_protected = is_protected or status in _PROTECTED
        if status == 0x9000 and len(answer) >= 2 and answer[0] == tag and answer[1] <= len(answer) - 2:
            found[tag] = answer[2 : 2 + answer[1]]
    return found, is_protected


def _answer(transmit: Transmit, command: bytes) -> tuple[bytes, int]:
    """The answer without its status, and the status; 61 and 6C are obeyed."""
    whole = b""
    for _ in range(_MOST_TRIES):
        answer = transmit(command)
        if len(answer) < 2:
            raise _unreadable("it answers nothing")
        whole += answer[:-2]
        if answer[-2] == 0x6C:
            command = command[:4] + answer[-1:]
        elif answer[-2] == 0x61:
            command = b"\x00\xc0\x00\x00" + answer[-1:]
        else:
            return whole, int.from_bytes(answer[-2:], "big")
    raise _unreadable("it never ends an answer")


def record_of(issuer: Mapping[int, bytes], holder: Mapping[int, bytes], is_protected: bool) -> SocialCardRecord:
    """Raises Failed(SOCIAL_CARD_UNREADABLE) when card number or version is missing or no text."""
    number, version = _text(issuer.get(0x07)), _text(issuer.get(0x03))
    if not number or not version:
        raise _unreadable("it states no card number or version")
    name = (_text(holder.get(0x09)) or "") + (_text(holder.get(0x4E)) or "")
    sex = _text(holder.get(0x0A))
    return SocialCardRecord(
        card_number=number,
        version=version,
        region=_digits(issuer.get(0x01))[:6],
        issued=_day(issuer.get(0x05)),
        valid_to=_day(issuer.get(0x06)),
        name=name or None,
        number=_text(holder.get(0x08)),
        sex=Sex(sex) if sex in {each.value for each in Sex} else None,
        birth=_day(holder.get(0x0D)),
        nation=_digits(holder.get(0x0B)) or None,
        holder_is_protected=is_protected,
    )


def _text(value: bytes | None) -> str | None:
    """AN: left aligned, padded with zeros; names are GBK."""
    if value is None:
        return None
    try:
        return value.rstrip(b"\0 \xff").decode("gb18030") or None
    except UnicodeDecodeError:
        raise _unreadable("a text on it is not Chinese") from None


def _digits(value: bytes | None) -> str:
    """CN: digits of four bits, padded with F."""
    return "".join(digit for digit in (value or b"").hex() if digit.isdecimal())


def _day(value: bytes | None) -> date | None:
    try:
        return datetime.strptime(_digits(value), "%Y%m%d").date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return None


def _unreadable(happened: str) -> Failed:
    return Failed(
        FailureCode.SOCIAL_CARD_UNREADABLE,
        f"the card: {happened}",
        "insert the social security card, chip first and up; else the ID card will do",
        Retry.NOW,
    )
