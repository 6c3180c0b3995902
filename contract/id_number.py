"""Citizen number of GB 11643-1999: constructing one proves the check character and the birth date."""

from datetime import date

import msgspec

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def check_character(seventeen: str) -> str:
    """Check character of GB 11643 for 17 ASCII digits."""
    return CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, seventeen, strict=True)) % 11]


class IdNumber(msgspec.Struct, frozen=True):
    """Citizen number (also HK/Macao/Taiwan residence permits and the 2023 foreigner's card, same form).

    Raises ValueError when the text is not 17 ASCII digits and a correct check character, or digits 7–14 are no date.
    The six-digit head is the place of first numbering, not the present hukou: never decide by it.
    """

    text: str

    def __post_init__(self) -> None:
        if len(self.text) != 18 or not self.text.isascii() or not self.text[:17].isdecimal():
            raise ValueError("not 17 digits and a check character")
        if check_character(self.text[:17]) != self.text[17]:
            raise ValueError("check character differs")
        date(int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14]))

    @property
    def birth(self) -> date:
        return date(int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14]))

    @property
    def is_male(self) -> bool:
        return int(self.text[16]) % 2 == 1

    @property
    def masked(self) -> str:
        """First 3 and last 4 characters, as on screen and paper (DESIGN §8)."""
        return f"{self.text[:3]}{'*' * 11}{self.text[-4:]}"

    def __repr__(self) -> str:
        return f"IdNumber({self.masked})"


def age_on(birth: date, today: date) -> int:
    """Full years on `today`; someone born on 29 February turns a year older on 1 March of a common year."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
