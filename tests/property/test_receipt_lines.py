"""Any text becomes lines that fit, loses no character on the way, and gives bytes that an interpreter reads."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.paper_picture import PaperPicture
from contract.print_job import Align, PrintJob, RowBlock, TextBlock
from devices.receipt_printer.columns import columns_of, printable, wrapped
from devices.receipt_printer.lettering import Lettering
from devices.receipt_printer.profile import load_profile
from devices.receipt_printer.slip import SlipWriter

LETTERS = Lettering()
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("张三，。、（）“”·A1 \n\u3000￥\ue123䶮𠮷")), max_size=120)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.sampled_from([8, 16, 24, 32, 48]))
def test_lines_fit_and_keep_every_character(text: str, columns: int) -> None:
    text = printable(text)
    lines = wrapped(text, columns)
    assert all(columns_of(line) <= columns for line in lines)
    assert without_spaces("".join(lines)) == without_spaces(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["gbk_80mm", "gbk_58mm", "gbk_58mm_no_status"]), st.integers(1, 2))
def test_any_block_prints_within_the_paper(label: str, value: str, profile: str, scale: int) -> None:
    paper = load_profile(profile)
    blocks = (RowBlock(label=label, value=value), TextBlock(text=value, scale=scale, align=Align.RIGHT))
    came = SlipWriter(paper, LETTERS).written(PrintJob(job_id="j", blocks=blocks))
    (printed,) = PaperPicture(paper.dots).slips(came)
    assert printed.trouble == []
    assert printed.was_cut
