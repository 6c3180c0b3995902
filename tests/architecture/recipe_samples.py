"""A sample of each recipe of docs/developer.md: whole new files, and lines put into files that are there."""

import csv
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.tree import ROOT

LANGUAGES = ("zh-CN", "en")


@dataclass
class Sample:
    """files: path → text. lines: path → (a line that is there, what is put behind it)."""

    files: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def apply(self, tree: Path) -> None:
        for path, text in self.files.items():
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_text(text, "utf-8")
        for path, insertions in self.lines.items():
            text = (tree / path).read_text("utf-8")
            for after, put in insertions:
                assert text.count(after) == 1, f"{path}: {after!r} stands there {text.count(after)} times"
                text = text.replace(after, after + put)
            (tree / path).write_text(text, "utf-8")


def device() -> Sample:
    recorded = (ROOT / "tests/transcripts/card_reader/sdt_sample/read_ok.jsonl").read_text("utf-8").splitlines()
    head = json.dumps(json.loads(recorded[0]) | {"model": "toy_reader", "driver": "toy_serial"})
    return Sample(
        files={
            "devices/card_reader/toy_serial.py": '"""A reader that speaks the SDT wire and starts slowly."""\n\n'
            "from devices.card_reader.sdt_serial import SdtSerial\n\n\n"
            "class ToySerial(SdtSerial):\n"
            '    """As its wire; one start may take longer."""\n\n'
            "    busy_limit_s = SdtSerial.busy_limit_s + 1.0\n",
            "tests/transcripts/card_reader/toy_reader/read_ok.jsonl": "\n".join([head, *recorded[1:]]) + "\n",
            "docs/devices/toy_serial.md": '# Toy reader\n\nA sample: `driver = "toy_serial"`, 115200 baud.\n',
        },
        lines={
            "devices/registry.py": [
                (
                    "DRIVERS: dict[tuple[Role, str], str] = {\n",
                    '    (Role.CARD_READER, "toy_serial"): "devices.card_reader.toy_serial:ToySerial",\n',
                )
            ]
        },
    )


FORM = """# A sample of a second form.

id = "F99"
version = 1
title = "样例"
items = ["{item}"]
blocks_before = ["id"]
blocks_after = ["contact"]
keep_days = 30
purpose = "样例"

[[fields]]
id = "paid_to"
label = "发放方式"
type = "enum"
purpose = "确定津贴发到哪里"
options = [
  { label = "社保卡", key = "social" },
  { label = "银行卡", key = "bank" },
]
"""
FORM_WORDS = {
    "zh-CN": """form-f99-paid-to = 发放方式
    .ask = 发到哪张卡上？
form-f99-paid-to-social = 社保卡
form-f99-paid-to-bank = 银行卡
""",
    "en": """form-f99-paid-to = Paid to
    .ask = Which card is it paid to?
form-f99-paid-to-social = Social security card
form-f99-paid-to-bank = Bank card
""",
}


def item_without_form() -> str:
    """The last item of the catalogue that no form is for yet."""
    content = ROOT / "assets" / "content"
    taken = {
        code
        for path in (content / "forms").glob("F*.toml")
        for code in tomllib.loads(path.read_text("utf-8")).get("items", ())
    }
    with (content / "items.csv").open(encoding="utf-8-sig", newline="") as table:
        return [row["code"] for row in csv.DictReader(table) if row["code"] not in taken][-1]


def form() -> Sample:
    filled = json.loads((ROOT / "tests/golden/forms/F01/good_first.json").read_text("utf-8"))
    kept = {"mobile", "home_division", "home_detail", "is_agent", "result_delivery"}
    filled["form"] = "F99"
    filled["answers"] = {name: value for name, value in filled["answers"].items() if name in kept}
    good = filled | {"answers": filled["answers"] | {"paid_to": "社保卡"}, "expect": {"errors": {}}}
    bad = filled | {"answers": filled["answers"] | {"paid_to": "现金"}}
    bad["expect"] = {"errors": {"paid_to": "not_an_option"}}
    words = {f"assets/words/{language}/form_f99.ftl": text for language, text in FORM_WORDS.items()}
    return Sample(
        files={
            "assets/content/forms/F99_sample.toml": FORM.replace("{item}", item_without_form()),
            "tests/golden/forms/F99/good_card.json": json.dumps(good, ensure_ascii=False),
            "tests/golden/forms/F99/bad_way.json": json.dumps(bad, ensure_ascii=False),
            **words,
        }
    )


