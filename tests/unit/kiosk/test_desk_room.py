"""There has to be room for the pictures of a visit before it begins, where the site can take any."""

from pathlib import Path

import msgspec

from bench.sample_station import enrol_without_centre
from contract.failures import FailureCode
from kiosk.config import ROOT, load_settings
from kiosk.desk import HandInDesk
from kiosk.journey.pictures import BYTES_AT_MOST
from kiosk.station_site import scan_bytes


def test_a_disk_without_room_for_the_pictures_takes_nothing_in(tmp_path: Path) -> None:
    enrol_without_centre(tmp_path)
    for room, closed in ((0, None), (1 << 60, FailureCode.DISK_FULL)):
        desk = HandInDesk(tmp_path, 1, room)
        assert desk.closed_for() is closed
        desk.close()


def test_only_a_site_that_takes_pictures_needs_room_for_them() -> None:
    settings = load_settings(ROOT / "config" / "station.toml")
    assert scan_bytes(settings) == 0
    for role in ("camera", "document_scanner"):
        devices = {**settings.devices, role: {"driver": "mjpeg", "port": "http://127.0.0.1/"}}
        assert scan_bytes(msgspec.structs.replace(settings, devices=devices)) == BYTES_AT_MOST
