"""Makes the visits of the year: what is found, ordered, served and re-inspected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from wanghuo.foundation.rulebook.checklists import CheckList, Order
from wanghuo.interfaces.simulation.domain import fate
from wanghuo.interfaces.simulation.domain.premises import Invented
from wanghuo.interfaces.simulation.services import following, serving
from wanghuo.interfaces.simulation.services.world import World
from wanghuo.operations.hazards.domain.terms import Grade, Measure, NextStep, Outcome
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspection_selectors
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections.domain.findings import Chosen
from wanghuo.operations.inspections.domain.terms import (
    Origin,
    Purpose,
    TaskStatus,
    Verdict,
)
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person

LATE_IN_HUNDRED = {False: 6, True: 45}
"""Visits made after their day; of those due in the last weeks some are still to be made."""

RECENT = timedelta(days=24)
SEVERE_IN_HUNDRED = 4
CAN_BE_SEVERE = frozenset({
    "exits_clear", "fire_lane", "facilities_running", "dangerous_goods_dwelling",
    "dangerous_goods_storage", "combustible_decoration", "dwelling_separated",
})  # fmt: skip
LOADED = ("premises__territory", "premises__station", "station", "hazard")


@dataclass
class Character:
    """How a place is run, and what earlier visits found wrong there."""

    invented: Invented
    known: set[str] = field(default_factory=set)


@dataclass
class Visits:
    """Makes visits; ``characters`` are the premises by id."""

    world: World
    characters: dict[UUID, Character]
    made: int = 0
    expected: set[UUID] = field(default_factory=set)

    def plan_ahead(self, tasks: Iterable[Task], at: datetime) -> None:
        """Write down when the officers will come for each task."""
        rng = self.world.rng
        for task in tasks:
            if task.pk in self.expected:
                continue
            self.expected.add(task.pk)
            first = max(task.window_start, at.date())
            on = fate.visiting_day(first, max(first, task.due_on), rng)
            is_recent = timedelta(0) <= self.world.until.date() - task.due_on <= RECENT
            if rng.random() * 100 < LATE_IN_HUNDRED[is_recent]:
                on = max(on, task.due_on) + timedelta(days=1 + fate.delay(9, rng))
            when = self.world.working_moment(on, not_before=at)
            self.world.agenda.write(when, self._coming(task.pk))

    def _coming(self, task_id: UUID) -> Callable[[datetime], None]:
        return lambda at: self.world.attempt(lambda now: self.visit(task_id, now), at)

    def visit(self, task_id: UUID, at: datetime) -> None:
        """Make the visit of a task, unless it ended before, with everything that follows."""
        task = Task.objects.select_related(*LOADED).get(pk=task_id)
        if task.status != TaskStatus.OPEN:
            return
        if task.hazard is not None and task.hazard.next_step != NextStep.REINSPECT:
            # The chief has not decided on the extension yet: they come when that is known.
            self.world.later(at, 2, lambda now: self.visit(task_id, now))
            return
        visit = self.begin(task, at)
        self.finish(visit, at + timedelta(minutes=self.world.rng.randint(16, 65)))

    def begin(self, task: Task, at: datetime, *, outcome: Outcome | None = None) -> Visit:
        """Come, show the ID, and note what is wrong; ``outcome`` fixes what a re-visit finds."""
        world, by = self.world, self.world.person(task.accountable_id)
        task.accountable = by
        if task.partner_id:
            task.partner = world.person(task.partner_id)
        visit = inspections.start_visit(by=by, at=at, rules=world.rules, task=task)
        head = task.premises.manager_name or task.premises.head_name
        visit = inspections.confirm_identity(
            visit=visit, accompanied_by=head, by=by, at=at + timedelta(minutes=1),
            accompanied_as=fate.one_of("service_roles", world.rng),
            partner=visit.partner or self._second(task, by),
        )  # fmt: skip
        if task.purpose == Purpose.REINSPECTION:
            self._recheck(visit, by, at + timedelta(minutes=3), outcome)
        else:
            self._inspect(visit, by, at + timedelta(minutes=3))
        return visit

    def finish(self, visit: Visit, at: datetime) -> None:
        """End the visit, serve what was ordered, and let the rest of the story begin."""
        world, by = self.world, visit.lead
        inspections.finish_visit(
            visit=visit, by=by, at=at, rules=world.rules, calendar=world.calendar,
            chosen=self._decisions(visit), danger=fate.one_of("dangers", world.rng),
        )  # fmt: skip
        self.made += 1
        found = list(Hazard.objects.filter(found_in=visit.pk).order_by("id"))
        rechecked = list(Hazard.objects.filter(reinspections__visit_id=visit.pk).order_by("id"))
        serving.serve_orders(found, visit, at + timedelta(minutes=5), world)
        serving.serve_reports([hazard.pk for hazard in found], at, world)
        touched = [hazard for hazard in [*found, *rechecked] if hazard.is_open]
        for hazard in touched:
            following.follow(hazard.pk, at, world)
        tasks = Task.objects.filter(
            hazard__in=[hazard.pk for hazard in touched], status=TaskStatus.OPEN
        )
        self.plan_ahead(tasks.order_by("id"), at)

    def _decisions(self, visit: Visit) -> dict[str, Chosen]:
        """
        Decide as officers do: one day for everything that takes time, a few faults severe.

        What a severe fault needs beyond an order follows from the rules.
        """
        findings = inspection_selectors.findings_of(visit, self.world.rules, self.world.calendar)
        written = dict(visit.answers.values_list("item_key", "note"))
        chosen = {
            finding.key: Chosen(
                description=written.get(finding.key, ""),
                grade=Grade.SEVERE
                if finding.measure is not Measure.TRANSFER and self._is_severe(finding.key)
                else None,
            )
            for finding in findings
        }
        by_date = [finding for finding in findings if finding.measure is Measure.BY_DATE]
        days = [finding.deadline_on for finding in by_date if finding.deadline_on]
        if days:
            day = min(max(days), *(finding.latest_on for finding in by_date))
            for finding in by_date:
                chosen[finding.key] = replace(chosen[finding.key], deadline_on=day)
        return chosen

    def _is_severe(self, item_key: str) -> bool:
        return item_key in CAN_BE_SEVERE and self.world.rng.random() * 100 < SEVERE_IN_HUNDRED

    def _second(self, task: Task, lead: Person) -> Person | None:
        return inspection_selectors.partners_for(task, lead).first()

    def _inspect(self, visit: Visit, by: Person, at: datetime) -> None:
        world, character = self.world, self.characters.get(visit.premises_id)
        checklist = inspection_selectors.checklist_of(visit, world.rules)
        items = [(item.key, item.order is Order.AT_ONCE) for item in checklist.items]
        care = character.invented.care if character else 0.6
        known = character.known if character else set()
        for number, fault in enumerate(fate.faults(items, care=care, known=known, rng=world.rng)):
            known.add(fault.item_key)
            named = fault.code or self._named(checklist, fault, number)
            inspections.answer(
                visit=visit, item_key=fault.item_key, verdict=Verdict.FAIL, note=fault.note,
                faults=[named] if named else [],
                is_fixed_on_spot=fault.is_fixed_on_spot, by=by, rules=world.rules,
                at=at + timedelta(minutes=number),
            )  # fmt: skip
        inspections.answer_rest(
            visit=visit, by=by, at=at + timedelta(minutes=12), rules=world.rules
        )

    def _named(self, checklist: CheckList, fault: fate.Fault, number: int) -> str:
        """Return which of an item's faults it is where the officer writes nothing."""
        item = checklist.item(fault.item_key)
        if item is None or fault.note:
            return ""
        return item.faults[number % len(item.faults)].code

    def _recheck(self, visit: Visit, by: Person, at: datetime, fixed: Outcome | None) -> None:
        world, character = self.world, self.characters.get(visit.premises_id)
        care = character.invented.care if character else 0.6
        for hazard in inspection_selectors.previous_hazards(visit):
            is_due = hazard.deadline_on is not None and hazard.deadline_on <= at.date()
            is_own = visit.task is not None and hazard.pk == visit.task.hazard_id
            if hazard.next_step != NextStep.REINSPECT or not (is_due or is_own):
                continue
            times = hazard.reinspections.count()
            outcome = fixed or Outcome(fate.outcome(care, times, world.rng))
            is_partly = outcome is Outcome.PARTLY
            inspections.recheck(
                visit=visit, hazard=hazard, outcome=outcome, by=by, at=at,
                note=fate.one_of(outcome.value.lower(), world.rng),
                next_deadline_on=at.date() + timedelta(days=7) if is_partly else None,
            )  # fmt: skip


def open_tasks_of_plan(station_id: UUID) -> list[Task]:
    """Return the tasks a published plan opened, in the order they fall due."""
    rows = Task.objects.filter(station=station_id, origin=Origin.PLAN, status=TaskStatus.OPEN)
    return list(rows.order_by("due_on", "plan_item"))
