"""`./station form check FILE`: answers for a form → errors by field, in plain Chinese."""

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from catalogue.forms.check import check_state
from catalogue.forms.facts import FOR_GOOD
from catalogue.forms.state import work_out
from catalogue.package.open import Package
from contract.card import CardKind, CardRecord
from contract.codes import NATIONS, Language, Sex
from contract.failures import Failed, FailureCode, Retry
from contract.form import FieldError
from kiosk.config import ASSETS
from kiosk.content import add_package_argument, open_content
from kiosk.words import Words

NAME = "form"
HELP = "check answers for a form: errors by field"
FILE_LIMIT = 4 * 1024 * 1024
STATION_FACTS = ("division", "has_camera", "has_document_camera", "has_video")


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """The file of `form check` in CLI.md. `station` may be added: facts of the site."""

    form: str
    answers: dict[str, Any] = {}
    card: dict[str, Any] | None = None
    card2: dict[str, Any] | None = None
    today: date | None = None
    station: dict[str, Any] = {}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="check")
    act = acts.add_parser("check", help=HELP, description=HELP)
    act.add_argument(
        "file", type=Path, metavar="FILE", help="JSON with form, answers, card, card2, today; - is standard input"
    )
    act.add_argument("--json", action="store_true", help="answer as JSON")
    add_package_argument(act)


def run(args: argparse.Namespace) -> int:
    try:
        asked = read_asked(args.file)
        shown = checked(open_content(args.config), asked)
    except Failed as failed:
        print(f"{failed.code.value}: {failed.happened}; {failed.remedy}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(shown, ensure_ascii=False))
    else:
        for error in shown["errors"]:
            print(f"{error['field']}: {error['message']} ({error['code']}{', only said' if error['warns'] else ''})")
        print("good" if shown["ok"] else "NOT GOOD")
    return 0 if shown["ok"] else 1


def wrong(why: str) -> Failed:
    return Failed(FailureCode.FORM_INVALID, why[:300], "see docs/content.md, form check", Retry.NEVER)


def read_asked(path: Path) -> Asked:
    try:
        body = sys.stdin.buffer.read(FILE_LIMIT + 1) if str(path) == "-" else path.open("rb").read(FILE_LIMIT + 1)
        if len(body) > FILE_LIMIT:
            raise wrong(f"the file is larger than {FILE_LIMIT} bytes")
        return msgspec.json.decode(body, type=Asked)
    except OSError as error:
        raise wrong(f"{path.name}: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise wrong(f"{path.name}: {error}") from None


def card_of(given: dict[str, Any] | None) -> CardRecord | None:
    """A card as `--person` or `card decode` write it. Failed(FORM_INVALID) names the key."""
    if given is None:
        return None
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    sexes = {sex.zh: sex for sex in Sex}
    nations = {name: code for code, name in NATIONS.items()} | {
        name.removesuffix("族"): code for code, name in NATIONS.items()
    }
    nation = texts.get("nation") or None
    try:
        return CardRecord(
            kind=CardKind(texts.get("kind", "resident")),
            name=texts["name"],
            number=texts["number"],
            sex=sexes.get(texts["sex"]) or Sex(texts["sex"]),
            birth=date.fromisoformat(texts["birth"]),
            nation=nations.get(nation, nation) if nation else None,
            nationality=texts.get("nationality"),
            english_name=texts.get("english_name"),
            address=texts.get("address"),
            issuer=texts.get("issuer"),
            valid_from=date.fromisoformat(texts["valid_from"]) if texts.get("valid_from") else None,
            valid_to=None
            if texts.get("valid_to", FOR_GOOD) in ("", FOR_GOOD)
            else date.fromisoformat(texts["valid_to"]),
            permit_number=texts.get("permit_number"),
        )
    except KeyError as missing:
        raise wrong(f"card: {missing} is needed") from None
    except ValueError as error:
        raise wrong(f"card: {error}") from None


def checked(package: Package, asked: Asked) -> dict[str, Any]:
    """The JSON shape of `form check` in CLI.md."""
    form = package.form(asked.form)
    card = card_of(asked.card)
    station = {
        key: value for key, value in asked.station.items() if key in STATION_FACTS and isinstance(value, str | bool)
    }
    state = work_out(
        form,
        asked.answers,
        card=card,
        card2=card_of(asked.card2),
        today=asked.today or datetime.now().astimezone().date(),
        station=station,
    )
    errors = check_state(state, card, package.division_codes())
    words = Words(ASSETS / "words", Language.ZH)
    return {
        "ok": not any(not error.warns for error in errors),
        "errors": [
            {"field": error.field, "code": error.code, "message": message_of(words, error), "warns": error.warns}
            for error in errors
        ],
        "visible": list(state.visible_ids),
        "computed": state.computed,
    }


def message_of(words: Words, error: FieldError) -> str:
    message = f"error-{error.code.replace('_', '-')}"
    return words.text(message, **error.facts) if words.has(message) else error.message or words.text("error-wrong-type")
