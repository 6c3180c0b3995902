"""Every form from the card to the receipt and the centre, by the scripted resident, and one sheet of pictures a form.

python -m bench.every_form --out DIR [--profile elder] [--landscape] [--language en]. One after the other, some twenty
seconds each. Exit 0: all twelve arrived once.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

from catalogue.forms.source import read_forms
from catalogue.package.sample import CONTENT

WITHIN_S = 300
COLUMNS, WIDTH = 8, 360


def contact_sheet(folder: Path) -> Path:
    """The run's screens in order, small; to be looked at."""
    pictures = [Image.open(path).convert("RGB") for path in sorted(folder.glob("[0-9][0-9]-*.png"))]
    small = [each.resize((WIDTH, round(each.height * WIDTH / each.width))) for each in pictures]
    tall = max(each.height for each in small)
    sheet = Image.new("RGB", (COLUMNS * WIDTH, -(-len(small) // COLUMNS) * tall), "white")
    for number, each in enumerate(small):
        sheet.paste(each, (number % COLUMNS * WIDTH, number // COLUMNS * tall))
    path = folder.with_suffix(".png")
    sheet.save(path)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.every_form", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    args, more = parser.parse_known_args()
    args.out.mkdir(parents=True, exist_ok=True)
    bad = []
    for form in read_forms(CONTENT / "forms"):
        folder = args.out / f"{form.id}-{form.items[0]}"
        words = [sys.executable, "-m", "bench.demo", "--headless", "--item", form.items[0], "--out", str(folder), *more]
        ran = subprocess.run(words, capture_output=True, text=True, timeout=WITHIN_S)
        report = folder / "report.json"
        ok = ran.returncode == 0 and json.loads(report.read_text("utf-8"))["centre"]["times_at_centre"] == 1
        told = f"good {contact_sheet(folder)}" if ok else "NOT good"
        print(f"{form.id} {form.title}: {told}", flush=True)
        if not ok:
            bad.append(form.id)
            print(ran.stderr[-600:], file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