def language() -> Sample:
    """English once more, under another tag: what is proved is that nothing else has to know of it."""
    folder = ROOT / "assets/words/en"
    words = {path.relative_to(folder): path.read_text("utf-8") for path in sorted(folder.rglob("*.ftl"))}
    named = "[en]\n" + re.split(r"^\[en\]\n", (ROOT / "assets/words/languages.toml").read_text("utf-8"), flags=re.M)[1]
    return Sample(
        files={f"assets/words/qaa/{path}": text for path, text in words.items()},
        lines={"assets/words/languages.toml": [(named, '\n[qaa]\nname = "English again"\nshort = "EN 2"\n')]},
    )


QML = """import QtQuick
import "../../controls"

Page {
    id: root

    Label {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.page
        role: "heading1"
        text: root.shown.title
    }
}
"""
VIEW = '''"""What the page of notices says."""

import msgspec

from kiosk.screens.shown import Scene


class NoticesShown(msgspec.Struct, frozen=True):
    title: str


def notices_shown(scene: Scene) -> NoticesShown:
    return NoticesShown(scene.words.text("notices-title"))
'''
VIEW_TEST = '''"""What the page of notices says."""

import pytest

from contract.codes import Language
from kiosk.config import ASSETS
from kiosk.journey.session import Session, Site
from kiosk.screens.notices.notices_view import notices_shown
from kiosk.screens.shown import Scene
from kiosk.words import words_of


@pytest.mark.parametrize(("language", "title"), [(Language.ZH, "通知公告"), (Language.EN, "Notices")])
def test_the_notices_have_their_title(language: Language, title: str) -> None:
    assert notices_shown(Scene(Session(), Site(), words_of(ASSETS / "words", language), None)).title == title
'''


def screen() -> Sample:
    titles = {"zh-CN": "通知公告", "en": "Notices"}
    words = {
        f"assets/words/{language}/notices.ftl": f"notices-title = {title}\nwhere-notices = {title}\n"
        for language, title in titles.items()
    }
    return Sample(
        files={
            "kiosk/screens/notices/__init__.py": '"""Shows the notices of the place."""\n',
            "kiosk/screens/notices/NoticesScreen.qml": QML,
            "kiosk/screens/notices/notices_view.py": VIEW,
            "tests/unit/kiosk/test_notices_view.py": VIEW_TEST,
            **words,
        },
        lines={
            "kiosk/journey/states.py": [
                ('    THEME = "theme"\n', '    NOTICES = "notices"\n'),
                ("    State.THEME: PATIENT,\n", "    State.NOTICES: PATIENT,\n"),
            ],
            "kiosk/journey/events.py": [('    THEME = "theme"\n', '    NOTICES = "notices"\n')],
            "kiosk/journey/table.py": [
                (
                    "    (S.HOME, On.THEME): (S.LIFE_EVENT, (Do.LOAD_THEME,)),\n",
                    "    (S.HOME, On.NOTICES): (S.NOTICES, ()),\n    (S.NOTICES, On.BACK): (S.HOME, ()),\n",
                )
            ],
            "kiosk/screens/shown.py": [
                (
                    "SCREENS: dict[State, Screen] = {\n",
                    '    State.NOTICES: Screen("notices/NoticesScreen.qml", '
                    '"kiosk.screens.notices.notices_view:notices_shown"),\n',
                )
            ],
            "bench/sample_scenes.py": [
                ("SAMPLES: dict[str, Sample] = {\n", '    "notices": Sample(State.NOTICES, _nothing),\n')
            ],
        },
    )
