"""What a page shows → what is said of it: the lines read on entry, and the stops that keys move through. Pure.

Works on the final texts of the views, so that nothing can be said that is not shown, and a new screen is read without
code of its own: what it calls `title` and `second`, then everything that can be pressed. How a page is best opened with
words stands in LINES (DESIGN §4, column spoken).
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from kiosk.journey.events import On

Texts = tuple[str, ...]
HANZI = "hanzi"
"""Kind of a field that is written in hanzi."""
TYPE = "aloud_type"
"""Act of a stop that types its argument into the field on the page; the journey does not know it."""


class Stop(msgspec.Struct, frozen=True):
    """One thing that the focus can stand on. An empty `act`: told only."""

    texts: Texts
    act: str = ""
    argument: object = ""
    on: bool = False
    enabled: bool = True
    reason: str = ""
    private: Texts = ()
    """Said after `texts`, into a headset only."""
    types: str = ""
    """The field that digits of the keypad are typed into while the focus is here."""
    kind: str = ""
    """How that field is filled in by keys: digits, address, hanzi, or away when it cannot be."""
    leads: bool = False
    """The way on from this page: a key of its own goes to it."""
    masked: bool = False
    """What is typed is echoed nowhere."""

    @property
    def target(self) -> str:
        """Object name of the same thing in the window (kiosk/controls/Pressable.qml)."""
        if not self.act or self.act == TYPE:
            return ""
        plain = self.argument
        if isinstance(plain, dict):
            plain = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return f"act:{self.act}:{str(plain).lower() if isinstance(plain, bool) else '' if plain is None else plain}"


class PageSaid(msgspec.Struct, frozen=True):
    lines: Texts
    stops: tuple[Stop, ...]
    private: Texts = ()
    """Read after `lines`, into a headset only."""


LINES: dict[str, Texts] = {
    "IdleShown": ("start",),
    "HomeShown": ("title",),
    "SearchShown": ("placeholder", "heading"),
    "ResultsShown": ("title", "best.name", "nothing"),
    "BrowseShown": ("title", "second"),
    "ThemeShown": ("title", "count"),
    "GuideShown": ("title", "facts", "here", "things_title", "things.name"),
    "PrivacyShown": ("title", "lead"),
    "CardShown": ("title", "second"),
    "FormShown": ("error", "warning", "heading", "hint", "note", "options", "places.title"),
    "MaterialsShown": ("title", "second"),
    "SignShown": ("title", "second", "declarations.text"),
    "ReviewShown": ("title",),
    "SubmittingShown": ("title", "second"),
    "ReceiptShown": ("title", "state", "number_label", "number_lines", "number_lines", "note"),
    "FaultShown": ("title", "safe"),
    "RatingShown": ("title", "second"),
    "ClearedShown": ("title", "line"),
}
"""Class of the view → what is read when the page comes; a dot goes into a part, lists are read through."""

_ROWS: dict[str, tuple[On, str]] = {
    "ItemLine": (On.ITEM, "code"),
    "ThemeShown": (On.THEME, "name"),
    "TreeShown": (On.BROWSE, "audience"),
    "Tab": (On.SITUATION, "name"),
}
"""Rows that name no act: what pressing them sends."""
_DRAWERS = {"categories": On.CATEGORY, "groups": On.GROUP}
_TOLD = frozenset({"facts", "things", "steps", "sections", "prefilled", "pairs", "ways", "lines", "materials"})
"""Parts of a page that are gone through though nothing can be pressed there."""
_NOT_GONE_THROUGH = frozenset({"keyboard", "paging", "pager", "badges", "modes", "extra"})
_ON_RAIL = frozenset({On.BACK.value, On.LEAVE.value, On.SOUND.value, On.HELP.value})
"""What the rail offers to those who do not look at it."""
_LEADS = frozenset({"primary", "go"})
_ADDRESSES = ("_detail", "_address")
_MASKED_KINDS = frozenset({"id18", "bankcard"})
_PRIVATE = frozenset({"prefilled"})


def page_said(
    shown: msgspec.Struct, frame: msgspec.Struct | None = None, address: tuple[tuple[str, str], ...] = ()
) -> PageSaid:
    """Lines and stops of a page; those of the sheet alone while one stands over it. Stops of the rail come last.

    address: (how it is called, what it types) of the words that an address is put together from, beside digits.
    """
    sheet: Any = getattr(frame, "sheet", None)
    if sheet is not None and sheet.kind:
        return _sheet_said(sheet)
    names = LINES.get(type(shown).__name__, ("title", "heading", "second"))
    lines = tuple(text for name in names for text in _texts_at(shown, name.split(".")))
    if not lines:
        lines = tuple(text for name in shown.__struct_fields__ for text in _label(getattr(shown, name)))[:1]
    fields = sorted(shown.__struct_fields__, key=_rank)
    if type(shown).__name__ == "IdleShown":
        return PageSaid(lines, (Stop(lines, On.TOUCHED.value),))
    stops = [stop for name in fields for stop in _stops(getattr(shown, name), name)]
    if type(shown).__name__ == "SearchShown":
        stops.insert(0, Stop(lines[:1], types="query", kind=HANZI))  # the field is QML's own
    if any(stop.kind == "address" for stop in stops):
        at = next(number for number, stop in enumerate(stops) if stop.kind == "address") + 1
        stops[at:at] = [Stop((called,), TYPE, typed) for called, typed in address]
    stops += [*_pages(getattr(shown, "paging", None) or getattr(shown, "pager", None))]
    rail = [stop for stop in _stops(getattr(frame, "rail", ()), "rail") if stop.enabled and stop.act in _ON_RAIL]
    return PageSaid(lines, (*stops, *rail))


def _rank(field: str) -> int:
    """A guide is long: what it leads to comes before it. Elsewhere the way on comes last, the other way after it."""
    return {"go": 0, "person": 2, "primary": 2, "left": 3}.get(field, 1)


def _sheet_said(sheet: Any) -> PageSaid:
    buttons = [
        Stop((text,), act)
        for text, act in (
            (sheet.primary, sheet.primary_act),
            *((each.text, each.act) for each in getattr(sheet, "buttons", ())),
            (sheet.second, sheet.second_act),
            (sheet.third, sheet.third_act),
        )
        if text
    ]
    long = tuple(Stop((line,)) for line in sheet.lines) if sheet.kind == "full_text" else ()
    return PageSaid((sheet.title, *(() if long else sheet.lines)), (*long, *buttons))


def _texts_at(part: Any, path: list[str]) -> Iterator[str]:
    if isinstance(part, tuple | list):
        for number, each in enumerate(part, 1):
            if not path and isinstance(each, msgspec.Struct) and hasattr(each, "on") and len(part) > 1:
                yield str(number)
            yield from _texts_at(each, path)
    elif path:
        yield from _texts_at(getattr(part, path[0], ""), path[1:])
    else:
        yield from _label(part)


def _label(part: Any) -> Texts:
    """The texts of a small part in the order they stand; nothing for what has none."""
    if isinstance(part, str):
        return (part,) if part.strip() else ()
    if isinstance(part, tuple):
        return tuple(text for text in part if text.strip())
    names = ("strong", "text", "label", "value", "title", "name", "second", "note")
    said = (getattr(part, name, "") for name in names)
    return tuple(text for text in said if isinstance(text, str) and text.strip())


def _stops(part: Any, name: str) -> Iterator[Stop]:
    if name in _NOT_GONE_THROUGH or part is None:
        return
    if isinstance(part, tuple | list):
        for each in part:
            if isinstance(each, msgspec.Struct):
                yield from _stops(each, name)
        return
    if not isinstance(part, msgspec.Struct):
        return
    kind = type(part).__name__
    if kind == "Remark" or getattr(part, "act", "") == On.SHOW_NUMBER.value:
        return
    if kind in _ROWS:
        on, argument = _ROWS[kind]
        yield Stop(_label(part)[:1], on.value, getattr(part, argument), bool(getattr(part, "on", False)))
    elif kind == "Drawer":
        drawer: Any = part
        yield Stop(_label((drawer.text, drawer.second)), _DRAWERS[name].value, drawer.name, drawer.on)
    elif kind == "ReviewRow":
        row: Any = part
        yield Stop((row.label, row.go), row.act, row.argument, private=(row.value,))
    elif kind == "MaterialLine":
        yield Stop(_label(part))  # pressing it shows a picture
    elif kind == "EntryShown":
        yield from _entry(part)
    elif hasattr(part, "act"):
        yield from _pressed(part, name)
    elif name in _TOLD and not any(isinstance(getattr(part, each), tuple | list) for each in part.__struct_fields__):
        texts = _label(part)
        if texts:
            yield Stop(texts[:1], private=texts[1:]) if name in _PRIVATE or name == "pairs" else Stop(texts)
    else:
        heading = _label(part) if name in _TOLD else ()
        if heading:
            yield Stop(heading[:1])
        for each in part.__struct_fields__:
            yield from _stops(getattr(part, each), each)


def _pressed(part: Any, name: str) -> Iterator[Stop]:
    texts = _label(part) or ((part.label,) if getattr(part, "label", "") else ())
    if not texts:
        return
    if not part.act:
        yield Stop(texts) if name in _TOLD else Stop(())
        return
    enabled, reason = bool(getattr(part, "enabled", True)), str(getattr(part, "reason", ""))
    on, leads = bool(getattr(part, "on", False)), name in _LEADS
    yield Stop(texts, part.act, getattr(part, "argument", ""), on, enabled, "" if enabled else reason, leads=leads)


def _entry(part: Any) -> Iterator[Stop]:
    if not part.field:
        return
    label = part.label or part.placeholder
    kind = {"text": "address" if part.field.endswith(_ADDRESSES) else HANZI, "code": "away"}.get(part.kind, "digits")
    yield Stop(
        (label,) if label else (),
        private=(part.text,) if part.text and part.kind not in _MASKED_KINDS else (),
        types=part.field if kind != "away" else "",
        kind=kind,
        masked=part.kind in _MASKED_KINDS,
    )
    for extra in part.extra:
        yield from _pressed(extra, "options")


def _pages(paging: Any) -> Iterator[Stop]:
    if paging is None or paging.pages < 2:
        return
    if paging.page + 1 < paging.pages:
        yield Stop((paging.on, paging.text), On.PAGE.value, paging.page + 1)
    if paging.page > 0:
        yield Stop((paging.back, paging.text), On.PAGE.value, paging.page - 1)
