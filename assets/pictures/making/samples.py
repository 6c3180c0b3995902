# fonttools describes its tables at run time only
# pyright: reportAttributeAccessIssue=false, reportOptionalSubscript=false
"""Draws the sample pictures of the usual papers: `python -m assets.pictures.making.samples`.

Flat, in a few colours, without a person or a real number; 示例 stands on each. Letters are outlines of the bundled
font, so that a picture needs no font to be drawn.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "assets" / "pictures" / "samples"
WIDE, HIGH = 300, 200
INK, GREY, PAPER = "#1b2b2b", "#8fa09d", "#ffffff"
RED, GREEN, BLUE, GOLD = "#b23b34", "#2c6e57", "#2f5f8f", "#c08a2c"


@cache
def font() -> TTFont:
    return TTFont(ROOT / "assets" / "fonts" / "NotoSansSC-Bold.ttf")


def text(said: str, x: float, y: float, size: float, colour: str = INK, opacity: float = 1) -> str:
    """Outlines of `said`; (x, y) is where its base line begins."""
    face = font()
    glyphs, names, scale = face.getGlyphSet(), face.getBestCmap(), size / face["head"].unitsPerEm
    pen = SVGPathPen(glyphs, lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
    for sign in said:
        name = names[ord(sign)]
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        x += glyphs[name].width * scale
    seen = f' fill-opacity="{opacity}"' if opacity < 1 else ""
    return f'<path d="{pen.getCommands()}" fill="{colour}"{seen}/>'


def box(x: float, y: float, w: float, h: float, fill: str, line: str = "", radius: float = 4, wide: float = 2) -> str:
    edge = f' stroke="{line}" stroke-width="{wide}"' if line else ""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}" fill="{fill}"{edge}/>'


def bars(x: float, y: float, widths: tuple[float, ...], step: float = 18, colour: str = GREY, high: float = 6) -> str:
    """Lines of writing that say nothing."""
    return "".join(box(x, y + place * step, wide, high, colour, radius=3) for place, wide in enumerate(widths))


def face(x: float, y: float, w: float, h: float, ground: str = "#dbe7f2", coat: str = "#5a7d9a") -> str:
    """A portrait of nobody."""
    head, middle = w * 0.24, x + w / 2
    return (
        box(x, y, w, h, ground, radius=3)
        + f'<circle cx="{middle}" cy="{y + h * 0.38}" r="{head}" fill="#e9c9a8"/>'
        + f'<path d="M{x + w * 0.14} {y + h}a{w * 0.36} {h * 0.36} 0 0 1 {w * 0.72} 0z" fill="{coat}"/>'
    )


def seal(x: float, y: float, size: float = 26) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="{size}" fill="none" stroke="{RED}" stroke-width="3" stroke-opacity="0.75"/>'
        f'<path d="M{x} {y - size * 0.5}l{size * 0.16} {size * 0.36}h{size * 0.4}l{-size * 0.32} {size * 0.26}'
        f"l{size * 0.12} {size * 0.4}l{-size * 0.36} {-size * 0.24}l{-size * 0.36} {size * 0.24}"
        f"l{size * 0.12} {-size * 0.4}"
        f'l{-size * 0.32} {-size * 0.26}h{size * 0.4}z" fill="{RED}" fill-opacity="0.75"/>'
    )


def card(ground: str, line: str) -> str:
    return box(14, 14, 272, 172, ground, line, 14, 3)


def sheet() -> str:
    return box(62, 6, 176, 188, PAPER, GREY, 3)


def booklet(cover: str, title: str, size: float = 24) -> str:
    return (
        box(66, 8, 168, 184, cover, "#00000033", 8)
        + '<circle cx="150" cy="62" r="22" fill="none" stroke="#f2d27a" stroke-width="3"/>'
        + text(title, 150 - size * len(title) / 2, 130, size, "#f2d27a")
    )


def id_card() -> str:
    lines = bars(108, 70, (64, 88, 88)) + bars(34, 152, (170,), high=9, colour=INK)
    return (
        card("#eaf3f7", BLUE)
        + text("居民身份证", 34, 48, 20, BLUE)
        + face(206, 52, 62, 84)
        + bars(34, 70, (58, 58, 58))
        + lines
    )


def household_register() -> str:
    return booklet("#7a2b2b", "居民户口簿")


def social_card() -> str:
    chip = box(34, 82, 44, 34, GOLD, "#8a6116", 5)
    return (
        card("#f3f7ec", GREEN)
        + text("社会保障卡", 34, 52, 22, GREEN)
        + chip
        + face(212, 60, 56, 74)
        + bars(34, 136, (120, 150))
    )


def bank_card() -> str:
    stripe = box(14, 40, 272, 26, "#1d3a5c", radius=0)
    chip = box(34, 84, 44, 34, GOLD, "#8a6116", 5)
    groups = "".join(box(34 + place * 60, 136, 46, 10, PAPER, radius=4) for place in range(4))
    return card("#2f5f8f", "#1d3a5c") + stripe + chip + text("银行卡", 196, 112, 22, PAPER) + groups


def photo() -> str:
    return box(78, 10, 144, 180, PAPER, GREY, 4) + face(90, 22, 120, 156, "#ffffff", "#3f5d78")


def marriage() -> str:
    return booklet("#a3272f", "结婚证", 30)


def residence_permit() -> str:
    return (
        card("#eef5ee", GREEN)
        + text("居住证", 34, 50, 24, GREEN)
        + face(206, 52, 62, 84)
        + bars(34, 78, (120, 140, 96))
        + bars(34, 152, (170,), high=9)
    )


def disability() -> str:
    return (
        card("#f8f1e2", GOLD)
        + text("残疾人证", 34, 50, 24, GOLD)
        + face(206, 52, 62, 84)
        + bars(34, 78, (120, 140, 96))
        + bars(34, 152, (190,), high=9)
    )


def licence() -> str:
    body = box(20, 8, 260, 184, "#fffaf0", GOLD, 4, 5) + text("营业执照", 96, 54, 27)
    code = "".join(box(232 + 8 * (i % 4), 24 + 8 * (i // 4), 6, 6, INK, radius=0) for i in range(16) if (i * 7) % 3)
    return body + code + bars(44, 82, (150, 190, 120, 170)) + seal(232, 152)


def birth() -> str:
    body = box(20, 8, 260, 184, "#fdf3f5", RED, 4, 4) + text("出生医学证明", 66, 50, 27)
    foot = '<path d="M226 96c14-10 26 2 20 18s-6 30-18 28-12-32-2-46z" fill="#d9a0a6"/>'
    return body + bars(44, 78, (140, 150, 120, 150)) + foot + seal(92, 164, 20)


def death() -> str:
    return (
        box(20, 8, 260, 184, "#f4f5f6", INK, 4, 4)
        + text("死亡证明", 96, 54, 27)
        + bars(44, 82, (200, 200, 150, 180))
        + seal(236, 152)
    )


def deed() -> str:
    return booklet("#8a2f2a", "不动产权证书", 22)


def certificate() -> str:
    return (
        box(20, 8, 260, 184, "#fffdf5", RED, 4, 4)
        + text("证书", 120, 56, 30)
        + face(40, 78, 56, 72)
        + bars(116, 88, (130, 140, 110))
        + seal(232, 156)
    )


def driving() -> str:
    return (
        card("#f6f7f4", "#46617a")
        + text("行驶证 驾驶证", 34, 50, 22, "#46617a")
        + bars(34, 76, (130, 150, 120, 150))
        + face(212, 66, 54, 72)
    )


def contract() -> str:
    signed = '<path d="M88 168q12-22 20-4t22-8M170 168q10-20 20-2t22-8" fill="none" stroke="#2f5f8f" stroke-width="3"/>'
    return (
        sheet() + text("合同", 126, 40, 24) + bars(82, 58, (136, 136, 120, 136, 90), 17) + signed + seal(204, 150, 20)
    )


def statement() -> str:
    signed = '<path d="M152 170q12-22 20-4t22-8" fill="none" stroke="#2f5f8f" stroke-width="3"/>'
    return sheet() + text("承诺书", 114, 40, 24) + bars(82, 60, (136, 136, 136, 100), 20, "#5a7d9a") + signed


def power_of_attorney() -> str:
    two = "".join(
        f'<path d="M{x} 174q10-20 18-4t20-6" fill="none" stroke="#2f5f8f" stroke-width="3"/>' for x in (88, 172)
    )
    return sheet() + text("委托书", 114, 40, 24) + bars(82, 58, (70, 136, 136, 110), 20) + two


def form() -> str:
    """A filled sheet of the station: numbers before the fields, ticks, a signature."""
    rows = "".join(
        box(76, 50 + 22 * row, 148, 22, "#f6faf9" if row % 2 else PAPER, "#c9d6d3", 0, 1)
        + text(str(row + 1), 82, 66 + 22 * row, 12, GREEN)
        + box(98, 58 + 22 * row, (44, 36, 50, 40)[row], 6, GREY, radius=3)
        + box(156, 57 + 22 * row, (52, 60, 40, 56)[row], 8, BLUE, radius=3)
        for row in range(4)
    )
    tick = '<path d="M84 154l7 7 13-15" fill="none" stroke="#2c6e57" stroke-width="4"/>'
    signed = '<path d="M160 166q12-22 20-4t24-8" fill="none" stroke="#2f5f8f" stroke-width="3"/>'
    return sheet() + text("申请表", 118, 38, 22) + rows + tick + bars(112, 156, (34,)) + signed


def medical() -> str:
    cross = box(128, 20, 14, 40, RED, radius=2) + box(115, 33, 40, 14, RED, radius=2)
    return sheet() + cross + text("病历", 166, 50, 22) + bars(82, 78, (136, 120, 136, 100, 130), 19)


def money() -> str:
    return (
        sheet()
        + text("收入证明", 98, 42, 24)
        + bars(82, 62, (136, 110), 20)
        + text("元", 178, 128, 22, BLUE)
        + box(96, 114, 74, 10, BLUE)
        + seal(200, 162, 20)
    )


PICTURES: dict[str, Callable[[], str]] = {
    drawn.__name__: drawn
    for drawn in (
        id_card, household_register, social_card, bank_card, photo, marriage, residence_permit, disability, licence,
        birth, death, deed, certificate, driving, contract, statement, power_of_attorney, form, medical, money,
    )
}  # fmt: skip


def drawn(name: str) -> str:
    """The whole file: the paper, and 示例 across its corner."""
    mark = box(212, 160, 84, 36, GOLD, radius=6) + text("示例", 224, 187, 28, PAPER)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}">'
    return f"{head}{PICTURES[name]()}{mark}</svg>\n"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(drawn(name), "utf-8")


if __name__ == "__main__":
    main()
