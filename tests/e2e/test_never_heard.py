"""Something is said to a whole station: it leads to results, and neither words nor sound outlive the visit."""

import json
from pathlib import Path

import msgspec

from bench.emulators.microphone import MicrophoneEmulator
from bench.person import ZHANG_SAN
from bench.pretend_world import PretendWorld, fresh_folder
from bench.resident.finger import Finger
from kiosk.app import StationWindow
from kiosk.journey.events import On
from kiosk.journey.states import State
from tests.conformance.test_microphone import tone

MARK = "我想办老年证给张标记"


def test_what_was_said_leads_to_results_and_is_found_nowhere_afterwards(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "script.json").write_text(json.dumps({"*": [MARK]}), "ascii")  # escaped: this file is no finding
    microphone, voice = MicrophoneEmulator(), tone(0.5)
    world = PretendWorld(fresh_folder(tmp_path / "world"), ZHANG_SAN)
    table = {"driver": "pcm_stream", "port": microphone.path, "engine": "script", "model": str(model)}
    table |= {"models": str(tmp_path), "end_silence_s": 0.3}
    station = StationWindow(msgspec.structs.replace(world.settings, devices={"microphone": table}))
    try:
        station.start()
        finger, conductor = Finger(station.engine, station.window), station.conductor
        assert finger.wait_until(lambda: station.site.has_microphone, 30)
        conductor.act(On.TOUCHED.value)
        microphone.say(voice)
        conductor.act(On.SPEAK.value)
        assert finger.wait_until(lambda: conductor.state is State.RESULTS, 30)
        assert finger.wait_until(lambda: conductor.stage.shown.get("best", {}).get("code") == "R06-014", 30)
        assert microphone.wait_open(False)
        conductor.act(On.SPEAK.value)
        assert microphone.wait_open(True)
        conductor.act(On.LEAVE_CONFIRMED.value)
        finger.settle()
        assert microphone.wait_open(False), "the end of a visit closes the microphone"
        assert MARK not in repr(vars(conductor._session))
    finally:
        station.stop()
        world.close()
        microphone.close()
    content = {world.station_dir / "packages"}
    files = [path for path in tmp_path.rglob("*") if path.is_file() and not content & set(path.parents)]
    assert any("speech_ended" in path.read_text("utf-8", "replace") for path in files if path.name == "station.log")
    for path in files:
        held = path.read_bytes()
        assert MARK.encode() not in held, path
        assert MARK.encode("unicode_escape") not in held or path.parent == model, path
        assert voice[:4000] not in held, path
