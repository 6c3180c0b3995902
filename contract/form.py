"""What a form asks and why. A form is data (STYLE rule on content); conditions are CEL (Common Expression Language)."""

from enum import StrEnum

import msgspec


class FieldType(StrEnum):
    TEXT = "text"
    ENUM = "enum"
    MULTI = "multi"
    BOOL = "bool"
    DATE = "date"
    MONTH = "month"
    INT = "int"
    DECIMAL = "decimal"
    ID18 = "id18"
    ID18_OR_USCC = "id18_or_uscc"
    USCC = "uscc"
    MOBILE = "mobile"
    BANKCARD = "bankcard"
    DIVISION = "division"
    REGEX = "regex"
    REPEAT = "repeat"
    SIGNATURE = "signature"
    PHOTO = "photo"
    SCAN = "scan"


class Source(StrEnum):
    ID_CARD = "id_card"
    ID_CARD2 = "id_card2"
    KIOSK = "kiosk"
    SYSTEM = "system"
    USER = "user"


class Step(StrEnum):
    """The six steps of an application (DESIGN §4)."""

    CARD = "card"
    FORM = "form"
    MATERIALS = "materials"
    CONTACT = "contact"
    SIGN = "sign"
    REVIEW = "review"


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """`label` is the Chinese label and the value of the answer; `key` names its words in the form's .ftl."""

    label: str
    key: str
    code: str = ""
    """Code of the national table, where one exists."""
    when: str = ""
    """CEL; empty: always offered. `station` facts say what the site can do, e.g. `station.has_camera`."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A CEL expression that must be true over `answers`, `card`, `today`; `code` names the error's words."""

    cel: str
    code: str
    warns: bool = False
    """True: says it and lets the resident go on."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    """Chinese label as on the printed form; other languages in the form's .ftl."""
    type: FieldType
    source: Source = Source.USER
    required: bool = True
    step: Step = Step.FORM
    options: tuple[Option, ...] = ()
    when: str = ""
    """CEL; empty: always shown."""
    compute: str = ""
    """CEL for source `system`, and the default for `kiosk`."""
    default: str = ""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    rules: tuple[Rule, ...] = ()
    purpose: str = ""
    masked: bool = False
    sensitive: bool = False
    """True: never printed and never read aloud."""
    digits: int = 12
    """Digits of a DIVISION's code: 2 province, 4 city, 6 county, 12 village or community of the district."""
    fields: tuple["Field", ...] = ()
    """Columns of a REPEAT."""
    count: str = ""
    """CEL for how many rows a REPEAT has; empty: the resident says how many."""
    page: str = ""
    """Fields of one step with the same page are asked on one screen; empty: a screen of its own."""
    licence_name: str = ""
    """Of a code of an enterprise: the text field that takes the name when a business licence is scanned."""
    words: str = ""
    """Prefix of its words in the .ftl files, e.g. "form-f01-card-kind"; set when the form is read."""


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """A material the form needs, and how it may be given."""

    id: str
    name: str
    when: str = ""
    from_card_photo: bool = False
    data_sharing: str = ""
    """Office that can be asked instead; empty: none."""
    promise_instead: bool = False


class Declaration(msgspec.Struct, frozen=True, kw_only=True):
    """Full text is what is stored; `short` is the plain sentence on the screen (DESIGN §4, 13-sign)."""

    id: str
    text: str
    short: str
    short_en: str = ""


class FormDef(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    version: int
    title: str
    items: tuple[str, ...]
    fields: tuple[Field, ...]
    """Shared blocks merged in: id block first, own fields, contact block."""
    materials: tuple[Material, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    eligibility: tuple[Rule, ...] = ()
    """Hints with a reason; never refuse."""
    card_must_stay: bool = False
    """True: lifting the card before hand-in ends the visit (the item says so)."""
    keep_days: int = 0
    purpose: str = ""
    notes: str = ""


class FieldError(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend. `message` is plain Chinese for the command line; the window uses `code` with its words."""

    field: str
    code: str
    message: str
    warns: bool = False
    facts: dict[str, str] = {}
    """Variables of the message, e.g. {"missing": "2", "need": "11"}."""
