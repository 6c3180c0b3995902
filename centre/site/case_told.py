"""What the centre holds of a case, read from its own database: the "centre" of report.json."""

from datetime import datetime

from centre.cases.applicant import holder_of
from centre.cases.models import Case
from centre.cases.scans import scans_arrived
from centre.cases.views import application_of
from centre.intake.custody import times_received
from centre.staff.audit import COMMAND_LINE, Act, record


def case_told(number: str, now: datetime) -> dict[str, object] | None:
    """A case by case number, provisional number or submission id; None: there is none. The look is audited.

    `times_at_centre` counts sealed envelopes in custody and cases opened from them, whichever is more: 1 is right.
    """
    packed = "".join(number.split())
    found = Case.objects.filter(case_number=packed).first()
    found = found or Case.objects.filter(provisional_number=packed).order_by("id").first()
    found = found or Case.objects.filter(submission_id=packed).order_by("id").first()
    if found is None:
        return None
    record(COMMAND_LINE, Act.READ_BY_COMMAND, now, found.case_number)
    application = application_of(found)
    cases = Case.objects.filter(submission_id=found.submission_id).count()
    joint = found.joint
    return {
        "case_number": found.case_number,
        "provisional_number": found.provisional_number,
        "submission_id": found.submission_id,
        "joint": {
            "number": joint.provisional_number,
            "theme": joint.theme,
            "children": [
                {"number": child.provisional_number, "item": child.item_code, "state": child.state}
                for child in joint.cases.order_by("provisional_number")
            ],
        }
        if joint is not None
        else None,
        "item": found.item_code,
        "item_name": found.item_name,
        "holder": holder_of(application) if application is not None else None,
        "answers": application.answers if application is not None else None,
        "declarations": [each.text for each in application.declarations] if application is not None else None,
        "attachments": [
            {"name": each.name, "media_type": each.media_type, "sha256": each.sha256, "bytes": len(each.content)}
            for each in application.attachments
        ]
        if application is not None
        else None,
        "scans": [
            {"name": each.name, "media_type": each.media_type, "sha256": each.sha256, "bytes": each.size, "here": here}
            for each, here in zip(application.scans, scans_arrived(application), strict=True)
        ]
        if application is not None
        else None,
        "states": [event.kind for event in found.events.order_by("at", "id")],
        "state": found.state,
        "problem": found.problem or None,
        "checked": found.checked,
        "faults": found.faults,
        "handed_in_at": found.handed_in_at.isoformat(),
        "arrived_at": found.arrived_at.isoformat(),
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "times_at_centre": max(times_received(found.submission_id), cases),
    }
