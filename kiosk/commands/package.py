"""`./station package build|check`: make the signed content package, or prove one and count what is in it."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from catalogue.package.check import SourcesWrong
from catalogue.package.manifest import Breach, key_from_text, public_bytes
from catalogue.package.open import open_package
from contract.failures import Failed, FailureCode
from kiosk.config import load_settings
from kiosk.content import CONTENT, SAMPLE_FOLDER, has_sources

NAME = "package"
HELP = "build the signed content package from assets/content, or check one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="build|check|teach|export|import|delta|apply")
    build = acts.add_parser("build", help="check the sources and write the signed package")
    build.add_argument("--out", type=Path, metavar="FILE", default=SAMPLE_FOLDER / "content.sqlite")
    build.add_argument("--content", type=Path, metavar="DIR", default=CONTENT, help="sources (assets/content)")
    build.add_argument(
        "--sign", type=Path, metavar="PEM", help="Ed25519 signing key; without it the sample key of this machine"
    )
    check = acts.add_parser("check", help="prove every piece of a package and print its counts and breaches")
    check.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="package; without it, the sample of this checkout"
    )
    check.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="HEX",
        help="public key to trust, 64 hex digits; may be given again",
    )
    check.add_argument("--config", type=Path, metavar="FILE", help="station.toml whose trusted keys count")
    lesson = acts.add_parser("teach", help="add a missed sentence to the sources: it counts from the next build")
    lesson.add_argument("code", metavar="CODE", help="the item that was meant")
    lesson.add_argument("text", metavar="SENTENCE", help="what was said, without anything personal")
    lesson.add_argument("--content", type=Path, metavar="DIR", default=CONTENT, help="sources (assets/content)")
    out = acts.add_parser("export", help="write all content as one XLSX file, or a folder of CSV files")
    out.add_argument("to", type=Path, metavar="FILE.xlsx|DIR")
    bring = acts.add_parser("import", help="bring tables in: every error by sheet, row and column, or everything")
    bring.add_argument("source", type=Path, metavar="FILE.xlsx|DIR")
    for act in (out, bring):
        act.add_argument(
            "--content", type=Path, metavar="DIR", default=CONTENT, help="sources (default: assets/content)"
        )
    delta = acts.add_parser("delta", help="write only what changed from one package to a newer one")
    delta.add_argument("before", type=Path, metavar="OLD")
    apply = acts.add_parser("apply", help="make the new package of the one in use and a delta")
    apply.add_argument("before", type=Path, metavar="CURRENT")
    for act, what in ((delta, "NEW"), (apply, "DELTA")):
        act.add_argument("after", type=Path, metavar=what)
        act.add_argument("--out", type=Path, metavar="FILE", required=True)
        act.add_argument("--key", action="append", default=[], metavar="HEX", help="public key to trust")
        act.add_argument("--config", type=Path, metavar="FILE", help="station.toml whose trusted keys count")
    for act in (build, check, lesson, out, bring, delta, apply):
        act.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    match args.act:
        case "build":
            return _build(args)
        case "check":
            return _check(args)
        case "teach":
            return _teach(args)
        case "delta" | "apply":
            return _delta(args)
        case _:
            from kiosk.content_tables import run_tables  # brings openpyxl, which a terminal does without

            return run_tables(args)


def _show(shown: dict[str, Any], as_json: bool) -> int:
    if as_json:
        print(json.dumps(shown, ensure_ascii=False))
    else:
        for name, count in shown["counts"].items():
            print(f"{name:<24}{count:>6}")
        for breach in shown["breaches"]:
            print(f"{breach['code']}: {breach['where']}: {breach['message']}")
        print(f"{'good' if shown['ok'] else 'NOT GOOD'}: version {shown['version']}")
    return 0 if shown["ok"] else 1


def _shape(version: str | None, counts: dict[str, int], breaches: list[Breach], **more: Any) -> dict[str, Any]:
    return {"ok": not breaches, "version": version, "counts": counts, "breaches": msgspec.to_builtins(breaches)} | more


def _of_failure(failed: Failed, where: str) -> dict[str, Any]:
    print(f"{failed.code.value}: {failed.remedy}", file=sys.stderr)
    return _shape(None, {}, [Breach(code=failed.code.value, where=where, message=failed.happened)])


def _build(args: argparse.Namespace) -> int:
    if args.content == CONTENT and not has_sources():
        return _no_sources(args)
    from catalogue.package.build import build_package  # brings pypinyin, which reading does not need
    from catalogue.package.learning import learn_what_changed
    from catalogue.package.sample import load_key, sample_key

    try:
        key = load_key(args.sign) if args.sign else sample_key(SAMPLE_FOLDER)
        if args.content == CONTENT:
            learn_what_changed(args.content, lambda text: print(f"training: {text}", file=sys.stderr, flush=True))
        built = build_package(args.content, args.out, key)
    except SourcesWrong as wrong:
        return _show(_shape(None, {}, wrong.breaches), args.json)
    except Failed as failed:
        return _show(_of_failure(failed, args.content.name), args.json)
    return _show(
        _shape(built.version, built.counts, [], file=str(built.path), bytes=built.size, key=built.key.hex()), args.json
    )


def _teach(args: argparse.Namespace) -> int:
    if args.content == CONTENT and not has_sources():
        return _no_sources(args)
    from catalogue.package.teaching import taught

    try:
        wrong = taught(args.content, args.code, args.text)
    except Failed as failed:
        return _show(_of_failure(failed, args.content.name), args.json)
    if args.json:
        print(json.dumps({"ok": not wrong, "code": args.code, "breaches": wrong}, ensure_ascii=False))
    else:
        print("\n".join(wrong) or f"{args.code}: learnt with the next `./station package build`")
    return 1 if wrong else 0


def _no_sources(args: argparse.Namespace) -> int:
    """The frozen station carries no sources and nothing to build them with."""
    missing = Breach(
        code=FailureCode.PACKAGE_MISSING.value, where="assets/content", message="this station has no content sources"
    )
    return _show(_shape(None, {}, [missing]), args.json)


def _trusted(args: argparse.Namespace) -> tuple[bytes, ...]:
    keys = [key_from_text(text) for text in args.key]
    if args.config is not None:
        keys += [key_from_text(text) for text in load_settings(args.config).package.trusted_keys]
    if not keys and (SAMPLE_FOLDER / "sample_signing_key.pem").exists():
        from catalogue.package.sample import sample_key

        keys.append(public_bytes(sample_key(SAMPLE_FOLDER)))
    return tuple(keys)


def _delta(args: argparse.Namespace) -> int:
    from catalogue.package.delta import apply_delta, make_delta

    try:
        keys = _trusted(args)
        if args.act == "delta":
            body = make_delta(args.before, args.after, keys)
            args.out.write_bytes(body)
            shown = {"ok": True, "bytes": len(body), "file": str(args.out)}
        else:
            version = apply_delta(args.before, args.after.read_bytes(), args.out, keys)
            shown = {"ok": True, "version": version, "file": str(args.out)}
    except ValueError as error:
        print(f"--key: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"package: {error.strerror}: {error.filename}", file=sys.stderr)
        return 2
    except Failed as failed:
        return _show(_of_failure(failed, args.after.name), args.json)
    print(json.dumps(shown, ensure_ascii=False) if args.json else f"good: {shown['file']}")
    return 0


def _check(args: argparse.Namespace) -> int:
    try:
        if args.file is None and not has_sources():
            return _no_sources(args)
        if args.file is None:
            from catalogue.package.sample import ensure_sample

            ensure_sample(SAMPLE_FOLDER)
        path = args.file or SAMPLE_FOLDER / "content.sqlite"
        keys = _trusted(args)
    except ValueError as error:
        print(f"--key: {error}", file=sys.stderr)
        return 2
    except Failed as failed:
        return _show(_of_failure(failed, "assets/content"), args.json)
    except SourcesWrong as wrong:
        return _show(_shape(None, {}, wrong.breaches), args.json)
    try:
        package = open_package(path, keys)
    except Failed as failed:
        return _show(_of_failure(failed, path.name), args.json)
    return _show(_shape(package.version, package.counts(), package.breaches()), args.json)
