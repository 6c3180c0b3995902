"""A Chinese text on a screen → the same as it is spoken: numbers in words, nothing masked, sentences apart. Pure.

The renderer of the voice pack and the station use the same rules, so that a text finds its clip. NORMALISER is raised
when the same sentence has to sound otherwise (readings.toml): then every clip is made anew.
"""

import re

NORMALISER = 1
"""Part of a clip's name."""

TEXT_LIMIT = 2000
"""Characters of one text that are looked at; no screen has as many."""

DIGITS = "零一二三四五六七八九"
ONE_BY_ONE = "零幺二三四五六七八九"
"""As phones and numbers of papers are said."""

LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "诶 比 西 迪 伊 艾弗 吉 艾尺 爱 杰 开 艾勒 艾姆 恩 欧 批 丘 阿尔 艾斯 提 优 维 达不溜 艾克斯 歪 贼德".split(),
        strict=True,
    )
)

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_MEASURES = "位个件样张份天次页项户人岁趟句种类步问小分秒周条道名台块级楼寸年"
_COUNTED = frozenset("元件人次份万")
"""After these a long number is an amount, not a number of something."""
_BESIDE = "\u3000·\u3000"
"""Two remarks in one line."""
_MASKED = re.compile(r"[\dA-Za-z]*(?:\s*\*)+(?:\s*[\dA-Za-z]+)?")
_MASK_SAID = "号码不念"
_PAGE = re.compile(r"(?<!\d)(\d{1,3}) / (\d{1,3})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR = re.compile(r"(\d{4})(?=\s*年)")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)")
_RANGE = re.compile(r"(\d)\s*[-–—~～至]\s*(?=\d)")
_CODE = re.compile(r"(?<![\dA-Za-z])(?:[A-Z]{1,3})?\d(?:[\d -]*\d)?(?![\dA-Za-z])")
_DECIMAL = re.compile(r"(?<!\d)(\d{1,4})\.(\d{1,4})(?!\d)")
_NUMBER = re.compile(r"(第\s*)?(\d+)(?=\s*(\S?))")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_SENTENCE = re.compile(r"[。！!；;]|(?<=[？?])")
_CLAUSE = re.compile(r"[，：]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”\"'‘’「」『』《》〈〉【】[]{}\u2060\u200b\ufeff·", ""),
        **dict.fromkeys("（(）)—–-…,:\u3000|", "，"),
        "㎡": "平方米",
        "：": "：",
        "?": "？",
        "!": "！",
        ";": "；",
        "/": "或",
        "／": "或",
        "+": "加",
        "＋": "加",
        "&": "和",
    }
)


def sentences_of(text: str) -> tuple[str, ...]:
    """The spoken sentences of a text, each as the renderer gets it; nothing where there is nothing to say."""
    found = (_tidy(part) for part in _SENTENCE.split(spoken(text)))
    return tuple(part for part in found if part)


def clauses_of(sentence: str) -> tuple[str, ...]:
    """The parts of a spoken sentence between its commas."""
    found = (_tidy(part) for part in _CLAUSE.split(sentence))
    return tuple(part for part in found if part)


def spoken(text: str) -> str:
    """Numbers, letters and signs turned into what is said; masked numbers are named, not read."""
    text = text[:TEXT_LIMIT].translate(_WIDE).replace("\n", "").replace(_BESIDE, "。")
    text = _MASKED.sub(_MASK_SAID, text)
    text = _PAGE.sub(r"第\1页，共\2页", text)
    text = _DAY.sub(lambda day: f"{day[1]} 年 {int(day[2])} 月 {int(day[3])} 日", text)
    text = _YEAR.sub(lambda year: one_by_one(year[1], DIGITS), text)
    text = _TIME.sub(lambda time: _time(int(time[1]), int(time[2])), text)
    text = _PERCENT.sub(lambda part: f"百分之{part[1]}", text)
    text = _CODE.sub(_code, text)
    text = _RANGE.sub(r"\1到", text)
    text = _DECIMAL.sub(lambda number: f"{in_words(int(number[1]))}点{one_by_one(number[2], DIGITS)}", text)
    text = _NUMBER.sub(_counted, text)
    text = "".join(LETTERS.get(sign.upper(), sign) if sign.isascii() else sign for sign in text.translate(_SIGNS))
    return re.sub(r"\s+", "", text)


def _tidy(part: str) -> str:
    part = re.sub(r"，?([：？])，?", r"\1", re.sub(r"[，、]*，[，、]*", "，", part))
    return part.strip("，、：").replace("：？", "？")


def one_by_one(digits: str, names: str = ONE_BY_ONE) -> str:
    return "".join(names[int(digit)] for digit in digits if digit.isdecimal() and digit.isascii())


def in_words(number: int) -> str:
    """0 … 99 999 999 as it is counted; a larger one digit by digit."""
    if number >= 10**8:
        return one_by_one(str(number))
    if number >= 10**4:
        rest = number % 10**4
        return in_words(number // 10**4) + "万" + (("零" if rest < 1000 else "") + in_words(rest) if rest else "")
    words, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap and words else "") + ("" if unit == "十" and number < 20 else DIGITS[digit]) + unit
        gap = not digit
    return words or DIGITS[0]


def _time(hour: int, minute: int) -> str:
    said = f"{'两' if hour == 2 else in_words(hour)}点"
    return said + (f"{'零' if minute < 10 else ''}{in_words(minute)}分" if minute else "")


def _code(found: re.Match[str]) -> str:
    """Phones and numbers of papers, digit by digit; a short bare number is left to be counted."""
    text = found[0]
    digits = re.sub(r"\D", "", text)
    counted = text.isdecimal() and not digits.startswith("0") and found.string[found.end() :].lstrip()[:1] in _COUNTED
    if (len(digits) < 5 or counted) and not (digits.startswith("0") and len(digits) > 1):
        return text
    letters = "".join(LETTERS[sign] for sign in text if "A" <= sign <= "Z")
    groups = [one_by_one(group) for group in re.findall(r"\d+", text)]
    return "，".join([*([letters] if letters else []), *groups]) if len(groups) > 1 else letters + "".join(groups)


def _counted(found: re.Match[str]) -> str:
    ordinal, digits, after = found[1] or "", found[2], found[3] or ""
    two = not ordinal and digits == "2" and after and after in _MEASURES
    return ordinal.strip() + ("两" if two else in_words(int(digits[:12])))
