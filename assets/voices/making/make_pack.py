"""`./station aloud render|check|say`: the voice pack made, looked through, asked. Works in a checkout only.

The renderer has an environment of its own beside .venv, made from packages.txt by hash; the voices are one npm package.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import msgspec
from prompts import Tier, prompts
from sounds import sounds

from catalogue.package.open import Package
from kiosk.commands.aloud import TIERS, add_arguments
from kiosk.config import ROOT
from kiosk.content import open_content
from kiosk.reading_aloud.spoken import NORMALISER
from kiosk.reading_aloud.voice_pack import INDEX, Index, Making, VoicePack, clip_path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".station" / "voices"
VOICES = "kokoro-js-1.2.1.tgz"
MODEL = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
WHOLE = frozenset({Tier.MAIN, Tier.PIECES, Tier.SOUNDS, Tier.FORMS})
"""Whole in the repository."""
ORDER = tuple(Tier[name.upper()] for name in TIERS)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="station aloud")
    add_arguments(parser)
    return parser.parse_args()


def everything(package: Package, guides: bool = False) -> dict[str, Tier]:
    """Sentences, and the syllables by their readings."""
    return prompts(package, guides) | dict.fromkeys(sounds(), Tier.SOUNDS)


def ordered(package: Package, last: Tier) -> list[tuple[str, Tier]]:
    """Sentences in the order of rendering, up to and with a tier."""
    wanted = everything(package, guides=last is Tier.GUIDES)
    allowed = ORDER[: ORDER.index(last) + 1]
    return sorted(
        ((text, tier) for text, tier in wanted.items() if tier in allowed), key=lambda row: ORDER.index(row[1])
    )


def wanted_now(folder: Path, making: Making, package: Package, last: Tier) -> list[tuple[str, Tier]]:
    """What is to be rendered, and of the rest what was rendered earlier: it stays in the pack."""
    allowed = set(ORDER[: ORDER.index(last) + 1])
    return [
        (text, tier)
        for text, tier in ordered(package, max(last, Tier.PLACES))
        if tier in allowed or clip_path(folder, making.clip_name(text)).exists()
    ]


def environment() -> Path:
    """The renderer's Python, with what it needs; made when it is not there."""
    python = ENVIRONMENT / "bin" / "python"
    stamp = ENVIRONMENT / "packages.txt"
    locked = (HERE / "packages.txt").read_text("utf-8")
    if not (stamp.exists() and stamp.read_text("utf-8") == locked):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-q", "install", "--no-deps"]
        # jieba is published as source only
        subprocess.run([*pip, "--require-hashes", "-r", str(HERE / "packages.txt")], check=True)
        stamp.write_text(locked, "utf-8")
    if not (ENVIRONMENT / VOICES).exists():
        subprocess.run(["npm", "pack", "--silent", "kokoro-js@1.2.1"], cwd=ENVIRONMENT, check=True)
    return python


def render(args: argparse.Namespace) -> int:
    making = Making(voice=args.voice, speed=args.speed, model=MODEL, normaliser=NORMALISER)
    rows = wanted_now(args.pack, making, open_content(None), Tier[args.upto.upper()])
    python = environment()
    args.pack.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        of_sounds = sounds()
        for text, _ in rows:
            said = of_sounds.get(text, text)
            lines.write(json.dumps({"text": said, "clip": making.clip_name(text)}, ensure_ascii=False) + "\n")
        lines.seek(0)
        command = [str(python), str(HERE / "render.py"), str(args.pack), "--voices", str(ENVIRONMENT / VOICES)]
        command += ["--voice", args.voice, "--speed", str(args.speed), "--threads", str(args.threads)]
        quiet = dict(os.environ, PYTHONPATH="")
        with subprocess.Popen(command, stdin=lines, stdout=subprocess.PIPE, text=True, env=quiet) as running:
            assert running.stdout is not None
            told = [json.loads(line) for line in running.stdout]
    lengths = {one["clip"]: one["ms"] for one in told if "ms" in one}
    for one in told:
        if "cannot" in one:
            print(f"cannot be said: {one['cannot']}", file=sys.stderr)
    names = {text: making.clip_name(text) for text, _ in rows}
    write_index(args.pack, making, {text: lengths[name] for text, name in names.items() if name in lengths})
    made = [one for one in told if one.get("took_s")]
    shown = {
        "sentences": len(rows),
        "clips": len(lengths),
        "rendered": len(made),
        "speech_s": round(sum(lengths.values()) / 1000),
        "rendered_s": round(sum(one["ms"] for one in made) / 1000),
        "took_s": round(sum(one["took_s"] for one in made)),
        "octets": sum(clip_path(args.pack, name).stat().st_size for name in lengths),
    }
    print(json.dumps(shown))
    return running.returncode or (0 if len(lengths) == len(rows) else 1)


def write_index(folder: Path, making: Making, clips: dict[str, int]) -> None:
    """The pack's table of contents; clips of sentences that are said no more are removed."""
    index = Index(making=making, clips=dict(sorted(clips.items())))
    beside = folder / (INDEX + ".part")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(index), indent=0))
    beside.rename(folder / INDEX)
    wanted = {making.clip_name(text) for text in clips}
    for path in (folder / "clips").glob("*/*"):
        if path.stem not in wanted:
            path.unlink()


def check(args: argparse.Namespace) -> int:
    pack = VoicePack(args.pack)
    wanted = everything(open_content(None), guides=args.guides)
    missing = [(text, tier) for text, tier in wanted.items() if lacks(pack, text, tier)]
    joined = sum(not pack.has(text) for text in wanted) - len(missing)
    gone = [text for text in pack.index.clips if not clip_path(args.pack, pack.index.making.clip_name(text)).is_file()]
    by_tier = Counter(tier.name.lower() for _, tier in missing)
    broken = bool(gone) or any(tier in WHOLE for _, tier in missing)
    if args.json:
        shown = {"sentences": len(wanted), "joined": joined, "missing": [text for text, _ in missing], "gone": gone}
        shown["tiers"] = {text: tier.name.lower() for text, tier in missing}
        print(json.dumps(shown | {"missing_by_tier": by_tier}, ensure_ascii=False))
    else:
        for text, tier in missing:
            print(f"{tier.name.lower():8} {text}")
        print(f"{len(wanted)} sentences, {joined} joined of others, {len(missing)} only shown {dict(by_tier)}")
        print("".join(f"no file: {text}\n" for text in gone), end="")
    return 1 if broken else 0


def lacks(pack: VoicePack, text: str, tier: Tier) -> bool:
    return not pack.has(text) if tier is Tier.SOUNDS else bool(pack.assemble((text,)).missing)


def say(args: argparse.Namespace) -> int:
    pack = VoicePack(args.pack)
    by_clip = {pack.index.making.clip_name(text): text for text in pack.index.clips}
    assembled = pack.assemble(tuple(args.text))
    shown = {"clips": [by_clip[sounded.clip] for sounded in assembled.clips], "missing": assembled.missing}
    print(json.dumps(shown, ensure_ascii=False) if args.json else " | ".join(shown["clips"]) or "nothing")
    return 1 if assembled.missing else 0


def main() -> int:
    args = arguments()
    match args.act:
        case "render":
            return render(args)
        case "check":
            return check(args)
        case _:
            return say(args)


if __name__ == "__main__":
    sys.exit(main())
