"""A joint matter arrives once and opens every child with its parent, or none of them."""

from datetime import timedelta

import msgspec
import pytest

from contract.case import CaseState

ITEMS = ("R06-014", "R06-015", "R01-024")


def cases():
    from centre.cases.models import Case

    return list(Case.objects.order_by("provisional_number"))


@pytest.fixture
def handed_in(world):
    station = world.station()
    joint = station.joint(*ITEMS)
    sealed = station.seal(joint)
    for _ in range(2):  # sent again: the receipt of the first time was lost
        station.send_batch(sealed)
        world.open_all()
    return world, station, joint


def test_every_child_is_opened_once_under_its_parents_number(handed_in) -> None:
    from centre.cases.models import JointMatter

    _, _, joint = handed_in
    found = cases()
    parent = JointMatter.objects.get()
    assert parent.provisional_number == joint.provisional_number
    assert [case.provisional_number for case in found] == [f"{joint.provisional_number}-0{n}" for n in (1, 2, 3)]
    assert [case.item_code for case in found] == list(ITEMS)
    assert {case.joint for case in found} == {parent} and {case.state for case in found} == {"received"}
    assert len({case.case_number for case in found}) == 3
    assert found[0].submission_id == joint.submission_id, "what is said of the whole finds a case"


def test_each_childs_application_is_its_own(handed_in) -> None:
    from centre.cases.views import application_of

    _, _, joint = handed_in
    assert [application_of(case) for case in cases()] == list(joint.applications)


def test_the_station_hears_of_every_child(handed_in) -> None:
    _, station, joint = handed_in
    heard = {change.submission_id: change.case_number for change in station.feed().changes}
    assert set(heard) == {each.submission_id for each in joint.applications}


def test_the_page_of_one_child_names_the_others_and_the_slowest(handed_in) -> None:
    world, _, _ = handed_in
    first, second, third = cases()
    third.due_at = third.arrived_at + timedelta(days=90)
    third.save()
    text = world.signed_in().get(f"/cases/{first.case_number}/").content.decode()
    assert "退休养老" in text and f"/cases/{second.case_number}/" in text and f"/cases/{third.case_number}/" in text
    assert f'/cases/{first.case_number}/"' not in text.split('class="card col joint"')[1].split("</section>")[0]
    assert text.count("最慢的一件") == 1
    from centre.cases.joint import joint_shown

    shown = joint_shown(first)
    assert shown is not None and shown.due == third.due_at
    assert [child.is_here for child in shown.children] == [True, False, False]


def test_what_is_done_sets_no_limit_any_more(handed_in) -> None:
    from centre.cases.joint import joint_shown

    found = cases()
    slowest = found[1]
    slowest.due_at = slowest.arrived_at + timedelta(days=90)
    slowest.state = CaseState.CLOSED.value
    slowest.save()
    shown = joint_shown(found[0])
    assert shown is not None and shown.due == found[0].due_at == found[2].due_at


def test_a_search_for_the_parents_number_finds_all_children(handed_in) -> None:
    from centre.cases.desk import find_cases, may_see

    _, _, joint = handed_in
    from centre.staff.models import Account

    officer = Account(town="")
    for typed in (joint.provisional_number, joint.provisional_number[-10:]):
        assert len(find_cases(may_see(officer), typed)) == 3, typed


@pytest.mark.parametrize(
    "spoil",
    [
        lambda joint: {"applications": ()},
        lambda joint: {"applications": joint.applications[1:]},
        lambda joint: {"applications": joint.applications[::-1]},
        lambda joint: {"applications": (joint.applications[0], joint.applications[0])},
    ],
)
def test_children_that_are_not_those_of_their_parent_open_nothing_by_halves(world, spoil) -> None:
    from centre.cases.models import JointMatter

    station = world.station()
    joint = station.joint(*ITEMS)
    station.send_batch(station.seal(msgspec.structs.replace(joint, **spoil(joint))))
    world.open_all()
    (case,) = cases()
    assert (case.state, case.problem) == (CaseState.NEEDS_PERSON.value, "differs")
    assert JointMatter.objects.count() == 0


def test_one_that_could_not_be_opened_becomes_all_its_children_later(world, monkeypatch) -> None:
    from centre.cases import open_case
    from centre.cases.unseal import Unopened
    from centre.intake import clock

    station = world.station()
    station.send_batch(station.seal(station.joint(*ITEMS)))

    def no_key(*_: object) -> None:
        raise Unopened("key")

    with monkeypatch.context() as patched:
        patched.setattr(open_case, "unseal", no_key)
        world.open_all()
    (waiting,) = cases()
    assert waiting.problem == "key"
    open_case.open_unread_again(waiting, clock.now())
    found = cases()
    assert [case.item_code for case in found] == list(ITEMS) and {case.problem for case in found} == {""}
    assert waiting.pk in {case.pk for case in found}
