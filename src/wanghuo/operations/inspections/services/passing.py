"""Open tasks and unfinished visits go with their premises to the station that covers them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.operations.inspections.domain.terms import TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.operations.inspections.services.handing_over import Heirs, replace
from wanghuo.registers.access import services as access
from wanghuo.registers.organization.domain.kinds import STATION_POSTS
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services import Passing

BATCH = 500
M = TypeVar("M", bound=Model)


@transaction.atomic
def pass_over(passing: Passing, *, by: Actor, at: datetime) -> int:
    """
    Let open tasks and unfinished visits at premises follow these to their station and its people.

    It follows from an act on premises or ground and asks for no permission of its own. Officers
    of the former station are followed as if they had left their posts; what was finished stays
    with the station that did it.

    Returns: how many tasks and visits passed.
    Raises: access.NobodyTakesOver.
    """
    premises, station = passing.premises, passing.station
    tasks = _at(premises, Task.objects.filter(status=TaskStatus.OPEN).select_related(
        "accountable", "partner", "premises__territory"
    ))  # fmt: skip
    visits = _at(premises, Visit.objects.filter(
        status__in=[VisitStatus.DRAFT, VisitStatus.REPORTED]
    ).select_related("lead", "partner", "premises__territory"))  # fmt: skip
    rows: list[Task | Visit] = [*tasks, *visits]
    if not rows:
        return 0
    heirs = Heirs(station, at)
    if not heirs.here:
        raise access.NobodyTakesOver(
            organization=station.name, count=len(rows), posts=list(STATION_POSTS)
        )
    for row in rows:
        row.station, row.territory = station, row.premises.territory
    for task in tasks:
        _give(task, heirs)
    for visit in visits:
        if _is_left(visit, heirs):
            replace(visit, heirs)
        visit.version += 1
    Task.objects.bulk_update(tasks, [*GROUND, "accountable", "partner"], batch_size=BATCH)
    Visit.objects.bulk_update(visits, [*GROUND, *OF_VISIT], batch_size=BATCH)
    journal.record(
        "inspections.passed_over" if passing.is_between_stations else "inspections.moved_along",
        about=rows, by=by, at=at,
        concerning={row.premises_id: row.premises for row in rows}.values(),
        facts={
            "from": passing.former.name, "to": station.name,
            "tasks": len(tasks), "visits": len(visits),
        },
    )  # fmt: skip
    return len(rows)


GROUND = ("station", "territory")
OF_VISIT = ("lead", "partner", "id_shown_at", "accompanied_by", "accompanied_as", "version")


def _give(task: Task, heirs: Heirs) -> None:
    if task.accountable_id not in heirs.here:
        task.accountable = heirs.of(task.premises)
    if task.partner_id == task.accountable_id or task.partner_id not in heirs.here:
        task.partner = None


def _is_left(visit: Visit, heirs: Heirs) -> bool:
    """Say whether its lead is of another station, or a partner who was not on the spot yet."""
    is_partner_coming = visit.partner_id is not None and visit.id_shown_at is None
    return visit.lead_id not in heirs.here or (
        is_partner_coming and visit.partner_id not in heirs.here
    )


def _at(premises: Sequence[Premises], open_rows: QuerySet[M]) -> list[M]:
    """Return those of the open rows that are at some premises, locked."""
    if connection.features.has_select_for_update:
        open_rows = open_rows.select_for_update(of=("self",))
    found: list[M] = []
    ids = [one.pk for one in premises]
    for start in range(0, len(ids), BATCH):
        found += open_rows.filter(premises__in=ids[start : start + BATCH]).order_by("pk")
    return found
