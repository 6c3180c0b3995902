"""Any order of sending, re-sending, mixing and damaging ends with each submission stored once and every word true."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.sync import Outcome

KINDS = ("whole", "other", "torn")
SENT = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(KINDS)), min_size=1, max_size=12), min_size=1, max_size=8
)


@given(batches=SENT, opens=st.sets(st.integers(0, 7)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_first_content_of_an_id_wins_for_ever(world, batches, opens) -> None:
    from centre.cases.models import Case, Event
    from centre.fleet.models import GivenBlock
    from centre.intake import door
    from centre.intake.models import Custody, Quarantine, Station, StatusLine

    door.pressure.cache_clear()
    for model in (Custody, Quarantine, Station, GivenBlock, StatusLine, Event, Case):
        model.objects.all().delete()
    station = world.station()
    applications = [station.application() for _ in range(6)]
    whole = [station.seal(each) for each in applications]
    other = [station.seal(each) for each in applications]
    held: dict[int, bytes] = {}
    for number, batch in enumerate(batches):
        sent, expected = [], []
        for which, kind in batch:
            envelope = {"whole": whole, "other": other, "torn": whole}[kind][which]
            if kind == "torn":
                cut = random.Random(which * 7 + len(sent)).randrange(len(envelope))
                sent.append(envelope[:cut])
                expected.append(Outcome.DAMAGED)
                continue
            sent.append(envelope)
            if which not in held:
                held[which] = envelope
                expected.append(Outcome.STORED)
            else:
                expected.append(Outcome.ALREADY if held[which] == envelope else Outcome.QUARANTINED)
        receipt = station.send_batch(*sent)
        assert [entry.outcome for entry in receipt.entries] == expected
        if number in opens:
            world.open_all()
    world.open_all()
    stored = {row.submission_id: bytes(row.envelope) for row in Custody.objects.all()}
    assert stored == {applications[which].submission_id: envelope for which, envelope in held.items()}
    ids = [applications[which].submission_id for which in held]
    assert Case.objects.filter(submission_id__in=ids).count() == len(held)
    assert not Case.objects.filter(submission_id__in=ids).exclude(problem="").exists()
