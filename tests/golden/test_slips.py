"""Slips as words and as pictures that somebody looked at beside receipt-80mm.png of the design; `--golden` renews."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bench.paper_picture import PaperPicture
from contract.codes import Language
from contract.receipts import ReceiptLevel
from devices.receipt_printer.lettering import Lettering
from devices.receipt_printer.profile import load_profile
from devices.receipt_printer.slip import SlipWriter
from kiosk.receipts.compose import HandedIn, ReceiptFacts, compose_receipt
from kiosk.words import Words

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "slips"
# Difference of grey of the worst square millimetre; another character is far above it, 16 greys for 256 below.
TOLERANCE = 15
SQUARE = 8

SLIPS: dict[str, tuple[str, Language, dict[str, object]]] = {
    "80mm-at-station": ("gbk_80mm", Language.ZH, {}),
    "80mm-at-centre-rare-surname-reprint": (
        "gbk_80mm",
        Language.ZH,
        {
            "level": ReceiptLevel.CENTRE,
            "case_number": "5101142026112300007",
            "applicant_name": "𠮷测试",
            "reprint": True,
        },
    ),
    "80mm-english": ("gbk_80mm", Language.EN, {"applicant_name": "SAMPLE, ALPHA"}),
    "58mm-at-station": ("gbk_58mm", Language.ZH, {}),
    "58mm-private-use-surname": ("gbk_58mm", Language.ZH, {"applicant_name": "\ue123测试"}),
    "58mm-few-pictures": ("gbk_58mm_no_status", Language.ZH, {}),
}


def slip_of(name: str) -> tuple[bytes, int]:
    profile, language, changed = SLIPS[name]
    known: dict[str, object] = {
        "job_id": "golden",
        "level": ReceiptLevel.STATION,
        "provisional_number": "XD510114006012611230007" + "421",
        "item_name": "老年人优待证办理",
        "applicant_name": "张测试",
        "id_number": "11010519491231002X",
        "handed_in_at": datetime(2026, 11, 23, 1, 52, tzinfo=UTC),
        "sheets": (HandedIn(name="照片"), HandedIn(name="居住证", count=2)),
        "is_signed": True,
        "how_long": "当场办；证件次日起制",
        "office": "石板滩街道便民服务中心",
        "collect": "本站自取，到时发短信",
        "proof_text": "XDZ1." + "A1B2C3D4E5" * 24,
        "district_name": "成都市新都区",
        "station_name": "狮子湖小区站",
        "station_code": "510114-006-001",
        "serial": 7,
    }
    job = compose_receipt(ReceiptFacts(**(known | changed)), Words(ROOT / "assets" / "words", language))  # type: ignore[arg-type]
    paper = load_profile(profile)
    return SlipWriter(paper, Lettering()).written(job, job.reprint_mark if job.reprint else ""), paper.dots


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_looks_as_it_did_when_it_was_looked_at(name: str, golden: bool) -> None:
    came, dots = slip_of(name)
    (printed,) = PaperPicture(dots).slips(came)
    assert printed.trouble == []
    assert printed.qr == ["XDZ1." + "A1B2C3D4E5" * 24]
    picture = GOLDEN / f"{name}.png"
    if golden:
        printed.picture.quantize(16).save(picture, optimize=True)
    expected = Image.open(picture).convert("L")
    assert expected.size == printed.picture.size
    difference = ImageChops.difference(expected.reduce(SQUARE), printed.picture.reduce(SQUARE))
    assert difference.getextrema()[1] < TOLERANCE  # type: ignore[operator]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_says_what_it_said(name: str, golden: bool) -> None:
    came, dots = slip_of(name)
    (printed,) = PaperPicture(dots).slips(came)
    text = GOLDEN / f"{name}.txt"
    if golden:
        text.write_text("\n".join(printed.text) + "\n", "utf-8")
    assert text.read_text("utf-8").splitlines() == printed.text
