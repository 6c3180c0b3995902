"""National code tables that more than one process needs, each with its standard named (STANDARDS §3.11)."""

import re
from enum import Enum, StrEnum
from typing import ClassVar


class Sex(StrEnum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"

    @property
    def zh(self) -> str:
        return {"0": "未知", "1": "男", "2": "女", "9": "未说明"}[self.value]


_NATIONS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()

NATIONS: dict[str, str] = {f"{i:02d}": f"{name}族" for i, name in enumerate(_NATIONS, 1)}
"""GB/T 3304: two-digit code → name as printed on cards, e.g. "01" → "汉族"."""
NATIONS |= {"97": "其他", "98": "外国血统中国籍人士"}


class Profile(StrEnum):
    """How the window looks; switches at once on every screen (DESIGN §2)."""

    STANDARD = "standard"
    ELDER = "elder"
    CONTRAST = "contrast"


class Language(str):
    """A language of the interface by its BCP 47 tag; one object a tag, so that `is` compares.

    Which languages are shipped is told by assets/words/languages.toml, so that adding one touches no code; only those
    that code itself asks for have a name here. Raises ValueError for what is no tag.
    """

    __slots__ = ()
    ZH: ClassVar["Language"]
    EN: ClassVar["Language"]
    _made: ClassVar[dict[str, "Language"]] = {}

    def __new__(cls, tag: str) -> "Language":
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", tag):
            raise ValueError(f"{tag[:20]!r} is no language tag")
        return cls._made.setdefault(str(tag), super().__new__(cls, tag))

    @property
    def value(self) -> str:
        """The tag, as plain text."""
        return str(self)


Language.ZH = Language("zh-CN")
Language.EN = Language("en")


class Satisfaction(Enum):
    """Five grades of 好差评. `code` 1 is best on the national platform, `stars` 5 is best on screen."""

    VERY_GOOD = ("1", 5, "非常满意")
    GOOD = ("2", 4, "满意")
    BASIC = ("3", 3, "基本满意")
    POOR = ("4", 2, "不满意")
    VERY_POOR = ("5", 1, "非常不满意")

    def __init__(self, code: str, stars: int, zh: str) -> None:
        self.code = code
        self.stars = stars
        self.zh = zh
