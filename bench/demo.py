"""`./station demo`: the main job with a pretend world round a real station.

With a display: the window, and a bench panel to lay down a card, show a code, empty the paper, cut the network.
Without one, or with --headless: a scripted resident goes through the whole journey by touching what is on the screen.
"""

import argparse
import os
import sys
from pathlib import Path


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="station demo", description="The main job, ready to use or shown by itself.")
    parser.add_argument("--headless", action="store_true", help="no display: a scripted resident goes through it")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where pictures, receipt and report.json go")
    parser.add_argument("--person", type=Path, metavar="FILE", help="the card's holder as JSON (docs/demo.md)")
    parser.add_argument("--item", default="R06-014", metavar="CODE", help="which item; default: R06-014 老年人优待证")
    parser.add_argument("--theme", metavar="NAME", help="a life event instead: its items together, e.g. 退休养老")
    parser.add_argument("--offline", action="store_true", help="cut the network before submitting, restore it after")
    parser.add_argument("--draft", action="store_true", help="take a draft along before handing in, and go on with it")
    parser.add_argument("--profile", choices=("standard", "elder", "contrast"), default="standard")
    parser.add_argument("--language", choices=("zh-CN", "en"), default="zh-CN")
    parser.add_argument("--landscape", action="store_true", help="1920 x 1080 instead of 1080 x 1920")
    parser.add_argument("--narrow-paper", action="store_true", help="58 mm paper instead of 80 mm")
    parser.add_argument("--windowed", action="store_true", help="a window on a desktop instead of the whole screen")
    return parser


def has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    args = arguments().parse_args()
    from bench.person import ZHANG_SAN, load_person
    from contract.failures import Failed

    try:
        person = load_person(args.person) if args.person else ZHANG_SAN
        if args.headless or not has_display():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            from bench.scripted_demo import run_scripted

            return run_scripted(args, person)
        from bench.shown_demo import run_shown

        return run_shown(args, person)
    except Failed as failed:
        print(f"demo: {failed.happened}\ndemo: what to do: {failed.remedy}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
