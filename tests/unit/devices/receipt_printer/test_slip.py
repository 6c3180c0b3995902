"""Blocks become the bytes of PROTOCOLS §4, checked against the page, a second encoder and an interpreter of its own."""

import pytest
import zxingcpp
from escpos.constants import QR_ECLEVEL_M
from escpos.printer import Dummy

from bench.paper_picture import PaperPicture
from contract.print_job import Align, BoxBlock, PrintBlock, PrintJob, QrBlock, RowBlock, RuleBlock, TextBlock
from devices.receipt_printer.lettering import Lettering
from devices.receipt_printer.profile import load_profile, profile_names
from devices.receipt_printer.raster import module_dots, qr_matrix
from devices.receipt_printer.slip import SlipWriter

LETTERS = Lettering()
PAYLOAD = "XDZ1." + "A1B2C3D4E5" * 24


def slip(profile: str, *blocks: PrintBlock, mark: str = "") -> bytes:
    return SlipWriter(load_profile(profile), LETTERS).written(PrintJob(job_id="j", blocks=blocks), mark)


def test_a_slip_begins_with_a_reset_and_chinese_mode_and_ends_with_cut_and_proof() -> None:
    came = slip("gbk_80mm", TextBlock(text="中文"))
    assert came.startswith(bytes.fromhex("1B40 1C26"))
    assert bytes.fromhex("D6D0CEC4 0A") in came
    assert came.endswith(bytes.fromhex("1D5601 1D7201"))


def test_a_printer_that_gives_no_proof_is_not_asked_for_one() -> None:
    assert slip("gbk_80mm_no_status", TextBlock(text="中文")).endswith(bytes.fromhex("1D5601"))


def test_sizes_and_weights_use_the_commands_that_hold_for_both_kinds_of_characters() -> None:
    came = slip("gbk_80mm", TextBlock(text="大", align=Align.CENTRE, bold=True, scale=2), TextBlock(text="小"))
    assert bytes.fromhex("1B6101 1D2111 1B4501") + "大".encode("gbk") in came
    assert bytes.fromhex("1B6100 1D2100 1B4500") + "小".encode("gbk") in came


def test_a_line_that_gbk_cannot_spell_is_drawn_and_the_others_are_not() -> None:
    came = slip("gbk_80mm", TextBlock(text="䶮"), TextBlock(text="张"))
    assert b"\x1dv0\x00" in came
    assert "张".encode("gbk") in came
    assert "䶮".encode("gb18030") not in came
    (paper,) = PaperPicture(576).slips(came)
    assert paper.text == ["张"]
    assert paper.trouble == []
    assert 0 in paper.picture.crop((32, 24, 32 + 24, 24 + 26)).tobytes(), "䶮 is in the first cell of the first line"


@pytest.mark.parametrize("profile", profile_names())
def test_rows_hang_under_their_value_and_stay_on_the_paper(profile: str) -> None:
    paper = load_profile(profile)
    came = slip(
        profile,
        RowBlock(label="交了什么", value="表 1 份，照片 1 张，居住证 2 张，签名" * 3, bold=True),
        RowBlock(label="谁", value="中心"),
    )
    (printed,) = PaperPicture(paper.dots).slips(came)
    assert printed.trouble == []
    assert printed.text[0].startswith("交了什么  表 1 份")
    assert all(line.startswith(" " * 10) for line in printed.text[1:-1])
    assert printed.text[-1] == "谁        中心"
    assert "".join(line[10 if line[0] == " " else 6 :] for line in printed.text[:-1]).replace(" ", "") == (
        "表1份，照片1张，居住证2张，签名" * 3
    )


def test_the_native_code_is_what_a_second_encoder_sends() -> None:
    came = slip("gbk_58mm", QrBlock(payload=PAYLOAD))
    size = module_dots(len(qr_matrix(PAYLOAD)), 244, 384)
    other = Dummy()
    other.qr(PAYLOAD, ec=QR_ECLEVEL_M, size=size, native=True)
    assert other.output[other.output.index(b"\x1d(k") :].strip(b"\n") in came


@pytest.mark.parametrize("profile", profile_names())
def test_the_code_is_read_from_the_paper_and_is_wide_enough(profile: str) -> None:
    paper = load_profile(profile)
    words = (TextBlock(text="扫码查真假、\n看进度", bold=True), TextBlock(text="或在任何一台站，\n刷身份证、报编号"))
    (printed,) = PaperPicture(paper.dots).slips(slip(profile, QrBlock(payload=PAYLOAD, beside=words)))
    (code,) = zxingcpp.read_barcodes(printed.picture)
    assert code.text == PAYLOAD
    corners = code.position
    across = corners.top_right.x - corners.top_left.x
    assert 240 <= across <= paper.dots
    assert printed.trouble == []
    if not paper.is_wide:
        assert printed.text == ["扫码查真假、", "看进度", "或在任何一台站，", "刷身份证、报编号"]


@pytest.mark.parametrize("payload", ["", "张", "a" * 301, "a\x10\x04\x01"])
def test_a_payload_that_is_no_receipt_text_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        slip("gbk_58mm", QrBlock(payload=payload))


@pytest.mark.parametrize("profile", profile_names())
def test_no_picture_holds_a_command_that_the_printer_would_obey(profile: str) -> None:
    rare = "".join(chr(point) for point in range(0x20000, 0x20200))
    came = slip(
        profile, TextBlock(text=rare), BoxBlock(text="已存本站，待上传", under="网络恢复后自动上传"), RuleBlock()
    )
    assert not any(bytes([0x10, second]) in came for second in (0x04, 0x05, 0x14))


def test_a_reprint_says_so_before_all_else() -> None:
    (printed,) = PaperPicture(576).slips(slip("gbk_80mm", TextBlock(text="受理回执"), mark="补打"))
    assert printed.text == ["【补打】", "受理回执"]


def test_hostile_sizes_are_brought_to_what_paper_can_take() -> None:
    came = slip("gbk_58mm", TextBlock(text="字" * 40, scale=99), QrBlock(payload="A", dots=10**6))
    (printed,) = PaperPicture(384).slips(came)
    assert printed.trouble == []
