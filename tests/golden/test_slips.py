"""Slips as words and as pictures that somebody looked at beside receipt-80mm.png of the design; `--golden` renews."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bench.paper_picture import PaperPicture
from contract.codes import Language
from contract.inquiry import ReplyLine
from contract.receipts import ReceiptLevel
from devices.receipt_printer.lettering import Lettering
from devices.receipt_printer.profile import load_profile
from devices.receipt_printer.slip import SlipWriter
from kiosk.receipts.answer_slip import AnswerFacts, compose_answer
from kiosk.receipts.compose import HandedIn, ReceiptFacts, compose_receipt
from kiosk.words import Words

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "slips"
# Difference of grey of the worst square millimetre; another character is far above it, 16 greys for 256 below.
TOLERANCE = 15
SQUARE = 8

REQUEST = {
    "is_request": True,
    "sheets": (),
    "is_signed": False,
    "how_long": "",
    "collect": "",
    "item_name": "个人社保参保证明打印",
}

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
    "80mm-request-unverified": ("gbk_80mm", Language.ZH, REQUEST),
    "58mm-request-unverified": ("gbk_58mm", Language.ZH, REQUEST),
}
ANSWERS: dict[str, tuple[str, Language, dict[str, object]]] = {
    "80mm-answer-proof": ("gbk_80mm", Language.ZH, {}),
    "80mm-answer-simulated-reprint": ("gbk_80mm", Language.ZH, {"is_simulated": True, "reprint": True}),
    "58mm-answer-record": ("gbk_58mm", Language.ZH, {"is_proof": False, "valid_until": ""}),
    "58mm-answer-nothing": ("gbk_58mm", Language.ZH, {"lines": (), "document_number": ""}),
    "80mm-answer-english": ("gbk_80mm", Language.EN, {"holder_name": "SAMPLE, ALPHA"}),
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


def answer_of(name: str) -> tuple[bytes, int]:
    profile, language, changed = ANSWERS[name]
    known: dict[str, object] = {
        "job_id": "golden",
        "item_name": "个人社保参保证明打印",
        "is_proof": True,
        "holder_name": "张测试",
        "id_number": "11010519491231002X",
        "lines": (ReplyLine("参保状态", "正常参保"), ReplyLine("参保险种", "城乡居民养老、城乡居民医保")),
        "source": "新都区人力资源和社会保障局",
        "answered_at": datetime(2026, 11, 23, 1, 52, tzinfo=UTC),
        "valid_until": "2027-02-21",
        "document_number": "R04025123456",
        "is_simulated": False,
        "district_name": "成都市新都区",
        "station_name": "狮子湖小区站",
    }
    job = compose_answer(AnswerFacts(**(known | changed)), Words(ROOT / "assets" / "words", language))  # type: ignore[arg-type]
    paper = load_profile(profile)
    return SlipWriter(paper, Lettering()).written(job, job.reprint_mark if job.reprint else ""), paper.dots


def written(name: str) -> tuple[bytes, int, list[str]]:
    """Bytes, dots a line and the codes that must be on it."""
    if name in ANSWERS:
        return *answer_of(name), []
    return *slip_of(name), ["XDZ1." + "A1B2C3D4E5" * 24]


@pytest.mark.parametrize("name", [*SLIPS, *ANSWERS])
def test_a_slip_looks_as_it_did_when_it_was_looked_at(name: str, golden: bool) -> None:
    came, dots, codes = written(name)
    (printed,) = PaperPicture(dots).slips(came)
    assert printed.trouble == []
    assert printed.qr == codes
    picture = GOLDEN / f"{name}.png"
    if golden:
        printed.picture.quantize(16).save(picture, optimize=True)
    expected = Image.open(picture).convert("L")
    assert expected.size == printed.picture.size
    difference = ImageChops.difference(expected.reduce(SQUARE), printed.picture.reduce(SQUARE))
    assert difference.getextrema()[1] < TOLERANCE  # type: ignore[operator]


@pytest.mark.parametrize("name", [*SLIPS, *ANSWERS])
def test_a_slip_says_what_it_said(name: str, golden: bool) -> None:
    came, dots, _ = written(name)
    (printed,) = PaperPicture(dots).slips(came)
    text = GOLDEN / f"{name}.txt"
    if golden:
        text.write_text("\n".join(printed.text) + "\n", "utf-8")
    assert text.read_text("utf-8").splitlines() == printed.text
