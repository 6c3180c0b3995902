"""Figures: codes of the sample pictures read by ours beside the best single decoder, and in no more than its time."""

import time
from collections.abc import Callable, Iterable

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from bench.code_samples import samples
from bench.figure import Figure, at_least, at_most
from devices.camera.code_finding import find_codes

NAME = "qr_decode"
SEED = 20260927
EACH = 6

Texts = Iterable[str]


def measure() -> list[Figure]:
    """Share of 114 pictures read whole, and milliseconds a picture that the best single decoder reads too."""
    whole = list(samples(SEED, EACH))
    read: dict[str, set[str]] = {}
    took_ms: dict[str, dict[str, float]] = {}
    for name, decode in {"ours": _ours, **SINGLE}.items():
        read[name], took_ms[name] = set(), {}
        for sample in whole:
            began = time.perf_counter()
            texts = set(decode(sample.picture))
            took_ms[name][sample.name] = (time.perf_counter() - began) * 1000
            if set(sample.texts) <= texts:
                read[name].add(sample.name)
    best = max(SINGLE, key=lambda name: len(read[name]))
    easy = read[best] & read["ours"]
    ours_ms, best_ms = (sum(took_ms[name][each] for each in easy) / len(easy) for name in ("ours", best))
    of_all = 100 / len(whole)
    return [
        at_least("qr_decode_rate", len(read["ours"]) * of_all, "%", best, len(read[best]) * of_all, 1.0),
        at_most("qr_decode_time", ours_ms, "ms", best, best_ms, 1.0),
    ]


def _ours(picture: np.ndarray) -> Texts:
    return [code.text for code in find_codes(picture)]


def _wechat(picture: np.ndarray) -> Texts:
    try:
        decoder = getattr(cv2, "wechat_qrcode_WeChatQRCode")()  # noqa: B009 - its stub lacks it
        return decoder.detectAndDecode(picture)[0]
    except UnicodeDecodeError:
        return []


def _opencv(picture: np.ndarray) -> Texts:
    try:
        return cv2.QRCodeDetector().detectAndDecodeMulti(picture)[1]
    except (UnicodeDecodeError, cv2.error):
        return []


SINGLE: dict[str, Callable[[np.ndarray], Texts]] = {
    "zxing-cpp alone": lambda picture: [code.text for code in zxingcpp.read_barcodes(picture)],
    "WeChat's decoder alone": _wechat,
    "pyzbar alone": lambda picture: [code.data.decode("utf-8", "replace") for code in pyzbar.decode(picture)],
    "OpenCV's QRCodeDetector alone": _opencv,
}
