"""How an item is shown in a list: its name, icon, where it can be done, days and fee. Texts are final."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from contract.catalogue import Guide, GuideMaterial, Item, Level
from contract.codes import Language
from kiosk.words import Words

if TYPE_CHECKING:
    from catalogue.package.open import Package

CATEGORY_ICONS: dict[str, str] = {
    "户籍身份": "id-card",
    "婚育计生": "baby",
    "就业创业": "briefcase",
    "社会保险": "shield-check",
    "医疗保障": "heart-pulse",
    "民政救助与养老": "hand-heart",
    "残疾人服务": "accessibility",
    "退役军人优抚": "medal",
    "教育文体": "graduation-cap",
    "卫生健康": "stethoscope",
    "住房与不动产": "building-2",
    "交通与出入境": "car",
    "生活法律与社区": "scale",
    "企业开办与注销": "store",
    "行业准入许可": "badge-check",
    "税务服务": "receipt-text",
    "社保用工": "users",
    "投资项目与工程建设": "wrench",
    "规划用地与不动产": "map",
    "公用事业与市政城管": "droplets",
    "生态环保与应急安全": "flame",
    "科技创新与知识产权": "cpu",
    "惠企政策与融资": "wallet-cards",
    "信用监管与企业诉求": "file-check",
}
THEME_ICONS: dict[str, str] = {
    "婚育新生": "baby",
    "入学升学": "graduation-cap",
    "就业创业": "briefcase",
    "买房租房": "house",
    "退休养老": "armchair",
    "扶残助困": "hand-heart",
    "身后事": "flower-2",
    "开店办企业": "store",
}
ICONS_BY_NAME = (
    ("老年人优待证", "id-card"),
    ("助餐", "utensils"),
    ("电费", "zap"),
    ("水费", "droplets"),
    ("燃气", "flame"),
    ("医保", "heart-pulse"),
    ("医疗保险", "heart-pulse"),
    ("居住证明", "building-2"),
    ("居住登记", "users"),
    ("资格认证", "shield-check"),
    ("年审", "refresh-cw"),
    ("敬老卡", "bus"),
    ("大学", "graduation-cap"),
    ("预约", "calendar-days"),
    ("查询", "search"),
    ("打印", "printer"),
)
_CODE = re.compile(r"\s*（[RB]\d{2}-\d{3}(?:[、，]\s*[RB]\d{2}-\d{3})*）|\s*[RB]\d{2}-\d{3}\s*")


THEME_WORDS: dict[str, str] = {
    "婚育新生": "item-theme-family",
    "入学升学": "item-theme-school",
    "就业创业": "item-theme-work",
    "买房租房": "item-theme-home",
    "退休养老": "item-theme-retirement",
    "扶残助困": "item-theme-hardship",
    "身后事": "item-theme-death",
    "开店办企业": "item-theme-business",
}
"""Short names in the interface's language; a theme that is not here keeps the package's name."""
CATEGORY_WORDS: dict[str, str] = {name: f"item-category-{place}" for place, name in enumerate(CATEGORY_ICONS, 1)}
JOINER = "\u2060"


class Badge(msgspec.Struct, frozen=True):
    """A tag: its text, tone (ok, info, neutral, gold, bad) and icon."""

    text: str = ""
    tone: str = "neutral"
    icon: str = ""


class ItemLine(msgspec.Struct, frozen=True):
    """One row of a list of items; pressing it opens the guide of `code`."""

    code: str
    text: str
    second: str
    icon: str
    tag: Badge


def item_name(item: Item, words: Words) -> str:
    """Word for word as in the catalogue; English where there is one."""
    return item.name_en if words.language is Language.EN and item.name_en else item.name


def category_name(name: str, words: Words) -> str:
    """As in the catalogue; in English a short name that fits the drawer."""
    word = CATEGORY_WORDS.get(name) if words.language is Language.EN else None
    return words.text(word) if word else name


def theme_name(name: str, words: Words) -> str:
    word = THEME_WORDS.get(name)
    return words.text(word) if word else name


def departments_said(
    names: Iterable[str], words: Words, package: "Package | None", brief: bool = False
) -> str:
    """As in the catalogue; in English by their English names, without the district's where room is short."""
    if words.language is not Language.EN or package is None:
        return "、".join(names)
    said = [package.english_name("department", name) for name in names]
    return ", ".join(name.removeprefix(words.text("office-district")) if brief else name for name in said)


def held_together(text: str) -> str:
    """The last characters stay on one line, so that none stands there alone."""
    if len(text) < 4 or text.isascii():
        return text
    return JOINER.join((text[:-1], text[-1]) if len(text) < 6 else (text[:-2], text[-2], text[-1]))


def item_icon(item: Item) -> str:
    return next(
        (icon for part, icon in ICONS_BY_NAME if part in item.name), CATEGORY_ICONS.get(item.category, "file-text")
    )


def where_badge(item: Item, words: Words, here: bool) -> Badge:
    """What is true: `here` it can be handed in (kiosk/screens/applicable.py), otherwise where to go."""
    if here:
        return Badge(words.text("item-here"), "ok", "circle-check")
    word = {Level.VILLAGE: "item-village", Level.TOWN: "item-town"}.get(Level(item.level), "item-district")
    return Badge(words.text(word), "info" if item.level == Level.TOWN else "neutral")


def everyday(item: Item, words: Words) -> str:
    """What people call it: the first everyday phrase that is not a question; nothing in English."""
    if words.language is not Language.ZH:
        return ""
    plain = [phrase for phrase in item.colloquial if "咋" not in phrase and "？" not in phrase]
    return (plain or list(item.colloquial) or [""])[0]


def item_line(item: Item, words: Words, here: bool, second: str = "") -> ItemLine:
    return ItemLine(
        item.code,
        held_together(item_name(item, words)),
        held_together(second),
        item_icon(item),
        where_badge(item, words, here),
    )


def days_text(item: Item, words: Words) -> str:
    """How long, from the data: at once, or the promised (else the legal) working days."""
    if item.promised_days:
        return words.text("item-days", days=item.promised_days)
    if item.instant:
        return words.text("item-at-once")
    return words.text("item-days", days=item.legal_days) if item.legal_days else words.text("item-at-once")


def fee_text(item: Item, words: Words, guide: Guide | None = None) -> str:
    charged = bool(guide.fee.get("charged")) if guide is not None else item.fee not in ("免费", "")
    return words.text("item-charged" if charged else "item-free")


def without_codes(text: str) -> str:
    """Residents never see item codes."""
    return _CODE.sub("", text)


def how_asked(material: GuideMaterial, words: Words) -> str:
    """ "原件和复印件 1 份，在有效期内"."""
    parts = []
    if material.original and material.copies:
        parts.append(words.text("guide-original-copies", copies=material.copies))
    elif material.original:
        parts.append(words.text("guide-original"))
    elif material.copies:
        parts.append(words.text("guide-copies", copies=material.copies))
    if material.note:
        parts.append(material.note)
    return words.text("guide-comma").join(parts)
