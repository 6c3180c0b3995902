"""What the bytes of a code say. Pure.

zxing-cpp guesses between Western, Japanese and Chinese code pages and is often wrong on short texts; the bytes are not.
"""

_HALF_WIDTH_KATAKANA = range(0xFF61, 0xFFA0)


def text_of_code(payload: bytes, guessed: str) -> str:
    """The first that fits: UTF-8, GB 2312, what the library `guessed` when that is Kanji mode, GB 18030, Latin-1."""
    for encoding, spelled_by in (("utf-8", "utf-8"), ("gb2312", "gb18030")):  # the former's "·" is a Japanese one
        try:
            payload.decode(encoding)
        except UnicodeDecodeError:
            continue
        return payload.decode(spelled_by)
    if _is_kanji_mode(payload, guessed):
        return guessed
    try:
        return payload.decode("gb18030")
    except UnicodeDecodeError:
        return payload.decode("latin-1")


def _is_kanji_mode(payload: bytes, guessed: str) -> bool:
    """A code in Kanji mode holds Shift JIS without half-width signs; GBK read as Shift JIS is full of them."""
    if any(ord(sign) in _HALF_WIDTH_KATAKANA for sign in guessed):
        return False
    try:
        return guessed.encode("shift_jis") == payload
    except UnicodeEncodeError:
        return False
