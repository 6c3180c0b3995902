"""Unified social credit code of GB 32100-2015: 18 characters, the last one a check over the first 17."""

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Without I, O, S, V and Z."""
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def uscc_check(text: str) -> str:
    """Check character for the first 17 characters. Raises ValueError for one that a code never holds."""
    total = sum(weight * CHARACTERS.index(character) for weight, character in zip(WEIGHTS, text[:17], strict=True))
    return CHARACTERS[(31 - total % 31) % 31]


def is_uscc(text: str) -> bool:
    return len(text) == 18 and all(ch in CHARACTERS for ch in text) and uscc_check(text) == text[17]
