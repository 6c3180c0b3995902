"""The slip a resident takes home, as blocks (DESIGN §6). Hop 12 of a value's way: runs only after the commit returned.

Pure: the same facts and words give the same slip. Prints the surname only and the number of the ID masked.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from contract.china_time import CHINA
from contract.numbers import in_groups
from contract.print_job import Align, BoxBlock, PrintBlock, PrintJob, QrBlock, RowBlock, RuleBlock, TextBlock
from contract.receipts import ReceiptLevel
from kiosk.words import Words

# 复姓 that are in use. A name that begins with one is shown with both characters.
_PAIRED_SURNAMES = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容"
    "仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐"
    "段干百里呼延东郭南门羊舌微生公户梁丘左丘东门西门第五"
)
_TWO_CHARACTER_SURNAMES = frozenset(_PAIRED_SURNAMES[at : at + 2] for at in range(0, len(_PAIRED_SURNAMES), 2))
_PRIVATE_USE = "Co"


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """Sheets of one material that were handed in."""

    name: str
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """What a slip tells. Rows whose text is "" are left out: nothing is made up."""

    job_id: str
    level: ReceiptLevel
    provisional_number: str
    case_number: str = ""
    """The final number, once the centre has given it."""
    item_name: str
    children: tuple[tuple[str, str], ...] = ()
    """Of a joint matter: what follows the number, e.g. "-01", and the item's name."""
    applicant_name: str
    id_number: str
    handed_in_at: datetime
    """Aware; printed in China's time."""
    sheets: tuple[HandedIn, ...] = ()
    is_signed: bool = False
    how_long: str = ""
    """From the guide: "当场办；证件次日起制"."""
    office: str = ""
    collect: str = ""
    proof_text: str
    """The receipt's QR text (contract/proof.py)."""
    district_name: str
    station_name: str
    station_code: str
    serial: int
    """Which receipt of this station it is, counted from 1 each day."""
    reprint: bool = False
    is_request: bool = False
    """No form was handed in but a question that no register answered: 暂未核实."""


def compose_receipt(facts: ReceiptFacts, words: Words) -> PrintJob:
    """The slip for `facts` in the language of `words`, for any width of paper.

    Does not judge whether the matter was really stored: the caller has the commit's word for it.
    """
    centre = Align.CENTRE
    at_centre = facts.level is ReceiptLevel.CENTRE
    blocks: list[PrintBlock] = [
        TextBlock(text=words.text("slip-head", district=facts.district_name), align=centre),
        TextBlock(text=words.text("slip-title"), align=centre, bold=True, scale=2),
        BoxBlock(text=words.text("slip-at-centre"), under=words.text("slip-at-centre-meaning"))
        if at_centre
        else BoxBlock(text=words.text("slip-at-station"), under=words.text("slip-at-station-meaning")),
        *(
            (BoxBlock(text=words.text("slip-unverified"), under=words.text("slip-unverified-meaning")),)
            if facts.is_request
            else ()
        ),
        TextBlock(text=words.text("slip-number"), align=centre),
        TextBlock(text=_in_lines_of_four_groups(facts.provisional_number), align=centre, bold=True, scale=2),
    ]
    if at_centre and facts.case_number:
        blocks += [
            TextBlock(text=words.text("slip-case-number"), align=centre),
            TextBlock(text=facts.case_number, align=centre, bold=True),
        ]
    blocks += [RuleBlock(), *_rows(facts, words)]
    if any(unicodedata.category(character) == _PRIVATE_USE for character in surname_only(facts.applicant_name)):
        blocks.append(TextBlock(text=words.text("slip-card-counts")))
    blocks += [
        RuleBlock(),
        QrBlock(
            payload=facts.proof_text,
            beside=(
                TextBlock(text=words.text("slip-scan"), bold=True),
                TextBlock(text=words.text("slip-or-come")),
            ),
        ),
        RuleBlock(),
        TextBlock(text=words.text("slip-phones"), align=centre, bold=True),
        TextBlock(text=words.text("slip-meaning")),
        TextBlock(
            text=words.text("slip-foot", station=facts.station_name, code=facts.station_code, serial=str(facts.serial)),
            align=centre,
        ),
    ]
    return PrintJob(
        job_id=facts.job_id, blocks=tuple(blocks), reprint=facts.reprint, reprint_mark=words.text("slip-reprint")
    )


