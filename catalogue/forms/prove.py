"""Proves a form definition: what a build must find, so that no resident meets it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from catalogue.forms.expressions import ExpressionWrong, NotEvaluable, compiled, gives, matches_whole, names_in
from contract.form import Field, FieldType, FormDef, Source

FIELD_LIMIT = 200
OPTION_LIMIT = 400
TEXT_LIMIT = 2000
"""Characters a label, text or declaration may have."""

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
CODE = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)

CHOICES = (FieldType.ENUM, FieldType.MULTI)
GIVES = {"compute": ("BOOL", "STRING", "INT", "DOUBLE", "LIST"), "count": ("INT",)}
"""Types an expression may give; every other condition is a BOOL."""
FILES = (FieldType.SIGNATURE, FieldType.PHOTO, FieldType.SCAN)


class FormWrong(ValueError):
    """A definition breaks a rule; `where` is the field, material or part."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


def expressions_of(field: Field) -> Iterator[tuple[str, str]]:
    """(what it is for, expression) of one field."""
    parts = (("when", field.when), ("compute", field.compute), ("count", field.count))
    yield from ((part, text) for part, text in parts if text)
    yield from ((f"rule {rule.code}", rule.cel) for rule in field.rules)
    yield from ((f"option {option.label}", option.when) for option in field.options if option.when)


def needs(field: Field) -> set[str]:
    """Fields that must be worked out before this one: what its `when` and `compute` read."""
    found: set[str] = set()
    for text in (field.when, field.compute):
        found |= names_in(text) if text else set()
    return found


def in_order(form: FormDef) -> tuple[Field, ...]:
    """Fields so that each comes after those it needs. Raises FormWrong for a circle."""
    fields = {field.id: field for field in form.fields}
    waiting = {field.id: needs(field) & fields.keys() for field in form.fields}
    ordered: list[Field] = []
    while waiting:
        ready = [name for name, wanted in waiting.items() if not wanted]
        if not ready:
            raise FormWrong(
                next(iter(waiting)),
                f"the conditions of {', '.join(list(waiting)[:6])} depend on each other in a circle",
            )
        for name in ready:
            del waiting[name]
            ordered.append(fields[name])
        for wanted in waiting.values():
            wanted -= set(ready)
    return tuple(ordered)


