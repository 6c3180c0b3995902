"""How wide a text is on receipt paper, how it wraps, and whether the printer's own characters can spell it.

Columns are encoded bytes: 1 byte, 1 column; 2 bytes, 2 columns (PROTOCOLS §4.2). Unicode's width tables call several
of these characters ambiguous and misalign them. Pure: no port, no font.
"""

import unicodedata

# The printer has another code for the same sign: ￥ for ¥, a space for the unbreakable one. Never for letters, hanzi.
_SAME_SIGN = {"\u00a5": "\uffe5", "\u00a0": " ", "\t": " "}
_NOT_AT_START = frozenset("。，、：；！？）》”’】〉」』…·—%,.:;!?)]}")
_WIDE_SPACE = "\u3000"
_SPACES = " " + _WIDE_SPACE
_NOT_AT_END = frozenset("（《“‘【〈「『([{")


def printable(text: str) -> str:
    """`text` without control characters, which would be commands to the printer, and with ¥ and NBSP as it has them.

    Newlines stay. Format characters (direction marks, joiners) are dropped: they have no picture.
    """
    kept = (_SAME_SIGN.get(character, character) for character in text)
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))


def spelled(text: str, encoding: str = "gbk") -> bytes | None:
    """`text` in the printer's code, or None when a character has no code there and the line must be drawn.

    encoding: a Python codec with one and two byte codes. A four-byte code counts as none (PROTOCOLS §4.2).
    """
    came = bytearray()
    for character in text:
        try:
            code = character.encode(encoding)
        except UnicodeEncodeError:
            return None
        if len(code) > 2:
            return None
        came += code
    return bytes(came)


def columns_of_character(character: str) -> int:
    """1 or 2 columns; 0 for a mark that is set over the character before it."""
    try:
        return len(character.encode("gbk"))
    except UnicodeEncodeError:
        if unicodedata.combining(character) or unicodedata.category(character) == "Mn":
            return 0
        # private-use characters of a chip are hanzi, whatever the width table says
        wide = unicodedata.east_asian_width(character) in "WFA" or ord(character) >= 0x2E80
        return 2 if wide else 1


def columns_of(text: str) -> int:
    """Columns of a text at single size."""
    return sum(map(columns_of_character, text))


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` columns; at least one, which may be empty.

    Newlines are kept when every line so made fits, else they count as spaces. Chinese breaks anywhere but before
    。，、： and their like; Latin words and numbers stay whole unless longer than a line.
    A full-width space is where a line breaks first; a last line is not one hanzi alone.
    Raises ValueError when not even one hanzi fits.
    """
    if columns < 2:
        raise ValueError("a line needs at least two columns")
    wished = [line.rstrip(" ") for line in text.split("\n")]
    if all(columns_of(line) <= columns for line in wished):
        return wished
    whole = " ".join(line for line in wished if line)
    parts = whole.split(_WIDE_SPACE)
    pieces = _pieces(whole, columns)
    if len(parts) > 1 and all(columns_of(part) <= columns for part in parts):
        pieces = [part + _WIDE_SPACE for part in parts]
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if columns_of("".join(lines[-1])) + columns_of(piece.rstrip(_SPACES)) <= columns:
            lines[-1].append(piece)
        elif piece.strip(_SPACES):
            lines.append([piece.lstrip(_SPACES)])
    last = lines[-1]
    if len(lines) > 1 and len(lines[-2]) > 1 and columns_of("".join(last)) == 2 and not _is_word(last[0][0]):
        last.insert(0, lines[-2].pop())  # no hanzi stands alone
    return ["".join(line).rstrip(_SPACES) for line in lines]


def _pieces(text: str, columns: int) -> list[str]:
    """What may not be torn: words with the spaces after them, hanzi with the signs that must stay with them."""
    pieces: list[str] = []
    for character in text:
        last = pieces[-1] if pieces else ""
        joins = bool(last) and (
            character in _NOT_AT_START
            or last[-1] in _NOT_AT_END
            or columns_of_character(character) == 0
            or (character == " ")
            or (_is_word(character) and _is_word(last[-1]))
        )
        if joins and columns_of((last + character).rstrip(" ")) <= columns:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _is_word(character: str) -> bool:
    return columns_of_character(character) == 1 and character != " "
