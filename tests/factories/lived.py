"""A station that has lived: a premises, a finished visit, a hazard, documents, an open task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tests.factories.district import District
from tests.factories.premises import rules
from wanghuo.foundation.support import clock
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.terms import Origin, Purpose, Verdict
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import services as register
from wanghuo.registers.premises.models import Premises


@dataclass(frozen=True)
class Lived:
    """What one station did, and the names by which a leak would be seen."""

    premises: list[Premises]
    visits: list[Visit]
    tasks: list[Task]

    @property
    def ids(self) -> set[UUID]:
        found = {row.pk for row in (*self.premises, *self.visits, *self.tasks)}
        for visit in self.visits:
            for hazard in hazards.of_visit(visit.pk):
                found.add(hazard.pk)
                found |= {document.pk for document in documents.about(hazard)}
            found |= {document.pk for document in documents.about(visit)}
        return found

    @property
    def names(self) -> list[str]:
        return [premises.name for premises in self.premises]


def lived(
    district: District,
    *,
    officer: Person,
    partner: Person,
    community: Territory,
    prefix: str,
    number: int = 1,
) -> Lived:
    """Live a little at a station: each premises is visited, has one fault, and a task to come."""
    now = clock.now() - timedelta(hours=3)
    made = Lived([], [], [])
    for index in range(number):
        premises = register.register(
            name=f"{prefix}五金店{index}", address=f"{prefix}路{index + 1}号", territory=community,
            by=officer, at=now, rules=rules(), facts={"occupancy": "MARKET", "small_kind": "SHOP"},
        )  # fmt: skip
        made.premises.append(premises)
        made.visits.append(visited(premises, officer, partner, now))
        made.tasks.append(
            inspections.open_task(
                premises=premises,
                origin=Origin.MANUAL,
                purpose=Purpose.ROUTINE,
                due_on=clock.today() + timedelta(days=5),
                by=officer,
                at=now,
                reason_facts={"description": "回头看", "by": officer.name},
            )
        )
    return made


def visited(
    premises: Premises, officer: Person, partner: Person, at: datetime, task: Task | None = None
) -> Visit:
    """Finish a visit that finds one fault with the extinguishers."""
    book, calendar = policy.rulebook(), policy.calendar()
    visit = inspections.start_visit(
        premises=premises, partner=partner, by=officer, at=at, rules=book, task=task,
        purpose=Purpose.ROUTINE,
    )  # fmt: skip
    inspections.confirm_identity(visit=visit, accompanied_by="周掌柜", by=officer, at=at)
    inspections.answer(
        visit=visit, item_key=fault_key(visit), verdict=Verdict.FAIL, note="灭火器压力不足",
        by=officer, at=at, rules=book,
    )  # fmt: skip
    inspections.answer_rest(visit=visit, by=officer, at=at, rules=book)
    return inspections.finish_visit(visit=visit, by=officer, at=at, rules=book, calendar=calendar)


def fault_key(visit: Visit) -> str:
    items = policy.rulebook().value(visit.checklist_key, on=visit.visited_on)["items"]
    keys = [item if isinstance(item, str) else item["key"] for item in items]
    return next(key for key in keys if "extinguisher" in key)
