"""Before you set out: honest about what this station can do, and what is still lacking."""

import pytest

from catalogue.before_leaving import Doable, doable_here, prepare
from catalogue.package.open import Package


@pytest.mark.parametrize(
    ("code", "granted", "online", "doable"),
    [
        ("R06-014", True, True, Doable.FINISHED_HERE),
        ("R06-014", False, True, Doable.NOT_GRANTED),
        ("R06-015", True, True, Doable.TAKEN_IN_HERE),
        ("R10-001", True, True, Doable.GUIDE_ONLY),
    ],
)
def test_what_can_be_done_is_said_as_it_is(
    package: Package, code: str, granted: bool, online: bool, doable: Doable
) -> None:
    assert doable_here(package.item(code), granted, online) is doable


def test_a_query_is_answered_only_while_the_centre_can_be_asked(package: Package) -> None:
    query = next(item for item in package.items() if item.answered == "record")
    assert doable_here(query, True, True) is Doable.ANSWERED_HERE
    assert doable_here(query, True, False) is Doable.GUIDE_ONLY


def test_what_is_ticked_is_not_missing_and_what_an_office_knows_need_not_be_carried(package: Package) -> None:
    item, situation = package.item("R06-014"), package.guide("R06-014").situations[0]
    bare = prepare(item, situation, (), granted=True, online=True)
    assert [material.name for material in bare.missing] == ["居民身份证"] and not bare.ready
    assert "近期免冠照片" in [material.name for material in bare.lighter]
    ready = prepare(item, situation, {"居民身份证"}, granted=True, online=True)
    assert ready.ready and [material.name for material in ready.held] == ["居民身份证"]


def test_without_a_network_nothing_is_promised_of_other_offices(package: Package) -> None:
    item, situation = package.item("R06-014"), package.guide("R06-014").situations[0]
    offline = prepare(item, situation, {"居民身份证"}, granted=True, online=False)
    assert offline.provisional and "近期免冠照片" in [material.name for material in offline.missing]


def test_every_material_and_step_of_every_guide_stands_somewhere(package: Package) -> None:
    for item in package.items():
        for situation in package.guide(item.code).situations:
            found = prepare(item, situation, (), granted=True, online=True)
            assert len(found.missing) + len(found.lighter) == len(situation.materials)
            assert len(found.here) + len(found.elsewhere) == len(situation.steps)
            assert not (found.doable is Doable.GUIDE_ONLY and found.here)
