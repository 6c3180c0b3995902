"""A joint matter as an officer sees it: the parent's number, the children, and which of them takes longest."""

from dataclasses import dataclass
from datetime import datetime

from centre.cases.models import Case
from contract.case import CaseState
from contract.numbers import in_groups

ENDED = (CaseState.CLOSED.value, CaseState.DECLINED.value)


@dataclass(frozen=True)
class Child:
    case: Case
    place: str
    """ "01", as behind the parent's number."""
    is_here: bool
    is_slowest: bool


@dataclass(frozen=True)
class JointShown:
    theme: str
    number: str
    due: datetime | None
    """Of the slowest child that is not done yet: the limit of the whole."""
    children: tuple[Child, ...]


def joint_shown(case: Case) -> JointShown | None:
    """None: the case was handed in by itself. Children of one parent are of one town, so whoever sees one sees all."""
    if case.joint is None:
        return None
    children = list(case.joint.cases.order_by("provisional_number"))
    waiting = [child.due_at for child in children if child.due_at is not None and child.state not in ENDED]
    due = max(waiting, default=None)
    several = len({child.due_at for child in children}) > 1
    return JointShown(
        theme=case.joint.theme,
        number=in_groups(case.joint.provisional_number),
        due=due,
        children=tuple(
            Child(
                case=child,
                place=child.provisional_number.rpartition("-")[2],
                is_here=child.pk == case.pk,
                is_slowest=several and child.due_at == due and child.state not in ENDED,
            )
            for child in children
        ),
    )
