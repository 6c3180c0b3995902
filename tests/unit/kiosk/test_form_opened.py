"""A form that is signed and cannot be asked all the same: the resident is told before filling anything in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication

from bench.bare_station import SAMPLE_FOLDER, write_settings
from bench.sample_station import enrol_without_centre
from catalogue.package.build import pieces_of
from catalogue.package.check import counts_of
from catalogue.package.digests import with_digests
from catalogue.package.install import install_package
from catalogue.package.manifest import FORMAT, Manifest, key_id, public_bytes, signed
from catalogue.package.sample import CONTENT, sample_key
from catalogue.package.sources import digest_of_sources, read_sources
from catalogue.package.writing import write_file
from contract.failures import FailureCode
from contract.form import FormDef
from kiosk.app import StationWindow
from kiosk.config import load_settings
from kiosk.journey.events import On
from kiosk.journey.states import State

ITEM = "R06-014"
NEVER_SAID = ("Traceback", "Error", "form.", "answers", "None")


def sign_with(change: Callable[[FormDef], FormDef], path: Path) -> None:
    """A package whose form of ITEM was changed after every proof of the build, with a good signature."""
    sources = read_sources(CONTENT)
    forms = tuple(change(form) if ITEM in form.items else form for form in sources.forms)
    version = f"{int(sources.version.partition('.')[0]) + 1}.1.1"
    pieces, kinds = with_digests(list(pieces_of(msgspec.structs.replace(sources, forms=forms, version=version))))
    about = Manifest(
        format=FORMAT, version=version, sources=digest_of_sources(CONTENT), counts=counts_of(sources), kinds=kinds
    )
    key = sample_key(SAMPLE_FOLDER)
    write_file(path, pieces, key_id(public_bytes(key)), *signed(about, key))


def with_when(form: FormDef, when: str) -> FormDef:
    first = msgspec.structs.replace(form.fields[0], when=when)
    return msgspec.structs.replace(form, fields=(first, *form.fields[1:]))


@pytest.fixture(
    params=["answers.is_agent ==", "answers.nowhere == true", "1 + 1"],
    ids=["does not compile", "reads no field", "is no condition"],
)
def station(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StationWindow]:
    config = write_settings(tmp_path)
    enrol_without_centre(tmp_path)
    made = tmp_path / "made.sqlite"
    sign_with(lambda form: with_when(form, request.param), made)
    settings = load_settings(config)
    install_package(made, settings.package_dir, tuple(bytes.fromhex(key) for key in settings.package.trusted_keys))
    station = StationWindow(settings)
    yield station
    station.stop()


def test_a_form_with_a_broken_condition_is_not_taken_in_and_the_way_back_is_its_guide(station: StationWindow) -> None:
    stage, conductor = station.conductor.stage, station.conductor
    for act, argument in (("touched", None), ("item", ITEM), ("apply", None)):
        stage.act(act, argument)
    QCoreApplication.processEvents()
    assert conductor.state is State.SUBMIT_TROUBLE
    assert conductor._session.save_failure is FailureCode.FORM_INVALID
    shown = msgspec.json.encode(stage.shown).decode()
    assert "不收件" in shown and not [word for word in NEVER_SAID if word in shown]
    stage.act(On.BACK.value, None)
    assert conductor.state is State.GUIDE
    stage.act("back", None)
    assert conductor.state is State.HOME
