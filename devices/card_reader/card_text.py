"""Hop 4: the 256-byte text block of any of the four card kinds → CardRecord (PROTOCOLS §1.7, §1.8). Pure.

May not repair, guess or default. What a person should look at becomes a warning, never a refusal.
"""

import unicodedata
from datetime import date

import msgspec

from contract.card import CardKind, CardRecord, CardWarning
from contract.codes import Sex
from contract.failures import Failed, FailureCode, Retry
from contract.id_number import IdNumber
from devices.card_reader.country_codes import NUMERIC
from devices.card_reader.read_answer import ADDRESS_BYTES, TEXT_BYTES

LONG_TERM = "长期"
_KIND_AT = 248
_KINDS = {"J": CardKind.HKMT, "I": CardKind.FOREIGNER_2017, "Y": CardKind.FOREIGNER_2023}


def decode_card_text(block: bytes, today: date) -> CardRecord:
    """Read a text block. `block`: exactly 256 bytes, UTF-16LE, fixed fields padded with U+0020.

    `today`: the local date, for the warning EXPIRED (the last day of validity is still valid).
    Raises Failed(CARD_TEXT_INVALID): wrong size, unpaired surrogate, control character, impossible date, no name, no
    number. Keeps inner spaces, "·", characters outside GBK and private-use code points as they are.
    """
    if len(block) != TEXT_BYTES:
        raise _invalid(f"a text block of {len(block)} bytes instead of {TEXT_BYTES}")
    kind = _KINDS.get(_text(block, _KIND_AT, 2), CardKind.RESIDENT)
    match kind:
        case CardKind.RESIDENT | CardKind.HKMT:
            record = _resident(block, kind)
        case CardKind.FOREIGNER_2017:
            record = _foreigner_2017(block)
        case CardKind.FOREIGNER_2023:
            record = _foreigner_2023(block)
    if not record.number or not (record.name or record.english_name):
        raise _invalid("a card without name or number")
    return _with_warnings(record, today)


def states_long_term(block: bytes) -> bool:
    """Whether the card says 长期, which a CardRecord does not tell from "not stated"."""
    return _kind_has_long_term(block) and _text(block, 204, 16) == LONG_TERM


def current_address(new_addresses: bytes) -> str | None:
    """The last entry of an appended-address answer (n × 70 bytes); None: none stored.

    Raises Failed(CARD_TEXT_INVALID) like the block.
    """
    entries = [_text(new_addresses, at, ADDRESS_BYTES) for at in range(0, len(new_addresses), ADDRESS_BYTES)]
    return next((entry for entry in reversed(entries) if entry), None)


def _resident(block: bytes, kind: CardKind) -> CardRecord:
    is_permit = kind is CardKind.HKMT
    return CardRecord(
        kind=kind,
        name=_text(block, 0, 30),
        sex=_sex(block, 30),
        nation=None if is_permit else _text(block, 32, 4) or None,
        birth=_birth(block, 36),
        address=_text(block, 52, 70) or None,
        number=_text(block, 122, 36),
        issuer=_text(block, 158, 30) or None,
        valid_from=_date(block, 188),
        valid_to=None if states_long_term(block) else _date(block, 204),
        permit_number=_text(block, 220, 18) or None if is_permit else None,
    )


def _foreigner_2017(block: bytes) -> CardRecord:
    return CardRecord(
        kind=CardKind.FOREIGNER_2017,
        name=_text(block, 158, 30),
        english_name=_text(block, 0, 120) or None,
        sex=_sex(block, 120),
        number=_text(block, 122, 30),
        nationality=_text(block, 152, 6) or None,
        valid_from=_date(block, 188),
        valid_to=_date(block, 204),
        birth=_birth(block, 220),
    )


def _foreigner_2023(block: bytes) -> CardRecord:
    english = block[52:122] + block[220:242]  # characters 1–35 and 36–46 of one name
    return CardRecord(
        kind=CardKind.FOREIGNER_2023,
        name=_text(block, 0, 30),
        english_name=_text(english, 0, len(english)) or None,
        sex=_sex(block, 30),
        birth=_birth(block, 36),
        number=_text(block, 122, 36),
        valid_from=_date(block, 188),
        valid_to=_date(block, 204),
        nationality=_text(block, 242, 6) or None,
    )


