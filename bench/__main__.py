"""`./station bench [NAME…] [--json]`: each figure as a ratio to its peer. Exit 1: a target was missed.

`./station bench faults …`, `./station bench windows …` and `./station bench soak …` are no figures: kill loops
(bench/faults), pulled plugs (bench/soak.py).
"""

import argparse
import importlib
import pkgutil
import sys

import msgspec

import bench.figures
from bench.figure import Figure


def names() -> list[str]:
    return sorted(entry.name for entry in pkgutil.iter_modules(bench.figures.__path__))


def main() -> int:
    if sys.argv[1:2] == ["faults"]:
        from bench.faults.__main__ import main as kill_loops

        return kill_loops(sys.argv[2:])
    if sys.argv[1:2] == ["windows"]:
        from bench.faults.windows import main as kill_windows

        return kill_windows(sys.argv[2:])
    if sys.argv[1:2] == ["soak"]:
        from bench.soak import main as soak

        return soak(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="station bench", description="Measure, as ratios to a peer of the same run.")
    known = ", ".join([*names(), "faults", "windows", "soak"])
    parser.add_argument("name", nargs="*", choices=[*names(), []], metavar="NAME", help=known)
    parser.add_argument("--json", action="store_true", help="one JSON value a line")
    args = parser.parse_args()
    missed = False
    for name in args.name or names():
        print(f"measuring {name} …", file=sys.stderr)
        for found in importlib.import_module(f"bench.figures.{name}").measure():
            figure = found if isinstance(found, Figure) else msgspec.convert(found, Figure)
            missed = missed or not figure.ok
            if args.json:
                print(msgspec.json.encode(figure).decode(), flush=True)
            else:
                verdict = "good" if figure.ok else "MISSED"
                print(
                    f"{figure.name:<34} {figure.value:>10} {figure.unit:<6} ratio {figure.ratio:>7} "
                    f"(target {figure.target}, peer {figure.peer}: {figure.peer_value})  {verdict}",
                    flush=True,
                )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
