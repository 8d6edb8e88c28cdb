"""Lines from tasks, visits and hazards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wanghuo.foundation.kernel.refusals import filled
from wanghuo.foundation.rulebook import bilingual, deadlines
from wanghuo.foundation.support.speech import plain
from wanghuo.insight.worklists.domain.lines import Work
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain.terms import NextStep
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.domain.reasons import MATTERS
from wanghuo.operations.inspections.domain.terms import Purpose
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person

PAGE_OF_STEP = {
    NextStep.ISSUE_ORDER: "hazards:order",
    NextStep.SEND_TRANSFER: "hazards:transfer",
    NextStep.REINSPECT: "hazards:record",
    NextStep.DECIDE_EXTENSION: "hazards:decision",
    NextStep.CONFIRM_RECEIPT: "hazards:receipt",
    NextStep.REPLY: "hazards:reply",
    NextStep.CLOSE_TRANSFER: "hazards:close-transfer",
}


def inspections_to_do(person: Person, on: date) -> Iterable[Work]:
    """Visits that fall to the person, those begun, and those an auxiliary made."""
    may_start = access.may(person, "inspections.visit") or access.may(person, "inspections.report")
    found = inspections.worklist(person, on)
    started = {visit.task_id for visit in found.under_way + found.waiting}
    for task in [*found.overdue, *found.today, *found.week, *found.later]:
        if task.pk in started:
            continue
        yield _task(task, may_start=may_start)
    for visit in found.under_way:
        yield _visit(visit, gettext("Visit under way"), gettext("Go on"), "")
    for visit in found.waiting:
        if visit.reporter_id == person.pk:
            yield _visit(visit, gettext("Visit you reported"), "", visit.lead.name)
        else:
            yield _visit(visit, gettext("Reported visit to confirm"), gettext("Confirm"), "")


def inspections_to_report(person: Person, on: date) -> Iterable[Work]:
    """The station's visits an auxiliary may begin for the officers who answer for them."""
    for task in inspections.up_for_reporting(person, on):
        line = _task(task, may_start=True)
        whose = gettext("the station's task, for {officer}").format(officer=task.accountable.name)
        line.why = f"{whose} · {line.why}"
        yield line


def hazards_to_act_on(person: Person, on: date) -> Iterable[Work]:
    """Hazards whose next step is the person's, but for the re-inspections tasks stand for."""
    for hazard in hazards.waiting_for(person):
        step = NextStep(hazard.next_step)
        if step is NextStep.REINSPECT:
            continue
        yield Work(
            what=gettext(step.english),
            where=hazard.premises.name,
            why=hazard.description,
            address=reverse("hazards:record", args=[hazard.pk]),
            kind="hazard",
            record=hazard.pk,
            due_on=hazard.next_due_on,
            how=str(deadlines.kept_explanation(hazard.next_due_explained)),
            rule=deadlines.kept_rule(hazard.next_due_explained),
            act_label=gettext("Open"),
            act_address=reverse(PAGE_OF_STEP[step], args=[hazard.pk]),
        )


def hazards_with_others(person: Person, on: date) -> Iterable[Work]:
    """The person's hazards on which somebody else has the next step."""
    for hazard in hazards.with_others(person):
        yield Work(
            what=gettext(NextStep(hazard.next_step).english),
            where=hazard.premises.name,
            why=hazard.description,
            address=reverse("hazards:record", args=[hazard.pk]),
            kind="hazard",
            record=hazard.pk,
            due_on=hazard.next_due_on,
            rule=deadlines.kept_rule(hazard.next_due_explained),
            waits_for=_name(hazard),
        )


def _task(task: Task, *, may_start: bool) -> Work:
    return Work(
        what=gettext(Purpose(task.purpose).english),
        where=task.premises.name,
        why=_reason(task),
        address=reverse("inspections:task", args=[task.pk]),
        kind="task",
        record=task.pk,
        due_on=task.due_on,
        how=str(deadlines.kept_explanation(task.due_explained)),
        rule=task.rule,
        matter=MATTERS[task.purpose],
        act_label=gettext("Begin"),
        act_address=reverse("inspections:start", args=[task.pk]) if may_start else "",
        act_changes=True,
    )


def _visit(visit: Visit, what: str, act: str, waits_for: str) -> Work:
    address = reverse("inspections:visit", args=[visit.pk])
    return Work(
        what=what,
        where=visit.premises.name,
        why=gettext("begun {at}").format(at=plain(visit.started_at)),
        address=address,
        kind="visit",
        record=visit.pk,
        rule=visit.task.rule if visit.task else "",
        matter=MATTERS[visit.purpose],
        act_label=act,
        act_address=address if act else "",
        waits_for=waits_for,
    )


def _reason(task: Task) -> str:
    words = task.reason_words
    if words:
        return str(bilingual.words(words))
    facts = {name: plain(value) for name, value in task.reason_facts.items()}
    return filled(gettext(task.reason_sentence), facts)


def _name(hazard: Hazard) -> str:
    return hazard.next_person.name if hazard.next_person else ""
