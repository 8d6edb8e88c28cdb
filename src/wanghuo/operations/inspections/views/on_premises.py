"""What this room shows and offers on the page of a supervised object."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wanghuo.foundation.support import clock
from wanghuo.operations.inspections import selectors
from wanghuo.operations.inspections.domain.terms import TaskStatus
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises import record_tabs
from wanghuo.registers.premises.domain.terms import CompetenceBasis, PremisesStatus
from wanghuo.registers.premises.models import Premises

SHOWN = 50


def _context(premises: Premises, reader: Person) -> dict[str, Any]:
    today = clock.today()
    tasks = selectors.tasks_of(premises, reader).filter(status=TaskStatus.OPEN)
    return {
        "open_tasks": list(tasks.order_by("due_on", "id")),
        "visits": list(selectors.visits_of(premises, reader)[:SHOWN]),
        "done": selectors.routine_visits(premises, today.year),
        "year": today.year,
    }


def _count(premises: Premises, reader: Person) -> int:
    return selectors.visits_of(premises, reader).count()


def _is_inspected(premises: Premises) -> bool:
    return (
        premises.status == PremisesStatus.ACTIVE and premises.competence != CompetenceBasis.BRIGADE
    )


def _visit(premises: Premises, reader: Person) -> str | None:
    address = reverse("inspections:start-unscheduled", args=[premises.pk])
    return address if _is_inspected(premises) else None


def _task(premises: Premises, reader: Person) -> str | None:
    address = reverse("inspections:open-task", args=[premises.pk])
    return address if _is_inspected(premises) else None


record_tabs.register(
    record_tabs.Tab(
        key="visits",
        label=pgettext_lazy("list", "Visits"),
        template="inspections/premises_tab.html",
        context=_context,
        count=_count,
        permission="inspections.view",
        rank=20,
    )
)
record_tabs.offer(record_tabs.Act(_("Begin the visit"), _visit, "inspections.visit", True))
record_tabs.offer(record_tabs.Act(_("New task"), _task, "inspections.open_task"))
