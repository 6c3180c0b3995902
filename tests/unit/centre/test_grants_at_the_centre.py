"""A station whose village was not granted the item: taken in, marked, decided only after a person looked."""

from datetime import date

import pytest

from catalogue.grants import Grant
from catalogue.package import grants_in
from catalogue.package.open import open_package
from catalogue.package.sample import ensure_sample

SINCE = date(2020, 1, 1)
ALL = Grant(place="*", item="*", given=True, since=SINCE)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory):
    sample = ensure_sample(tmp_path_factory.mktemp("sample"))
    return open_package(sample.path, sample.trusted_keys)


@pytest.mark.parametrize(
    ("grants", "marked"),
    [
        ((ALL,), False),
        ((), True),
        ((ALL, Grant(place="510114006001", item="R06-014", given=False, since=SINCE)), True),
        ((ALL, Grant(place="510114006", item="@village", given=False, since=SINCE)), True),
        ((ALL, Grant(place="510114005", item="*", given=False, since=SINCE)), False),
        ((ALL, Grant(place="510114006001", item="R06-014", given=False, since=SINCE, until=date(2021, 1, 1))), False),
    ],
)
def test_what_was_not_granted_is_a_case_that_somebody_looks_at_first(
    world, opened, monkeypatch: pytest.MonkeyPatch, grants: tuple[Grant, ...], marked: bool
) -> None:
    from centre.cases import content
    from centre.cases.decide import CannotDecide, Decision, decide
    from centre.cases.models import Case
    from centre.intake import clock

    monkeypatch.setattr(content, "package", lambda: opened)
    monkeypatch.setitem(grants_in._KEPT, opened, grants_in.by_item(grants))
    station = world.station(division="510114006001")
    station.send_batch(station.seal(station.application()))
    world.open_all()
    case = Case.objects.get()
    assert (case.state, ["", "item_not_granted"] in case.faults) == ("received", marked)
    page = world.signed_in().get(f"/cases/{case.case_number}/").content.decode()
    assert ("没有这一项的授权" in page) is marked
    for name, code in case.faults:
        if code != "item_not_granted":
            decide(case.case_number, Decision.CONFIRM, "chen", clock.now(), field=name)
    if marked:
        with pytest.raises(CannotDecide, match="decide-look-first"):
            decide(case.case_number, Decision.ACCEPT, "chen", clock.now())
        answer = world.signed_in().post(f"/cases/{case.case_number}/decide", {"decision": "confirm", "field": ""})
        assert answer.status_code == 302
    assert decide(case.case_number, Decision.ACCEPT, "chen", clock.now()).state == "accepted"
