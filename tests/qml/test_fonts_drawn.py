"""Qt draws each character of a name with the bundled fonts: no box, no font of the system."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QImage, QPainter, QTextLayout

from contract.failures import Failed, FailureCode
from kiosk.controls.fonts import FAMILY, load_fonts

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"


def drawn_with(text: str, bold: bool = False) -> dict[str, list[int]]:
    """Family → glyph numbers with which Qt sets `text`."""
    font = QFont(FAMILY)
    font.setPixelSize(34)
    font.setBold(bold)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    found: dict[str, list[int]] = {}
    for run in layout.glyphRuns():
        found.setdefault(run.rawFont().familyName(), []).extend(run.glyphIndexes())
    return found


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp: object) -> None:
    assert load_fonts(FONTS)[0] == FAMILY


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("张", "Noto Sans SC"),
        ("·", "Noto Sans SC"),
        ("䶮", "Noto Sans SC"),
        ("𠮷", "Station Rare Han"),
        ("\U0002a6d6", "Station Rare Han"),
        ("\U0002ceb1", "Station Rare Han"),
        ("\u9fff", "Station Rare Supplement"),
        ("\ue863", "Station Code Points"),
        ("\ue123", "Station Code Points"),
        ("\U0002ebf0", "Station Code Points"),
    ],
)
def test_a_character_comes_from_our_font_and_is_no_box(text: str, family: str, bold: bool) -> None:
    found = drawn_with(text, bold)
    assert list(found) == [family]
    assert 0 not in found[family]


def test_a_name_of_all_kinds_of_characters_is_drawn_whole() -> None:
    found = drawn_with("张䶮𠮷𬌗\ue863\ue123·吐尔逊")
    assert all(0 not in glyphs for glyphs in found.values())
    assert sum(map(len, found.values())) == 10


def test_private_use_points_look_different_from_each_other() -> None:
    def picture(text: str) -> bytes:
        image = QImage(80, 80, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        font = QFont(FAMILY)
        font.setPixelSize(48)
        painter.setFont(font)
        painter.drawText(10, 60, text)
        painter.end()
        return bytes(image.constBits())

    pictures = {picture(text) for text in ("\ue123", "\ue124", "\uf8ff", "\ue863", " ")}
    assert len(pictures) == 5


def test_a_missing_font_is_a_failure_with_a_code(tmp_path: Path) -> None:
    (tmp_path / "fonts.toml").write_text('[[font]]\nfile = "Absent.ttf"\n', "utf-8")
    with pytest.raises(Failed) as failed:
        load_fonts(tmp_path)
    assert failed.value.code is FailureCode.CONFIG_INVALID
