"""Where somebody is sent: hours as officials write them, which offices take an item in, and the nearest first."""

from datetime import date, datetime

import msgspec
import pytest

from catalogue.grants import Grant
from catalogue.offices import is_open, offices_near, opening_of
from catalogue.package.check import check_sources
from catalogue.package.offices_in import office_of, offices_of, village_name, where_to_go
from catalogue.package.open import Package
from catalogue.package.sample import CONTENT
from catalogue.package.sources import read_sources
from contract.catalogue import Office, OfficeMark, OfficeTier

TODAY = date(2026, 11, 27)
HERE = "510114006003"
NEXT_VILLAGE = "510114006001"
OTHER_TOWN = "510114005001"
WEEK = "1-5 09:00-12:00 13:00-17:00; 6 09:00-12:00"


@pytest.mark.parametrize(
    ("at", "opened"),
    [
        ("2026-11-27T09:00", True),
        ("2026-11-27T11:59", True),
        ("2026-11-27T12:00", False),
        ("2026-11-27T16:59", True),
        ("2026-11-28T11:00", True),
        ("2026-11-28T13:30", False),
        ("2026-11-29T10:00", False),
    ],
)
def test_an_office_is_open_as_its_hours_say(at: str, opened: bool) -> None:
    assert is_open(WEEK, datetime.fromisoformat(f"{at}:00+08:00")) is opened
    assert is_open("", datetime.fromisoformat(f"{at}:00+08:00")) is None


@pytest.mark.parametrize(
    "hours",
    ["always", "1-5", "5-1 09:00-12:00", "1 12:00-09:00", "1 09:00-12:00 11:00-13:00", "8 09:00-12:00", "1 25:00-26:00",
     "1-5 09:00-12:00" * 30],
)  # fmt: skip
def test_hours_that_say_nothing_are_refused(hours: str) -> None:
    with pytest.raises(ValueError):
        opening_of(hours)


def test_the_centre_and_nine_towns_have_an_office_and_say_that_it_is_a_sample(package: Package) -> None:
    offices = offices_of(package)
    assert sum(office.tier is OfficeTier.DISTRICT for office in offices) == 1
    assert {office.division for office in offices if office.tier is OfficeTier.TOWN} == {
        place.town_code for place in package.divisions()
    }
    assert {office.mark for office in offices} == {OfficeMark.SAMPLE}
    assert {office.phone for office in offices} <= {"96123", "12345"}
    assert all(opening_of(office.hours) for office in offices)


def test_stations_in_compounds_are_a_tier_of_their_own_and_say_that_they_are_samples(package: Package) -> None:
    """With them all four tiers are there: compound, village, town, district."""
    compounds = [office for office in offices_of(package) if office.tier is OfficeTier.COMPOUND]
    assert len(compounds) >= 5 and {office.mark for office in compounds} == {OfficeMark.SAMPLE}
    assert all(opening_of(office.hours) and office.phone and "待核" in office.address for office in compounds)
    assert {office.tier for office in offices_of(package)} == set(OfficeTier)


def test_a_station_in_a_compound_nearby_is_named_before_the_town(sample) -> None:
    from catalogue.package.open import open_package

    own = open_package(sample.path, sample.trusted_keys)
    with_grants(own, Grant(place="510114006004", item="R06-014", given=True, since=date(2026, 1, 1)))
    found = where_to_go(own, own.item("R06-014"), HERE, TODAY)
    assert [office.tier for office in found] == [OfficeTier.COMPOUND, OfficeTier.TOWN, OfficeTier.DISTRICT]
    assert found[0].hours and found[0].phone
    there = where_to_go(own, own.item("R06-014"), "510114006004", TODAY)
    assert there[0].tier is OfficeTier.TOWN, "nobody is sent to where they stand"


def with_grants(package: Package, *grants: Grant) -> Package:
    """The package, with other grants kept for it."""
    from catalogue.package import grants_in

    grants_in._KEPT[package] = grants_in.by_item(grants)
    return package


SINCE = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("item", "grants", "places"),
    [
        # village item, nothing granted anywhere: the town's centre, then the district's
        ("R06-014", (), ("510114006", "510114")),
        # the next village of the same town may: it is named first, and only one village
        ("R06-014", ((NEXT_VILLAGE, "R06-014"), ("510114006002", "R06-014")), (NEXT_VILLAGE, "510114006", "510114")),
        # a village of another town is farther than one's own town
        ("R06-014", ((OTHER_TOWN, "*"),), ("510114006", "510114")),
        # an item of the district's level goes there
        ("R12-001", (), ("510114",)),
        # this very place is never where somebody is sent
        ("R06-014", ((HERE, "*"),), ("510114006", "510114")),
    ],
)  # fmt: skip
def test_the_nearest_place_that_can_comes_first(
    sample, item: str, grants: tuple[tuple[str, str], ...], places: tuple[str, ...]
) -> None:
    from catalogue.package.open import open_package

    own = open_package(sample.path, sample.trusted_keys)
    lines = [Grant(place=place, item=code, given=True, since=SINCE) for place, code in grants]
    found = where_to_go(with_grants(own, *lines), own.item(item), HERE, TODAY)
    assert tuple(office.division for office in found)[: len(places)] == places


def test_a_village_of_which_nothing_is_known_says_so(package: Package) -> None:
    place = next(each for each in package.divisions() if each.code == OTHER_TOWN)
    office = office_of(place)
    assert (office.name, office.mark, office.hours, office.phone) == (
        "龙安社区便民服务站", OfficeMark.UNVERIFIED, "", "96123",
    )  # fmt: skip
    assert village_name("五桂村委会") == "五桂村"


def test_departments_that_are_not_asked_take_nothing_in(package: Package) -> None:
    item = package.item("R12-001")
    hall = Office(
        code="X",
        name="大厅",
        tier=OfficeTier.DISTRICT,
        division="510114",
        mark=OfficeMark.SAMPLE,
        departments=("别的局",),
    )
    assert offices_near((hall,), item, HERE) == ()
    assert offices_near((msgspec.structs.replace(hall, departments=(item.department,)),), item, HERE)


def test_a_wrong_line_of_offices_is_found_by_the_build() -> None:
    sources = read_sources(CONTENT)
    first, *others = sources.offices
    wrong = (
        (msgspec.structs.replace(first, division="510999"), "510999 is no district"),
        (msgspec.structs.replace(first, departments=("星际局",)), "星际局"),
        (msgspec.structs.replace(first, mark=OfficeMark.VERIFIED, hours=""), "without hours"),
        (msgspec.structs.replace(first, code=others[0].code), "stands 2 times"),
    )
    for office, said in wrong:
        found = check_sources(msgspec.structs.replace(sources, offices=(office, *others)))
        assert any(said in breach.message for breach in found if breach.where == "offices.csv"), said
    missing = check_sources(msgspec.structs.replace(sources, offices=tuple(others)))
    assert any("no office at 510114" in breach.message for breach in missing)
