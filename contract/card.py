"""What an ID card states, nothing inferred (PROTOCOLS §1.7)."""

from datetime import date
from enum import StrEnum

import msgspec

from contract.codes import Sex


class CardKind(StrEnum):
    RESIDENT = "resident"
    HKMT = "hkmt"
    FOREIGNER_2017 = "foreigner_2017"
    FOREIGNER_2023 = "foreigner_2023"


class CardWarning(StrEnum):
    """Things a person should look at; never a reason to refuse at the station."""

    EXPIRED = "expired"
    BIRTH_MISMATCH = "birth_mismatch"
    SEX_MISMATCH = "sex_mismatch"
    NUMBER_CHECK = "number_check"
    PRIVATE_USE = "private_use"
    """The text holds private-use code points of the chip: 以证件为准."""


class CardRecord(msgspec.Struct, frozen=True, kw_only=True, tag="card_record"):
    """One read of one card. Text keeps inner spaces, characters outside GBK and private-use code points unchanged."""

    kind: CardKind
    name: str
    number: str
    """18 characters (15 on the 2017 foreigner's card), as on the chip; proved by `IdNumber` where the kind has one."""
    sex: Sex
    birth: date
    nation: str | None = None
    """GB/T 3304 two digits; None on cards of foreigners and HK/Macao/Taiwan residents."""
    nationality: str | None = None
    """ISO 3166 alpha-3, foreigners only."""
    english_name: str | None = None
    address: str | None = None
    issuer: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    """None: 长期 (or not stated on this kind)."""
    permit_number: str | None = None
    photo: bytes | None = None
    """1024 opaque bytes of the chip; None is a normal state."""
    warnings: tuple[CardWarning, ...] = ()

    def __repr__(self) -> str:
        return f"CardRecord({self.kind.value}, {self.number[:3]}***)"
