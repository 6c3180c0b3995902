"""Items, guides and places as a content package holds them; the counts a package must satisfy (SM-12…SM-67)."""

from enum import StrEnum

import msgspec


class Audience(StrEnum):
    RESIDENT = "resident"
    ENTERPRISE = "enterprise"


class Handling(StrEnum):
    """What the station can do with an item."""

    APPLY = "apply"
    QUERY = "query"
    PRINT = "print"
    BOOK = "book"
    GUIDE = "guide"


class Level(StrEnum):
    VILLAGE = "village"
    TOWN = "town"
    DISTRICT = "district"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One 事项 of the catalogue. Names stay word for word as in the catalogue."""

    code: str
    name: str
    audience: Audience
    category: str
    group: str
    """big_item of the catalogue: the second level of the tree."""
    themes: tuple[str, ...]
    handling: str
    level: str
    quick: bool
    cross_town: bool
    cross_town_kind: str
    department: str
    needs_id_card: bool
    instant: bool
    legal_days: int
    promised_days: int
    fee: str
    materials: tuple[str, ...]
    result: str
    colloquial: tuple[str, ...]
    keywords: tuple[str, ...]
    name_en: str = ""
    short_zh: str = ""
    form: str = ""
    """Form id, e.g. "F01"; empty: no form yet, the guide says what can be done here."""
    answered: str = ""
    """An InstantKind: a register is asked while somebody waits; empty: none is."""


class GuideMaterial(msgspec.Struct, frozen=True, kw_only=True):
    """One 材料 of a situation."""

    name: str
    issuer: str = ""
    original: int = 0
    copies: int = 0
    required: bool = True
    note: str = ""
    data_sharing: str = ""
    promise_instead: bool = False
    sample: str = ""


class GuideStep(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    where: str = ""
    days: int = 0
    what: str = ""


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """One 情形 of an item: one guide."""

    id: str
    name: str
    when: str = ""
    materials: tuple[GuideMaterial, ...] = ()
    steps: tuple[GuideStep, ...] = ()
    result: dict[str, object] = {}


class Question(msgspec.Struct, frozen=True, kw_only=True):
    q: str
    a: str


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """All guides of one item (698 situations of 422 items). `sample_content`: 示例, to be replaced by the district."""

    item: str
    plain: str
    spoken: str = ""
    who: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    situations: tuple[Situation, ...] = ()
    fee: dict[str, object] = {}
    legal_days: int = 0
    promised_days: int = 0
    trips: int = 0
    faq: tuple[Question, ...] = ()
    beware: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    places: str = ""
    phones: tuple[str, ...] = ()
    complaint: str = ""
    sample_content: bool = True


class Division(msgspec.Struct, frozen=True, kw_only=True):
    """A village or community and its town: 12-digit and 9-digit codes."""

    code: str
    name: str
    town_code: str
    town_name: str


class InstantKind(StrEnum):
    """What comes out of an item that is answered while somebody waits."""

    PROOF = "proof"
    """A paper that says something about somebody."""
    RECORD = "record"
    """What a register holds about somebody."""
    LIST = "list"
    """What anybody may know: nobody's card is read."""


class InstantAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """即办: an item whose question the centre's registers answer at once (contract/inquiry.py)."""

    item: str
    kind: InstantKind
    personal: bool
    """Asked about the holder of a card that was read here; typed numbers do not do."""
    valid_days: int = 0
    """Of a proof; 0: nothing is said of it."""
    note: str = ""


class OfficeTier(StrEnum):
    """The four tiers where people go (区中心 · 镇街 · 村社 · 小区)."""

    COMPOUND = "compound"
    VILLAGE = "village"
    TOWN = "town"
    DISTRICT = "district"


class OfficeMark(StrEnum):
    """How far hours and telephone of an office may be relied on."""

    SAMPLE = "示例"
    UNVERIFIED = "待核"
    VERIFIED = "已核"


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """办事点: a place with people and opening hours."""

    code: str
    name: str
    tier: OfficeTier
    division: str
    """6 digits of the district, 9 of a town, 12 of a village or community."""
    mark: OfficeMark
    address: str = ""
    hours: str = ""
    """Days of the week and times, e.g. "1-5 09:00-12:00 13:00-17:00; 6 09:00-12:00"; empty: not known."""
    phone: str = ""
    departments: tuple[str, ...] = ()
    """Whose matters it takes; empty: everybody's."""
    note: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One ranked item of a search, with a reason a person understands."""

    code: str
    name: str
    score: float
    reason: str
    """In Chinese, for the command line; the window words `reason_code` with `matched` in its own language."""
    reason_code: str = ""
    """name, short, colloquial, keyword, english, pinyin, initials, sounds_like or guide."""
    matched: str = ""
    """The text of the item that the query met."""


EXPECTED_COUNTS: dict[str, int] = {
    "items": 422,
    "resident_categories": 13,
    "resident_groups": 24,
    "enterprise_categories": 11,
    "enterprise_groups": 20,
    "themes": 8,
    "village": 61,
    "town": 192,
    "quick": 50,
    "cross_town": 40,
    "cross_town_kinds": 4,
    "guides": 698,
}
"""Counts a full package must satisfy; forms and divisions are declared in the package's own manifest."""
