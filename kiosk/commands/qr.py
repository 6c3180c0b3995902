"""`qr decode`: pictures → the payloads of the codes in them, a line a picture."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from contract.failures import Failed

NAME = "qr"
HELP = "decode: pictures → the payloads of the codes in them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["decode"], help="read the codes of each picture")
    parser.add_argument("pictures", nargs="+", type=Path, metavar="IMAGE", help="JPEG, PNG, BMP, GIF, WEBP, TIFF, PPM")
    parser.add_argument("--json", action="store_true", help="one JSON value a line")


def run(args: argparse.Namespace) -> int:
    all_found = True
    for path in args.pictures:
        shown = decoded(path)
        all_found = all_found and bool(shown["payloads"])
        print(json.dumps(shown, ensure_ascii=False) if args.json else _as_text(shown), flush=True)
    return 0 if all_found else 1


def decoded(path: Path) -> dict[str, Any]:
    """The JSON shape of `qr decode` in CLI.md for one picture; with `code` and `message` when it is none."""
    from devices.camera.code_finding import find_codes
    from devices.camera.picture_file import grey_of, read_picture

    started = time.perf_counter()
    shown: dict[str, Any] = {"file": str(path), "payloads": []}
    try:
        codes = find_codes(grey_of(read_picture(path)))
    except Failed as failed:
        shown |= {"code": failed.code.value, "message": f"{failed.happened}; {failed.remedy}"}
    else:
        shown["payloads"] = [{"text": code.text, "format": code.format, "decoder": code.decoder} for code in codes]
    shown["ms"] = round((time.perf_counter() - started) * 1000, 1)
    return shown


def _as_text(shown: dict[str, Any]) -> str:
    if "code" in shown:
        return f"{shown['file']}: {shown['code']}: {shown['message']}"
    if not shown["payloads"]:
        return f"{shown['file']}: no code was found"
    return "\n".join(f"{shown['file']}: {found['format']}: {found['text']}" for found in shown["payloads"])
