"""The evidence trail as a page shows it: what happened to a case and who looked at it, newest first."""

from dataclasses import dataclass
from datetime import datetime

from centre.cases.decide import note_of
from centre.cases.models import Case
from centre.site.sealed_field import FieldUnreadable
from centre.staff.audit import COMMAND_LINE, Act
from centre.staff.models import Account, AuditEntry
from centre.staff.words import say

LOOKS = (Act.LOOKED.value, Act.NUMBER_SEEN.value, Act.OPENED_AGAIN.value, Act.READ_BY_COMMAND.value)
LOOKS_SHOWN = 100


@dataclass(frozen=True)
class TrailLine:
    """`words` names what happened (`staff-<words>`)."""

    at: datetime
    words: str
    who: str
    note: str = ""
    detail: str = ""


def trail_of(case: Case) -> list[TrailLine]:
    """Events of the case and looks at it. One look of a person in the same minute shows once."""
    names = dict(Account.objects.values_list("username", "display_name")) | {COMMAND_LINE: say("by-command")}
    lines = [
        TrailLine(
            event.at,
            f"event-{event.kind}",
            names.get(event.account, event.account),
            _note(event),
            event.facts.get("field") or event.facts.get("batch") or "",
        )
        for event in case.events.order_by("id")
    ]
    looks = AuditEntry.objects.filter(case_number=case.case_number, act__in=LOOKS).order_by("-id")[:LOOKS_SHOWN]
    seen = set()
    for look in looks:
        minute = (look.account, look.act, look.at.replace(second=0, microsecond=0))
        if minute not in seen:
            seen.add(minute)
            who = names.get(look.account, look.account)
            lines.append(TrailLine(look.at, f"act-{look.act.replace('_', '-')}", who))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _note(event) -> str:
    try:
        return note_of(event)
    except FieldUnreadable:
        return ""