def _kind_has_long_term(block: bytes) -> bool:
    return _KINDS.get(_text(block, _KIND_AT, 2), CardKind.RESIDENT) in (CardKind.RESIDENT, CardKind.HKMT)


def _text(block: bytes, at: int, size: int) -> str:
    """One field: strict UTF-16LE, only trailing spaces and NULs taken off."""
    try:
        text = block[at : at + size].decode("utf-16-le").rstrip(" \0")
    except UnicodeDecodeError:
        raise _invalid(f"the field at {at} is not UTF-16LE") from None
    # a control character on a chip is no text; on a printer's or terminal's line it would be a command
    if any(unicodedata.category(ch) == "Cc" for ch in text):
        raise _invalid(f"the field at {at} holds a control character")
    return text


def _sex(block: bytes, at: int) -> Sex:
    text = _text(block, at, 2)
    try:
        return Sex(text or "0")
    except ValueError:
        raise _invalid("the sex is none of 0, 1, 2, 9 (GB/T 2261.1)") from None


def _date(block: bytes, at: int) -> date | None:
    """YYYYMMDD; all blank or all "0" means that the card does not state it."""
    text = _text(block, at, 16)
    if not text.strip("0"):
        return None
    if len(text) == 8 and text.isascii() and text.isdecimal():
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            pass
    raise _invalid(f"the date at {at} is impossible")


def _birth(block: bytes, at: int) -> date:
    stated = _date(block, at)
    if stated is None:
        raise _invalid("the card states no date of birth")
    return stated


def _invalid(happened: str) -> Failed:
    return Failed(
        FailureCode.CARD_TEXT_INVALID,
        happened,
        "try again; when it stays, the card itself is faulty: the resident needs a counter",
        Retry.NOW,
    )


def _with_warnings(record: CardRecord, today: date) -> CardRecord:
    warnings: list[CardWarning] = []
    if record.valid_to is not None and record.valid_to < today:
        warnings.append(CardWarning.EXPIRED)
    if record.kind is CardKind.FOREIGNER_2017:
        proved, birth_stated, odd = _proves_2017(record.number), record.number[7:13], None
        birth = f"{record.birth:%y%m%d}"
    else:
        proved, birth_stated, odd = _proves_gb11643(record.number), record.number[6:14], record.number[16:17]
        birth = f"{record.birth.year:04d}{record.birth:%m%d}"
        if record.kind is CardKind.FOREIGNER_2023:
            proved = proved and record.number.startswith("9") and record.number[3:6] in NUMERIC
    if birth_stated != birth:
        warnings.append(CardWarning.BIRTH_MISMATCH)
    if odd and record.sex in (Sex.MALE, Sex.FEMALE) and (odd in "13579") != (record.sex is Sex.MALE):
        warnings.append(CardWarning.SEX_MISMATCH)
    if not proved:
        warnings.append(CardWarning.NUMBER_CHECK)
    shown = (record.name, record.english_name, record.address, record.issuer)
    if any(unicodedata.category(ch) == "Co" for text in shown if text for ch in text):
        warnings.append(CardWarning.PRIVATE_USE)
    return msgspec.structs.replace(record, warnings=tuple(warnings))


def _proves_gb11643(number: str) -> bool:
    try:
        IdNumber(number)
    except ValueError:
        return False
    return True


def _proves_2017(number: str) -> bool:
    """Three letters, twelve digits; the last is the check of ICAO 9303 (weights 7 3 1, A = 10 … Z = 35)."""
    if len(number) != 15 or not number.isascii() or not number[:3].isalpha() or not number[3:].isdecimal():
        return False
    total = sum(int(ch, 36) * (7, 3, 1)[i % 3] for i, ch in enumerate(number[:14]))
    return number[:3].isupper() and total % 10 == int(number[14])
