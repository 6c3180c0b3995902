# fonttools describes its tables at run time only
# pyright: reportAttributeAccessIssue=false, reportOptionalSubscript=false, reportOptionalMemberAccess=false, reportGeneralTypeIssues=false
"""Outlines on a coarser grid with fewer points, so that 60,000 rare hanzi stay small enough to keep.

A stroke outline of the sources carries far more points than 512 units to the em can show.
"""

from __future__ import annotations

from collections.abc import Sequence

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

UNITS_PER_EM = 512
# Farther than this from the chord, a point is kept. In units of 512: a tenth of a pixel at 40 px.
_TOLERANCE = 1.2

Point = tuple[int, int]


def _without_flat_points(points: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Drop on-curve points that lie on the straight line between their kept neighbours.

    points: (x, y, on) of one closed contour. Off-curve points and their neighbours are never touched.
    """
    distinct: list[tuple[int, int, int]] = []
    for point in points:
        if not distinct or point[:2] != distinct[-1][:2] or not (point[2] and distinct[-1][2]):
            distinct.append(point)
    count = len(distinct)
    if count < 4:
        return distinct
    kept = [distinct[0]]
    dropped: list[tuple[int, int]] = []
    for index in range(1, count):
        x, y, on = distinct[index]
        ahead_x, ahead_y, ahead_on = distinct[(index + 1) % count]
        from_x, from_y, from_on = kept[-1]
        if on and ahead_on and from_on:
            dx, dy = ahead_x - from_x, ahead_y - from_y
            limit = _TOLERANCE * _TOLERANCE * (dx * dx + dy * dy)
            dropped.append((x, y))
            # The dot product keeps a spike that turns back on itself.
            if all(
                (dx * (from_y - py) - dy * (from_x - px)) ** 2 <= limit
                and 0 <= (px - from_x) * dx + (py - from_y) * dy <= dx * dx + dy * dy
                for px, py in dropped
            ):
                continue
        kept.append((x, y, on))
        dropped = []
    return kept


def coarse_glyph(font: TTFont, name: str) -> Glyph:
    """The outline of `name` at 512 units to the em, composites resolved, quadratic curves, no hinting."""
    scale = UNITS_PER_EM / font["head"].unitsPerEm
    pen = TTGlyphPen(None)
    glyph_set = font.getGlyphSet()
    if "glyf" in font:
        glyph_set[name].draw(_Decomposed(pen, glyph_set, scale))
    else:
        quadratic = Cu2QuPen(pen, max_err=0.5, reverse_direction=True)
        glyph_set[name].draw(TransformPen(quadratic, (scale, 0, 0, scale, 0, 0)))
    return thinned(pen.glyph(round=round, dropImpliedOnCurves=False))


class _Decomposed(TransformPen):
    """Draws components as outlines instead of naming glyphs of another font."""

    def __init__(self, pen: TTGlyphPen, glyph_set: object, scale: float) -> None:
        super().__init__(pen, (scale, 0, 0, scale, 0, 0))
        self._glyph_set = glyph_set
        self._outer = pen

    def addComponent(self, glyphName: str, transformation: tuple[float, ...], **_: object) -> None:
        inner = TransformPen(self._outer, self._transformation.transform(transformation))
        self._glyph_set[glyphName].draw(inner)  # type: ignore[index]


def thinned(glyph: Glyph) -> Glyph:
    """The same glyph without the points that its grid cannot show."""
    if glyph.numberOfContours <= 0:
        return glyph
    coordinates: list[Point] = []
    flags: list[int] = []
    ends: list[int] = []
    start = 0
    for end in glyph.endPtsOfContours:
        contour = [
            (round(x), round(y), on & 1)
            for (x, y), on in zip(glyph.coordinates[start : end + 1], glyph.flags[start : end + 1], strict=True)
        ]
        start = end + 1
        kept = _without_flat_points(contour)
        if len(kept) < 3:
            continue
        coordinates += [(x, y) for x, y, _ in kept]
        flags += [on for _, _, on in kept]
        ends.append(len(coordinates) - 1)
    glyph.coordinates = GlyphCoordinates(coordinates)
    glyph.flags = bytearray(flags)
    glyph.endPtsOfContours = ends
    glyph.numberOfContours = len(ends)
    return glyph
