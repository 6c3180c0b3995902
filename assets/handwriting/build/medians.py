"""Middle lines of all characters, from the npm package hanzi-writer-data 2.0.1 (`npm pack`, unpacked) to medians.npz.

    python -m assets.handwriting.build.medians FOLDER

Kept: the middle line of every stroke on a grid of 256 × 256, without the points that grid cannot show. The arrays:
`characters` (UTF-8), `strokes` a character, `points` a stroke, `line` (all points, x to the right, y down).
"""

import io
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).resolve().parent
MEDIANS = HERE / "medians.npz"
WIDTH = 1024
TOP = 900
"""Height of the drawing's upper edge in the package's units; its y goes up."""
FLAT = 1.2
"""How far, in grid units, a point may lie off the line without it."""

Line = npt.NDArray[np.float64]


def simplified(line: Line) -> Line:
    """Douglas and Peucker: the fewest points that keep within FLAT of the line."""
    if len(line) < 3:
        return line
    start, way = line[0], line[-1] - line[0]
    long = float(np.hypot(*way))
    away = line[1:-1] - start
    off = np.abs(way[0] * away[:, 1] - way[1] * away[:, 0]) / long if long > 1e-9 else np.hypot(*away.T)
    far = int(off.argmax())
    if off[far] <= FLAT:
        return line[[0, -1]]
    return np.concatenate([simplified(line[: far + 2])[:-1], simplified(line[far + 1 :])])


def on_grid(median: list[list[int]]) -> npt.NDArray[np.uint8]:
    line = np.asarray(median, np.float64)
    drawn = np.stack([line[:, 0], TOP - line[:, 1]], 1) * (255 / WIDTH)
    return np.clip(np.round(simplified(drawn)), 0, 255).astype(np.uint8)


def saved(path: Path, **arrays: npt.NDArray) -> None:
    """As np.savez_compressed does it, the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), 8, 9)


def read(path: Path = MEDIANS) -> dict[str, list[Line]]:
    """Character → middle lines of its strokes in the order of writing, 0…1 both ways."""
    with np.load(path, allow_pickle=False) as kept:
        characters, strokes = bytes(kept["characters"]).decode(), kept["strokes"].tolist()
        lines = np.split(kept["line"].astype(np.float64) / 255, np.cumsum(kept["points"])[:-1])
    found, at = {}, 0
    for character, count in zip(characters, strokes, strict=True):
        found[character] = lines[at : at + count]
        at += count
    return found


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    names = sorted(path.stem for path in folder.glob("*.json") if len(path.stem) == 1 and "㐀" <= path.stem <= "鿿")
    drawn = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["medians"] for name in names]
    lines = [on_grid(median) for medians in drawn for median in medians]
    saved(
        MEDIANS,
        characters=np.frombuffer("".join(names).encode(), np.uint8),
        strokes=np.array([len(medians) for medians in drawn], np.uint8),
        points=np.array([len(line) for line in lines], np.uint8),
        line=np.concatenate(lines),
    )
    print(f"{len(names)} characters, {len(lines)} strokes, {MEDIANS.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
