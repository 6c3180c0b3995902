"""Sentences (JSON lines on standard input) → clips of the voice pack; what is there already is not rendered again.

    python assets/voices/making/render.py PACK --voices kokoro-js-1.2.1.tgz < sentences.jsonl

A line is {"text", "clip"}: the sentence and the name of its clip. Says a JSON line for each it made or could not say.
"""

import argparse
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from kokoro import RATE, CannotSay, Kokoro

QUIET = 0.012
"""Of the loudest sample: what is below it before and after the speech is cut off."""
LEAD_S, TAIL_S = 0.02, 0.06
RMS = 0.08
"""Root mean square of every clip, about -22 dBFS: equal loudness, with room for peaks."""
PEAK = 0.97
COMPRESSION = 0.98
"""soundfile's measure for Opus: about 11 kbit/s, still wideband; the container adds 0.9 KB a clip."""


def trimmed(speech: Any) -> Any:
    """Without the silence around it, at an even loudness, its ends faded."""
    loud = np.flatnonzero(np.abs(speech) > QUIET * np.abs(speech).max())
    start = max(0, int(loud[0]) - int(LEAD_S * RATE))
    end = min(len(speech), int(loud[-1]) + int(TAIL_S * RATE))
    cut = speech[start:end].astype(np.float64)
    cut *= RMS / np.sqrt(np.mean(cut[np.abs(cut) > QUIET * np.abs(cut).max()] ** 2))
    cut *= min(1.0, PEAK / np.abs(cut).max())
    fade = np.linspace(0.0, 1.0, int(0.005 * RATE))
    cut[: len(fade)] *= fade
    cut[-len(fade) :] *= fade[::-1]
    return cut.astype(np.float32)


def packed(speech: Any) -> bytes:
    """Ogg Opus."""
    held = io.BytesIO()
    soundfile.write(held, speech, RATE, format="OGG", subtype="OPUS", compression_level=COMPRESSION)
    return held.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--voices", type=Path, required=True)
    parser.add_argument("--voice", default="zf_xiaoxiao")
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    kokoro = Kokoro(args.voices, args.voice, args.threads)
    for line in sys.stdin:
        wanted = json.loads(line)
        path = args.pack / "clips" / wanted["clip"][:2] / f"{wanted['clip']}.opus"
        if path.exists():
            print(json.dumps({"clip": wanted["clip"], "ms": round(1000 * soundfile.info(path).duration)}), flush=True)
            continue
        began = time.monotonic()
        try:
            speech = trimmed(kokoro.say(wanted["text"], args.speed))
        except CannotSay as wrong:
            print(json.dumps({"clip": wanted["clip"], "cannot": str(wrong)}, ensure_ascii=False), flush=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_bytes(packed(speech))
        beside.rename(path)
        told = {"clip": wanted["clip"], "ms": round(1000 * len(speech) / RATE), "took_s": time.monotonic() - began}
        print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
