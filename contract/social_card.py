"""What a social security card states without a PIN (PROTOCOLS §2.1)."""

from datetime import date

import msgspec

from contract.codes import Sex


class SocialCardRecord(msgspec.Struct, frozen=True, kw_only=True, tag="social_card_record"):
    """Public data only. `holder_is_protected`: the card names its holder only after a PIN, which is never asked for."""

    card_number: str
    version: str
    region: str
    """First six digits of the card's identification code."""
    issued: date | None = None
    valid_to: date | None = None
    name: str | None = None
    number: str | None = None
    """Social security number, which is the citizen number."""
    sex: Sex | None = None
    birth: date | None = None
    nation: str | None = None
    holder_is_protected: bool = False

    def __repr__(self) -> str:
        return f"SocialCardRecord(version {self.version}, region {self.region})"
