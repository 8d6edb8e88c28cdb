"""What each officer has open and late: work to be done, not work rates."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Count, Q

from wanghuo.insight.analytics.domain.figures import OfficerLine
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.operations.hazards.domain.terms import Status
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.registers.access import selectors as access


def officer_lines(sight: Sight) -> list[OfficerLine]:
    """Return those with anything open, latest first. Queries: 3."""
    found: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    tasks = sight.tasks().filter(status=TaskStatus.OPEN).order_by().values("accountable")
    for line in tasks.annotate(opened=Count("*"), late=Count("id", filter=Q(due_on__lt=sight.on))):
        found[line["accountable"]] |= {
            "tasks_open": line["opened"], "tasks_overdue": line["late"],
        }  # fmt: skip
    hazards = sight.hazards().exclude(status=Status.CLOSED).order_by().values("next_person")
    of_hazards = hazards.annotate(
        opened=Count("*"), late=Count("id", filter=Q(next_due_on__lt=sight.on))
    )
    for each in of_hazards:
        found[each["next_person"]] |= {
            "hazards_open": each["opened"], "hazards_overdue": each["late"],
        }  # fmt: skip
    people = access.people(seen_by=sight.person).filter(pk__in=found)
    lines = [
        OfficerLine(
            person.pk,
            person.name,
            tasks_open=found[person.pk]["tasks_open"],
            tasks_overdue=found[person.pk]["tasks_overdue"],
            hazards_open=found[person.pk]["hazards_open"],
            hazards_overdue=found[person.pk]["hazards_overdue"],
        )
        for person in people
    ]
    return sorted(lines, key=lambda line: (-line.tasks_overdue - line.hazards_overdue, line.name))
