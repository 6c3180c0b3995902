"""APPLY for an item that this village was not granted: said before anything is filled in, with where to go."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication

from bench.bare_station import write_settings
from bench.sample_station import enrol_without_centre
from catalogue.grants import Grant
from catalogue.package import grants_in
from contract.failures import FailureCode
from kiosk.app import StationWindow
from kiosk.config import load_settings
from kiosk.journey.states import State

ITEM = "R06-014"
SINCE = date(2020, 1, 1)
ALL = Grant(place="*", item="*", given=True, since=SINCE)
HERE = "510114006012"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[StationWindow]:
    config = write_settings(tmp_path)
    enrol_without_centre(tmp_path)
    station = StationWindow(load_settings(config))
    yield station
    station.stop()


@pytest.mark.parametrize(
    ("grants", "goes_to"),
    [
        ((ALL,), ""),
        ((), "石板滩街道便民服务中心（示例）"),
        ((ALL, Grant(place=HERE, item=ITEM, given=False, since=SINCE)), "金三角社区便民服务站（示例）"),
        ((ALL, Grant(place=HERE[:9], item="@village", given=False, since=SINCE)), "石板滩街道便民服务中心（示例）"),
        ((ALL, Grant(place=HERE, item=ITEM, given=False, since=SINCE, until=date(2021, 1, 1))), ""),
    ],
)
def test_an_item_that_is_not_granted_is_refused_at_apply_from_every_page(
    station: StationWindow, grants: tuple[Grant, ...], goes_to: str
) -> None:
    stage, conductor = station.conductor.stage, station.conductor
    assert station.package is not None and station.site.division == HERE
    grants_in._KEPT[station.package] = grants_in.by_item(grants)
    for way in ((("item", ITEM), ("apply", None)), (("search_now", None), ("apply", ITEM))):
        stage.act("touched", None)
        if way[0][0] == "search_now":
            stage.act("open_search", None)
        for act, argument in way:
            stage.act(act, argument)
        QCoreApplication.processEvents()
        if not goes_to:
            assert conductor.state is State.PRIVACY
        else:
            assert conductor.state is State.SUBMIT_TROUBLE
            assert conductor._session.save_failure is FailureCode.ITEM_NOT_GRANTED
            assert goes_to in stage.shown["ways"][0]["text"] and "9:00–12:00" in stage.shown["ways"][0]["second"]
            assert stage.frame["trail"][-1] == "去哪里办"
            assert "没有授权" not in msgspec.json.encode(stage.shown["title"]).decode()
            stage.act("back", None)
            assert conductor.state is State.GUIDE
        stage.act("leave_confirmed", None)
        assert conductor.state is State.CLEARED
