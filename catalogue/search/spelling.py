"""How hanzi are spelt: pypinyin with the readings of local names. Only for building; a station reads tables."""

from functools import cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict

LOCAL = {
    "新都": "xin du", "成都": "cheng du", "都江堰": "du jiang yan", "郫都": "pi du", "犀浦": "xi pu", "郫县": "pi xian",
    "简阳": "jian yang", "邛崃": "qiong lai", "崇州": "chong zhou", "什邡": "shi fang", "斑竹园": "ban zhu yuan",
    "石板滩": "shi ban tan", "大邑": "da yi", "宝光寺": "bao guang si",
}  # fmt: skip
"""Names that the general dictionary reads another way, or does not know."""


@cache
def _with_local_names() -> None:
    load_phrases_dict({name: [[syllable] for syllable in spelt.split()] for name, spelt in LOCAL.items()})


def spell(hanzi: str) -> list[str]:
    """Syllables without tones, ü as v; characters without a reading are left out."""
    _with_local_names()
    return [syllable for syllable in lazy_pinyin(hanzi, style=Style.NORMAL, v_to_u=False, errors="ignore") if syllable]
