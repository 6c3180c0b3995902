"""Pictures of codes as a station sees them, made here with known texts: clean, turned, blurred, in glare, on a phone.

    python -m bench.code_samples DIR    writes the published set: PNG files and answers.json

Deterministic: the same seed gives the same pictures. Shares nothing with devices/camera.
"""

import io
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import segno

Picture = np.ndarray
TEXTS: tuple[str, ...] = (
    "成都",
    "张测试",
    "买买提·艾力",
    "XDZ1.NCFOXN*TS0BIO DQP4EVPUO/ZUB3",
    "https://example.com/s/0a1b2c3d?d=510114",
    "成都市新都区政务服务中心",
    "91510114MA62ABCD0X",
    "1234567890123456789012",
    "https://example.com/token?t=" + "0123456789ABCDEF" * 12,
    "BEGIN:VCARD\nFN:张测试\nTEL:00000000000\nEND:VCARD",
    "€ ￥ ℃ — 老年人优待证",
    "eyJ0IjoiNTEwMTE0In0" + "Zm9vYmFy" * 20,
)


@dataclass(frozen=True)
class Sample:
    name: str
    picture: Picture
    texts: tuple[str, ...]


def _code(text: str, dots: int, rng: random.Random, border: int = 4) -> Picture:
    level = rng.choice("LMQ")
    # byte mode: what phones and services make; segno would take Kanji mode for Chinese
    made = segno.make_qr(text.encode(), error=level, mode="byte", boost_error=False)
    file = io.BytesIO()
    made.save(file, kind="png", scale=dots, border=border)
    return _grey(np.frombuffer(file.getvalue(), np.uint8))


def _placed(code: Picture, rng: random.Random, ground: int = 235, room: float = 1.6) -> Picture:
    height, width = (int(side * room) for side in code.shape)
    whole = np.full((height, width), ground, np.uint8)
    top = rng.randint(0, height - code.shape[0])
    left = rng.randint(0, width - code.shape[1])
    whole[top : top + code.shape[0], left : left + code.shape[1]] = code
    return whole


def _turned(picture: Picture, degrees: float, ground: int = 235) -> Picture:
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.75)
    return cv2.warpAffine(picture, turn, (width, height), borderValue=[ground])


def _leaning(picture: Picture, rng: random.Random, by: float) -> Picture:
    height, width = picture.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = np.array([[rng.uniform(0, by) * width, rng.uniform(0, by) * height] for _ in range(4)], np.float32)
    aim = corners + moved * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    through = cv2.getPerspectiveTransform(corners, aim)
    return cv2.warpPerspective(picture, through, (width, height), borderValue=[225])


def _blurred(picture: Picture, spread: float) -> Picture:
    return cv2.GaussianBlur(picture, (0, 0), spread)


