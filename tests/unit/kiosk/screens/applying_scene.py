"""Scenes for the views of applying: one real form, three communities, no window and no package file."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from bench.sample_applying import Fill
from catalogue.forms.source import read_form, read_forms
from contract.catalogue import Audience, Division, Item
from contract.codes import Language, Profile
from contract.device_lines import DeviceState
from kiosk.config import ASSETS
from kiosk.journey.session import Session, Site
from kiosk.screens.shown import Scene
from kiosk.words import words_of

F01 = read_form(ASSETS / "content" / "forms" / "F01_elder_card.toml")
NOW = datetime(2026, 11, 23, 9, 52, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBER = "11010519491231002X"
ITEM = Item(
    code="R06-014",
    name="老年人优待证办理",
    name_en="Senior card",
    audience=Audience.RESIDENT,
    category="",
    group="",
    themes=(),
    handling="apply",
    level="village",
    quick=True,
    cross_town=True,
    cross_town_kind="",
    department="新都区卫生健康局",
    needs_id_card=True,
    instant=True,
    legal_days=10,
    promised_days=0,
    fee="免费",
    materials=(),
    result="",
    colloquial=(),
    keywords=(),
    form="F01",
)


class OneForm:
    """What the samples and views ask of a content package, with one form and three communities."""

    def item(self, code: str) -> Item:
        return ITEM

    def form_for_item(self, code: str):
        return F01

    def form(self, form_id: str):
        return next(form for form in read_forms(ASSETS / "content" / "forms") if form.id == form_id)

    def divisions(self) -> tuple[Division, ...]:
        town = {"town_code": "510114006", "town_name": "石板滩街道"}
        other = {"town_code": "510114005", "town_name": "新繁街道"}
        return (
            Division(code="510114005001", name="龙安社区", **other),
            Division(code="510114006003", name="狮子社区", **town),
            Division(code="510114006007", name="石马社区", **town),
        )

    def english_name(self, kind: str, key: str) -> str:
        return key

    def piece(self, kind: str, key: str) -> bytes | None:
        return None

    def regions(self) -> dict[str, str]:
        return {"51": "四川省", "5101": "成都市", "5106": "德阳市", "50": "重庆市", "5001": "重庆市（区）"}


def scene(
    fill: Fill, profile: Profile = Profile.STANDARD, language: Language = Language.ZH, portrait: bool = True
) -> Scene:
    session = Session(visit=1, profile=profile, language=language)
    site = Site(
        town_name="石板滩街道", reader=DeviceState.READY, printer=DeviceState.READY, network_up=True, portrait=portrait,
        now=NOW, today=NOW.date(), helper_name="刘敏", helper_phone="028 8300 0000",
    )  # fmt: skip
    fill(session, site, OneForm())  # type: ignore[arg-type]
    return Scene(session, site, words_of(ASSETS / "words", language), OneForm())  # type: ignore[arg-type]


def texts(shown: object) -> Iterator[str]:
    """Every text anywhere in what is shown."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict):
        for value in shown.values():
            yield from texts(value)
    elif isinstance(shown, list | tuple):
        for value in shown:
            yield from texts(value)
    elif isinstance(shown, msgspec.Struct):
        yield from texts(msgspec.to_builtins(shown))
