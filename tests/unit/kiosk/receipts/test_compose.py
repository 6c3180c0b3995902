"""What the slip says, and what it does not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.codes import Language
from contract.print_job import BoxBlock, PrintJob, QrBlock, RowBlock, TextBlock
from contract.receipts import ReceiptLevel
from kiosk.receipts.compose import HandedIn, ReceiptFacts, compose_receipt, masked_number, spoken_time, surname_only
from kiosk.words import Words, languages_of

ROOT = Path(__file__).resolve().parents[4]
LANGUAGES = tuple(languages_of(ROOT / "assets" / "words"))
WORDS = {language: Words(ROOT / "assets" / "words", language) for language in LANGUAGES}


def facts(**changed: object) -> ReceiptFacts:
    known: dict[str, object] = {
        "job_id": "0192",
        "level": ReceiptLevel.STATION,
        "provisional_number": "XD510114006001261123000742",
        "item_name": "老年人优待证办理",
        "applicant_name": "张测试",
        "id_number": "11010519491231002X",
        "handed_in_at": datetime(2026, 11, 23, 1, 52, tzinfo=UTC),
        "sheets": (HandedIn(name="照片"), HandedIn(name="居住证", count=2)),
        "is_signed": True,
        "how_long": "当场办；证件次日起制",
        "office": "石板滩街道便民服务中心",
        "collect": "本站自取，到时发短信",
        "proof_text": "XDZ1.ABC",
        "district_name": "成都市新都区",
        "station_name": "狮子湖小区站",
        "station_code": "510114-006-001",
        "serial": 7,
    }
    return ReceiptFacts(**(known | changed))  # type: ignore[arg-type]


def rows(job: PrintJob) -> dict[str, str]:
    return {block.label: block.value for block in job.blocks if isinstance(block, RowBlock)}


def texts(job: PrintJob) -> list[str]:
    return [block.text for block in job.blocks if isinstance(block, TextBlock)]


def test_the_slip_says_what_the_picture_says_in_its_order() -> None:
    job = compose_receipt(facts(), WORDS[Language.ZH])
    kinds = " ".join(type(block).__name__.removesuffix("Block") for block in job.blocks)
    assert kinds == "Text Text Box Text Text Rule Row Row Row Row Row Row Row Row Rule Qr Rule Text Text Text"
    assert rows(job) == {
        "事项": "老年人优待证办理",
        "申请人": "张*  110***********002X",
        "交件时间": "2026-11-23 上午 9:52",
        "交了什么": "表 1 份，照片 1 张，居住证 2 张，签名",
        "多久办好": "上传后当场办；证件次日起制",
        "现在到哪": "已存本站，待上传",
        "谁负责": "石板滩街道便民服务中心",
        "怎么领": "本站自取，到时发短信",
    }
    assert "XD51 0114 0060 0126\n1123 0007 42" in texts(job)
    assert "有事打 96123　投诉打 12345" in texts(job)
    assert texts(job)[-1] == "狮子湖小区站 510114-006-001　第 7 号"


def test_a_slip_of_the_station_claims_no_acceptance() -> None:
    job = compose_receipt(facts(), WORDS[Language.ZH])
    (box,) = [block for block in job.blocks if isinstance(block, BoxBlock)]
    assert box.text == "已存本站，待上传"
    assert "已受理" not in str(job)


def test_a_slip_of_the_centre_has_the_final_number_under_the_provisional_one() -> None:
    job = compose_receipt(facts(level=ReceiptLevel.CENTRE, case_number="CASE-7"), WORDS[Language.ZH])
    (box,) = [block for block in job.blocks if isinstance(block, BoxBlock)]
    assert box.text == "已受理"
    assert texts(job).index("CASE-7") == texts(job).index("XD51 0114 0060 0126\n1123 0007 42") + 2
    assert rows(job)["多久办好"] == "当场办；证件次日起制"


def test_neither_the_given_name_nor_the_number_is_on_the_slip() -> None:
    shown = str(compose_receipt(facts(applicant_name="张测试"), WORDS[Language.ZH]))
    assert "测试" not in shown
    assert "19491231" not in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张测试", "张*"),
        ("欧阳测试", "欧阳*"),
        ("欧阳", "欧*"),
        ("䶮测试", "䶮*"),
        ("𠮷测试", "𠮷*"),
        ("\ue123测试", "\ue123*"),
        ("葛\U000e0100测试", "葛\U000e0100*"),
        ("买买提·吐尔逊", "买*"),
        ("SAMPLE, ALPHA", "SAMPLE *"),
        ("", ""),
    ],
)
def test_only_the_surname_is_shown_and_it_is_not_changed(name: str, shown: str) -> None:
    assert surname_only(name) == shown


def test_a_private_use_character_comes_with_the_words_that_the_card_counts() -> None:
    assert "姓名里的个别字，以证件为准" in texts(
        compose_receipt(facts(applicant_name="\ue123测试"), WORDS[Language.ZH])
    )
    assert "姓名里的个别字，以证件为准" not in texts(compose_receipt(facts(), WORDS[Language.ZH]))


@pytest.mark.parametrize(
    ("number", "shown"), [("11010519491231002X", "110***********002X"), ("1234567", "*******"), ("", "")]
)
def test_numbers_are_masked(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    ("hour", "minute", "shown"),
    [
        (0, 5, "凌晨 12:05"),
        (4, 59, "凌晨 4:59"),
        (9, 52, "上午 9:52"),
        (12, 0, "中午 12:00"),
        (15, 7, "下午 3:07"),
        (21, 30, "晚上 9:30"),
    ],
)
def test_times_are_said_as_people_say_them_in_chinas_time(hour: int, minute: int, shown: str) -> None:
    at = datetime.fromisoformat(f"2026-11-23T{hour:02d}:{minute:02d}:00+08:00").astimezone(UTC)
    assert spoken_time(at, WORDS[Language.ZH]) == f"2026-11-23 {shown}"


def test_rows_without_facts_are_left_out() -> None:
    job = compose_receipt(facts(how_long="", office="", collect="", sheets=(), is_signed=False), WORDS[Language.ZH])
    assert list(rows(job)) == ["事项", "申请人", "交件时间", "交了什么", "现在到哪"]
    assert rows(job)["交了什么"] == "表 1 份"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_of_the_slip(language: Language) -> None:
    job = compose_receipt(facts(reprint=True, applicant_name="\ue123"), WORDS[language])
    assert job.reprint
    (code,) = [block for block in job.blocks if isinstance(block, QrBlock)]
    assert code.payload == "XDZ1.ABC"
    assert code.dots >= 240
