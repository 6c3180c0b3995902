"""Opening any guide and any question of any form beside a frame; a package of ten times the size beside this one."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter_ns, thread_time_ns

from bench.figure import Figure, at_most, in_turn
from bench.sample_applying import sample_card
from catalogue.forms.check import check
from catalogue.package.build import build_package, pieces_of
from catalogue.package.digests import with_digests
from catalogue.package.manifest import FORMAT, Manifest, key_id, public_bytes, signed
from catalogue.package.open import Package, open_package
from catalogue.package.sample import CONTENT, ensure_sample, load_key
from catalogue.package.sources import read_sources
from catalogue.package.writing import write_file
from contract.codes import Language
from kiosk.config import ASSETS
from kiosk.journey.asking import FormAsking
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.guide.guide_view import guide_shown
from kiosk.screens.shown import Scene
from kiosk.words import words_of

NAME = "content_opened"
FRAME_MS = 16.7
TODAY = date(2026, 11, 27)
TIMES_BIGGER = 10


def p95_ms(taken: list[int]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)] / 1e6


def guides_opened(package: Package) -> float:
    """p95 of main-thread work over every guide: read from the package and worked out for the screen."""
    words, taken = words_of(ASSETS / "words", Language.ZH), []
    site = Site(today=TODAY, division="510114006003")
    for item in package.items():
        started = thread_time_ns()
        session = Session(visit=1, state=State.GUIDE, item=package.item(item.code), guide=package.guide(item.code))
        guide_shown(Scene(session, site, words, package))
        taken.append(thread_time_ns() - started)
    return p95_ms(taken)


def questions_opened(package: Package) -> tuple[float, float]:
    """p95 over every question of every form, worked out for the screen; and p99 of whole checks of every form."""
    words, shown, checked = words_of(ASSETS / "words", Language.ZH), [], []
    site = Site(today=TODAY, division="510114006003")
    for form_id in package.form_ids():
        form = package.form(form_id)
        session = Session(visit=1, state=State.FORM, form=form, card=sample_card(), item=package.item(form.items[0]))
        asking = FormAsking()
        asking.begin(session, site)
        for field in asking.questions(session, site):
            session.question = field.id
            for _ in range(5):
                started = thread_time_ns()
                form_shown(Scene(session, site, words, package))
                shown.append(thread_time_ns() - started)
        check(form, session.answers, session.card, None, TODAY)
        for _ in range(60):
            started = thread_time_ns()
            check(form, session.answers, session.card, None, TODAY)
            checked.append(thread_time_ns() - started)
    return p95_ms(shown), sorted(checked)[int(len(checked) * 0.99)] / 1e6


def ten_times(folder: Path) -> Path:
    """A package with every guide ten times, under codes of their own."""
    sources = read_sources(CONTENT)
    pieces = list(pieces_of(sources))
    copies = [
        (kind, f"{key}-{copy}", body)
        for kind, key, body in pieces
        if kind in ("guide", "item", "eligibility")
        for copy in range(1, TIMES_BIGGER)
    ]
    with_lists, kinds = with_digests(pieces + copies)
    key = load_key(folder / "sample_signing_key.pem")
    small = open_package(folder / "content.sqlite", (public_bytes(key),))
    about = Manifest(format=FORMAT, version=small.version, sources=small.sources, counts=small.counts(), kinds=kinds)
    small.close()
    path = folder / "ten_times.sqlite"
    write_file(path, with_lists, key_id(public_bytes(key)), *signed(about, key))
    return path


def opened_ms(path: Path, keys: tuple[bytes, ...]) -> float:
    started = perf_counter_ns()
    package = open_package(path, keys)
    package.quick()
    package.close()
    return (perf_counter_ns() - started) / 1e6


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="station-bench-") as name:
        folder = Path(name)
        sample = ensure_sample(folder)
        package = open_package(sample.path, sample.trusted_keys)
        guide = guides_opened(package)
        question, checked = questions_opened(package)
        package.close()
        big = ten_times(folder)
        small_ms, big_ms = in_turn(
            15, lambda: opened_ms(sample.path, sample.trusted_keys), lambda: opened_ms(big, sample.trusted_keys)
        )
        content = Path(shutil.copytree(CONTENT, folder / "content"))
        started = perf_counter_ns()
        build_package(content, folder / "built.sqlite", load_key(folder / "sample_signing_key.pem"))
        built_s = (perf_counter_ns() - started) / 1e9
    unit = "ms of the window's thread, p95"
    return [
        at_most("content_opened.any_guide", guide, unit, "one frame", FRAME_MS, 1.0),
        at_most("content_opened.any_question", question, unit, "one frame", FRAME_MS, 1.0),
        at_most("content_opened.any_check", checked, "ms of processor time, p99", "the limit", 5.0, 1.0),
        at_most("content_opened.ten_times", big_ms, "ms", "the package as it is", small_ms, 1.5),
        at_most("content_opened.build", built_s, "s", "the limit", 20.0, 1.0),
    ]


if __name__ == "__main__":
    for figure in measure():
        print(json.dumps({"name": figure.name, "value": figure.value, "ratio": figure.ratio, "ok": figure.ok}))