def surname_only(name: str) -> str:
    """张测试 → 张*, 欧阳测试 → 欧阳*, 买买提·吐尔逊 → 买*, "SAMPLE, ALPHA" → "SAMPLE *". Never changes a character."""
    name = name.strip()
    if not name:
        return ""
    if name[0].isascii():
        first = name.replace(",", " ").split()
        return f"{first[0]} *" if first else "*"
    if name[:2] in _TWO_CHARACTER_SURNAMES and len(name) > 2:
        return f"{name[:2]}*"
    end = 1
    while end < len(name) and unicodedata.category(name[end]) == "Mn":  # variation selectors belong to the character
        end += 1
    return f"{name[:end]}*"


def masked_number(number: str) -> str:
    """First 3 and last 4 characters (DESIGN §8); a number too short to hide anything is hidden whole."""
    if len(number) < 10:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def spoken_time(at: datetime, words: Words) -> str:
    """A time as people say it: "2026-11-23 上午 9:52", in China's time."""
    local = at.astimezone(CHINA)
    shown = {"date": f"{local:%Y-%m-%d}", "clock": f"{(local.hour - 1) % 12 + 1}:{local.minute:02d}"}
    if local.hour < 5:
        return words.text("slip-before-dawn", **shown)
    if local.hour < 12:
        return words.text("slip-morning", **shown)
    if local.hour == 12:
        return words.text("slip-noon", **shown)
    if local.hour < 18:
        return words.text("slip-afternoon", **shown)
    return words.text("slip-evening", **shown)


def _rows(facts: ReceiptFacts, words: Words) -> list[RowBlock]:
    how_long, at_centre = facts.how_long, facts.level is ReceiptLevel.CENTRE
    if how_long and not at_centre:
        how_long = words.text("slip-how-long-after-upload", how_long=how_long)
    applicant = f"{surname_only(facts.applicant_name)}  {masked_number(facts.id_number)}".strip()
    rows = [
        (words.text("slip-joint" if facts.children else "slip-item"), facts.item_name),
        *facts.children,
        (words.text("slip-applicant"), applicant),
        (words.text("slip-handed-in-at"), spoken_time(facts.handed_in_at, words)),
        (words.text("slip-handed-in"), _handed_in(facts, words)),
        (words.text("slip-how-long"), how_long),
        # the boxed state again as text: the box is a picture, and paper that is half printed still says it
        (words.text("slip-state"), words.text("slip-at-centre" if at_centre else "slip-at-station")),
        (words.text("slip-result"), words.text("slip-unverified") if facts.is_request else ""),
        (words.text("slip-office"), facts.office),
        (words.text("slip-collect"), facts.collect),
    ]
    return [RowBlock(label=label, value=value, bold=True) for label, value in rows if value]


def _handed_in(facts: ReceiptFacts, words: Words) -> str:
    parts = [words.text("slip-request" if facts.is_request else "slip-handed-in-form")]
    parts += [words.text("slip-handed-in-sheets", name=sheet.name, count=str(sheet.count)) for sheet in facts.sheets]
    if facts.is_signed:
        parts.append(words.text("slip-handed-in-signature"))
    return words.text("slip-between").join(parts)


def _in_lines_of_four_groups(number: str) -> str:
    """Groups of four for reading aloud, four groups a line; narrower paper breaks it again."""
    groups = in_groups(number).split(" ")
    return "\n".join(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