def _shaken(picture: Picture, length: int) -> Picture:
    line = np.zeros((length, length), np.float32)
    line[length // 2, :] = 1.0 / length
    return cv2.filter2D(picture, -1, line)


def _noisy(picture: Picture, rng: random.Random, strength: float) -> Picture:
    noise = np.random.default_rng(rng.randrange(1 << 30)).normal(0, strength, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _dim(picture: Picture, floor: int, span: float) -> Picture:
    return np.clip(floor + picture * span, 0, 255).astype(np.uint8)


def _lit_from_one_side(picture: Picture) -> Picture:
    slope = np.linspace(0.25, 1.0, picture.shape[1])[None, :]
    return np.clip(picture * slope, 0, 255).astype(np.uint8)


def _glare(picture: Picture, rng: random.Random, size: float) -> Picture:
    height, width = picture.shape
    light = np.zeros((height, width), np.float32)
    centre = (int(width * rng.uniform(0.35, 0.65)), int(height * rng.uniform(0.35, 0.65)))
    cv2.ellipse(light, centre, (int(width * size), int(height * size * 0.6)), 30, 0, 360, [1.0], -1)
    light = cv2.GaussianBlur(light, (0, 0), width * 0.05)
    return np.clip(picture + light * 210, 0, 255).astype(np.uint8)


def _screen(picture: Picture) -> Picture:
    """Dots of a phone's screen against those of the camera."""
    height, width = picture.shape
    rows, columns = np.mgrid[0:height, 0:width]
    waves = 18 * np.sin(rows * 0.9) + 18 * np.sin(columns * 0.83 + rows * 0.05)
    return np.clip(picture * 0.8 + 25 + waves, 0, 255).astype(np.uint8)


def _squeezed(picture: Picture, quality: int) -> Picture:
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return _grey(packed)


def _grey(packed: Picture) -> Picture:
    picture = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return picture


def _bent(picture: Picture) -> Picture:
    """Around a cup, or on a wavy slip."""
    height, width = picture.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    columns = columns + 0.03 * width * np.sin(rows / height * 2 * np.pi)
    return cv2.remap(picture, columns.astype(np.float32), rows, cv2.INTER_LINEAR, borderValue=[235])


def _stained(picture: Picture, rng: random.Random) -> Picture:
    spoilt = picture.copy()
    height, width = picture.shape
    cv2.circle(spoilt, (int(width * 0.52), int(height * 0.52)), int(width * rng.uniform(0.025, 0.045)), [90], -1)
    return spoilt


Way = Callable[[Picture, random.Random], Picture]
WAYS: dict[str, tuple[int, Way]] = {
    "clean": (4, lambda code, rng: _placed(code, rng)),
    "two-dots": (2, lambda code, rng: _placed(code, rng)),
    "turned": (5, lambda code, rng: _turned(_placed(code, rng), rng.uniform(10, 80))),
    "leaning": (6, lambda code, rng: _leaning(_placed(code, rng), rng, 0.14)),
    "blurred": (4, lambda code, rng: _blurred(_placed(code, rng), rng.uniform(1.6, 2.4))),
    "very-blurred": (6, lambda code, rng: _blurred(_placed(code, rng), rng.uniform(3.2, 4.4))),
    "shaken": (5, lambda code, rng: _shaken(_placed(code, rng), 9)),
    "noisy": (4, lambda code, rng: _noisy(_placed(code, rng), rng, 45)),
    "dim": (4, lambda code, rng: _noisy(_dim(_placed(code, rng), 20, 0.12), rng, 3)),
    "one-side": (4, lambda code, rng: _lit_from_one_side(_placed(code, rng))),
    "glare": (6, lambda code, rng: _glare(_placed(code, rng), rng, 0.10)),
    "screen": (6, lambda code, rng: _screen(_leaning(_placed(code, rng), rng, 0.06))),
    "squeezed": (3, lambda code, rng: _squeezed(_blurred(_placed(code, rng), 0.8), 12)),
    "inverted": (4, lambda code, rng: 255 - _placed(code, rng)),
    "mirrored": (4, lambda code, rng: np.ascontiguousarray(_placed(code, rng)[:, ::-1])),
    "bent": (5, lambda code, rng: _bent(_placed(code, rng))),
    "stained": (6, lambda code, rng: _stained(_placed(code, rng, room=1.2), rng)),
    "far": (3, lambda code, rng: _noisy(_blurred(_placed(code, rng, room=4.0), 0.9), rng, 6)),
}


def samples(seed: int, each: int) -> Iterator[Sample]:
    """`each` pictures of every way, and as many with two codes."""
    rng = random.Random(seed)
    for way, (dots, change) in WAYS.items():
        for number in range(each):
            text = rng.choice(TEXTS)
            yield Sample(f"{way}-{number:02}", change(_code(text, dots, rng), rng), (text,))
    for number in range(each):
        texts = tuple(rng.sample(TEXTS, 2))
        left, right = (_code(text, 4, rng) for text in texts)
        height = max(left.shape[0], right.shape[0])
        sheet = np.full((height + 40, left.shape[1] + right.shape[1] + 60), 240, np.uint8)
        sheet[20 : 20 + left.shape[0], 20 : 20 + left.shape[1]] = left
        sheet[20 : 20 + right.shape[0], 40 + left.shape[1] : 40 + left.shape[1] + right.shape[1]] = right
        yield Sample(f"two-codes-{number:02}", sheet, texts)


def publish(folder: Path, seed: int = 510114, each: int = 2) -> None:
    """Write the set that tests/samples/codes/ holds."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = {}
    for sample in samples(seed, each):
        cv2.imwrite(str(folder / f"{sample.name}.png"), sample.picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
        answers[f"{sample.name}.png"] = list(sample.texts)
    (folder / "answers.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