def unique(where: str, what: str, names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise FormWrong(where, f"{what} {name[:40]!r} stands {times} times")


def prove_expression(where: str, what: str, text: str, known: set[str], wanted: tuple[str, ...]) -> None:
    try:
        compiled(text)
        unknown = names_in(text) - known
        kind = gives(text)
    except ExpressionWrong as error:
        raise FormWrong(where, f"{what}: {error}") from None
    if unknown:
        raise FormWrong(where, f"{what} reads {', '.join(sorted(unknown))[:80]}, which is no field of the form")
    if kind.partition("<")[0] not in (*wanted, "DYN"):
        raise FormWrong(where, f"{what} gives {kind}, not {' or '.join(wanted)}")


def prove_options(field: Field) -> None:
    if field.type in CHOICES and not field.options:
        raise FormWrong(field.id, "a choice needs options")
    if len(field.options) > OPTION_LIMIT:
        raise FormWrong(field.id, f"more than {OPTION_LIMIT} options")
    unique(field.id, "the option", (option.label for option in field.options))
    unique(field.id, "the option key", (option.key for option in field.options))
    for option in field.options:
        if not option.label or len(option.label) > TEXT_LIMIT or not KEY.fullmatch(option.key):
            raise FormWrong(
                field.id, f"option {option.label[:40]!r} needs a label and a key of small letters and digits"
            )
    if (
        field.type is FieldType.ENUM
        and field.default
        and field.default not in {option.label for option in field.options}
    ):
        raise FormWrong(field.id, f"the default {field.default[:40]!r} is no option")


def prove_field(field: Field, known: set[str]) -> None:
    if not IDENTIFIER.fullmatch(field.id):
        raise FormWrong(field.id[:40], "an id is small letters, digits and _, at most 40")
    if not field.label or len(field.label) > TEXT_LIMIT:
        raise FormWrong(field.id, "a field needs a label")
    prove_options(field)
    for what, text in expressions_of(field):
        prove_expression(field.id, what, text, known, GIVES.get(what, ("BOOL",)))
    if field.digits not in (2, 4, 6, 12) or (field.count and field.type is not FieldType.REPEAT):
        raise FormWrong(field.id, "digits is 2, 4, 6 or 12, and count belongs to a repeat")
    if field.source is Source.SYSTEM and not field.compute:
        raise FormWrong(field.id, "a field of source system needs compute")
    if field.source in (Source.ID_CARD, Source.ID_CARD2) and not field.compute:
        raise FormWrong(field.id, "a field read from a card needs compute, like card.name")
    if field.type is FieldType.REGEX and not field.pattern:
        raise FormWrong(field.id, "a field of type regex needs a pattern")
    if field.pattern:
        prove_pattern(field)
    low, high = field.min_length, field.max_length
    if low is not None and (low < 0 or (high is not None and high < low)):
        raise FormWrong(field.id, "min_length and max_length contradict each other")
    if field.default and field.type is FieldType.BOOL and field.default not in ("true", "false"):
        raise FormWrong(field.id, "the default of a bool is true or false")
    unique(field.id, "the rule", (rule.code for rule in field.rules))
    for rule in field.rules:
        if not CODE.fullmatch(rule.code):
            raise FormWrong(field.id, f"rule code {rule.code[:40]!r}: small letters, digits and _")


def prove_pattern(field: Field) -> None:
    try:
        matches_whole("", field.pattern)
    except NotEvaluable as error:
        raise FormWrong(field.id, f"pattern is no RE2 regular expression: {error}") from None


def prove_columns(field: Field) -> None:
    if (field.type is FieldType.REPEAT) != bool(field.fields):
        raise FormWrong(field.id, "columns (fields) belong to a repeat, and a repeat needs some")
    unique(field.id, "the column", (column.id for column in field.fields))
    names = {column.id for column in field.fields}
    for column in field.fields:
        if column.type is FieldType.REPEAT or column.type in FILES or column.fields:
            raise FormWrong(f"{field.id}.{column.id}", "a column is one plain value")
        prove_field(column, names)


def prove_licence(field: Field, form: FormDef) -> None:
    """The name of an enterprise goes into a text field beside its code."""
    if not field.licence_name:
        return
    named = next((each for each in form.fields if each.id == field.licence_name), None)
    if field.type not in (FieldType.USCC, FieldType.ID18_OR_USCC) or named is None or named.type is not FieldType.TEXT:
        raise FormWrong(field.id, "licence_name is the text field beside a code that takes the enterprise's name")


def prove(form: FormDef) -> None:
    """Raises FormWrong for the first rule that the definition breaks."""
    if not form.fields:
        raise FormWrong("fields", "a form needs fields")
    if len(form.fields) > FIELD_LIMIT:
        raise FormWrong("fields", f"more than {FIELD_LIMIT} fields")
    if not form.items:
        raise FormWrong("items", "a form needs the code of an item")
    unique("fields", "the field", (field.id for field in form.fields))
    known = {field.id for field in form.fields}
    for field in form.fields:
        prove_field(field, known)
        prove_columns(field)
    for field in form.fields:
        prove_licence(field, form)
    unique("materials", "the material", (material.id for material in form.materials))
    for material in form.materials:
        if not KEY.fullmatch(material.id.replace("_", "-")) or not material.name:
            raise FormWrong(material.id[:40], "a material needs an id and a name")
        if material.when:
            prove_expression(material.id, "when", material.when, known, ("BOOL",))
    unique("declarations", "the declaration", (declaration.id for declaration in form.declarations))
    for declaration in form.declarations:
        if not declaration.text or not declaration.short or len(declaration.text) > TEXT_LIMIT:
            raise FormWrong(declaration.id[:40], "a declaration needs its full text and a short one")
    for rule in form.eligibility:
        prove_expression("eligibility", rule.code, rule.cel, known, ("BOOL",))
    in_order(form)
