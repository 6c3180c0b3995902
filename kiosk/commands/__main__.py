"""Finds the command and runs it: `python -m kiosk.commands NAME …`, and the entry of the frozen station.

Each command is a module with HELP, `add_arguments(parser)` and `run(args) -> int`. Only the one asked for is imported,
so that a worker process starts in the time of its own imports.
"""

import importlib
import importlib.util
import sys

import kiosk.commands

BESIDE = {"demo": "bench.demo", "bench": "bench", "centre": "centre"}
"""Commands of packages that are not part of a station; absent where the package is not installed."""


def _beside(name: str) -> str | None:
    module = BESIDE.get(name)
    if module is None or importlib.util.find_spec(module.split(".")[0]) is None:
        return None
    return module


def _own_names() -> list[str]:
    import pkgutil

    found = (entry.name for entry in pkgutil.iter_modules(kiosk.commands.__path__))
    return sorted(name.replace("_", "-") for name in found if not name.startswith("__"))


def _overview() -> str:
    """All commands with a line each."""
    lines = ["usage: ./station COMMAND …", "", "commands:"]
    for name in _own_names():
        module = importlib.import_module(f"kiosk.commands.{name.replace('-', '_')}")
        if module.HELP:
            lines.append(f"  {name:<10} {module.HELP}")
    for name, text in (
        ("demo", "the main job: embedded centre, emulated devices and the window"),
        ("bench", "the benchmarks, as ratios to a peer measured in the same run"),
        ("centre", "the district centre"),
    ):
        if _beside(name):
            lines.append(f"  {name:<10} {text}")
    return "\n".join([*lines, "", "./station COMMAND --help tells the rest."])


def main(argv: list[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0 if argv else 2
    if argv[0] == "--version":
        from kiosk.version import version

        print(version())
        return 0
    name, rest = argv[0], argv[1:]
    beside = _beside(name)
    if beside is not None:
        return _run_beside(name, beside, rest)
    module_name = f"kiosk.commands.{name.replace('-', '_')}"
    if name.startswith("_") or importlib.util.find_spec(module_name) is None:
        print(f"station: no command {name!r}\n\n{_overview()}", file=sys.stderr)
        return 2
    module = importlib.import_module(module_name)
    early = getattr(module, "run_early", None)
    if early is not None:
        # the window's first frame does not wait for the parser
        early(rest)
    import argparse

    from contract.failures import Failed

    parser = argparse.ArgumentParser(prog=f"station {name}", description=module.HELP or None)
    module.add_arguments(parser)
    args = parser.parse_args(rest)
    try:
        return module.run(args)
    except Failed as failed:
        print(f"{name}: {failed}", file=sys.stderr)
        return 1


def _run_beside(name: str, module: str, arguments: list[str]) -> int:
    import runpy

    from contract.failures import Failed

    sys.argv = [f"station {name}", *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except Failed as failed:
        print(f"{name}: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
