"""Ending a visit: hazards, orders, records and the task, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.hazards.domain.terms import Measure, Outcome
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors, signals
from wanghuo.operations.inspections.domain import record, sheet
from wanghuo.operations.inspections.domain.findings import Chosen, Finding
from wanghuo.operations.inspections.domain.terms import TaskStatus, VisitStatus
from wanghuo.operations.inspections.models import Answer, Recheck, Task, Visit
from wanghuo.operations.inspections.services import ending, records, refusals
from wanghuo.operations.inspections.services.starting import claimed
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.domain import forms
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.domain.sheets import Hand
from wanghuo.registers.documents.models import Document

KINDS = {True: "inspections.visit_finished", False: "inspections.reinspection_finished"}


@transaction.atomic
def report_visit(*, visit: Visit, by: Person, at: datetime, rules: Rulebook) -> Visit:
    """
    End an auxiliary's visit: an officer has to confirm it by finishing it.

    Raises: NotYourVisit, VisitEnded, SheetIncomplete, PostLacksPermission.
    """
    access.require(by, "inspections.report")
    if Visit.objects.filter(pk=visit.pk, status=VisitStatus.REPORTED).exists():
        visit.refresh_from_db()
        return visit
    visit = claimed(visit, by)
    filled = selectors.sheet_of(visit, rules)
    if visit.needs_sheet:
        sheet.check_complete(filled)
    visit.status, visit.reported_at = VisitStatus.REPORTED, at
    visit.failed = len(filled.failed)
    visit.save()
    journal.record(
        "inspections.visit_reported", about=[visit, *_notes(visit)], by=by, at=at,
        concerning=[visit.premises], facts=record.counts(filled),
    )  # fmt: skip
    return visit


@transaction.atomic
def finish_visit(
    *,
    visit: Visit,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    chosen: Mapping[str, Chosen] | None = None,
    danger: str = "",
    remarks: str = "",
    signatures: Sequence[Hand] = (),
    version: int | None = None,
) -> Visit:
    """
    End a visit: make its faults hazards, issue orders and records, complete its task.

    ``chosen`` holds what the officer decided about failed items; the draft's choices and then
    the check list's proposals stand for the rest. ``danger`` says why severe hazards threaten
    public safety. Finishing twice returns what is there.

    Raises: PostLacksPermission, NotYourVisit, VisitEnded, StaleVersion, TwoOfficersNeeded,
    IdNotShown, NobodyPresent, SheetIncomplete, RechecksMissing, and what hazards and documents
    refuse.
    """
    access.require(by, "inspections.visit")
    if Visit.objects.filter(pk=visit.pk, status=VisitStatus.FINISHED).exists():
        visit.refresh_from_db()
        return visit
    visit = claimed(visit, by, version=version)
    _check_lawful(visit)
    filled = selectors.sheet_of(visit, rules)
    if visit.needs_sheet:
        sheet.check_complete(filled)
    rechecks = list(
        visit.rechecks.select_related("hazard__order", "hazard__territory").order_by("id")
    )
    _check_rechecked(visit, rechecks)
    found = selectors.findings_of(visit, rules, calendar, chosen=chosen, filled=filled)
    tasks = _tasks_done(visit, rechecks, at)
    outcomes = [_recorded(recheck, by, at, rules, calendar) for recheck in rechecks]
    orders = _made_hazards(visit, found, danger, by, at, rules, calendar)
    visit.status, visit.finished_at, visit.finished_by = VisitStatus.FINISHED, at, by
    visit.remarks = remarks.strip() or visit.draft.get("remarks", "") or visit.remarks
    visit.failed = len(filled.failed)
    visit.draft = {}
    visit.save()
    facts = records.record_facts(visit, rules)
    if visit.needs_sheet or found:
        payload = records.inspection_payload(
            visit, filled, found, facts, orders=orders, rules=rules
        )
        _issue(visit, payload, by, at, signatures)
    if outcomes:
        references = [
            records.reference(recheck.hazard.order)
            for recheck in rechecks
            if recheck.hazard.order is not None
        ]
        _issue(
            visit, record.reinspection_record(facts, outcomes, orders=references), by, at,
            signatures, concerning=[recheck.hazard for recheck in rechecks],
        )  # fmt: skip
    journal.record(
        KINDS[visit.needs_sheet], about=[visit, *_notes(visit), *tasks], by=by, at=at,
        concerning=[visit.premises],
        facts=record.counts(filled) | {"rechecked": len(rechecks), "purpose": visit.purpose},
    )  # fmt: skip
    for task in tasks:
        signals.task_ended.send(sender=Task, task=task, by=by, at=at)
    signals.visit_finished.send(sender=Visit, visit=visit, by=by, at=at)
    return visit


def _check_lawful(visit: Visit) -> None:
    if visit.partner_id is None:
        raise refusals.TwoOfficersNeeded(field="partner")
    if visit.id_shown_at is None:
        raise refusals.IdNotShown(field="accompanied_by")
    if not visit.accompanied_by:
        raise refusals.NobodyPresent(field="accompanied_by")


def _check_rechecked(visit: Visit, rechecks: Sequence[Recheck]) -> None:
    if visit.needs_sheet:
        return
    hazard = visit.task.hazard if visit.task is not None else None
    answered = {recheck.hazard_id for recheck in rechecks}
    if not answered or (hazard and hazard.is_open and hazard.pk not in answered):
        raise refusals.RechecksMissing()


def _notes(visit: Visit) -> list[Answer | Recheck]:
    return [*visit.answers.order_by("id"), *visit.rechecks.order_by("id")]


def _tasks_done(visit: Visit, rechecks: Sequence[Recheck], at: datetime) -> list[Task]:
    """Complete the visit's task and those of every hazard it looked at again."""
    wanted = [visit.task] if visit.task is not None else []
    ids = [recheck.hazard_id for recheck in rechecks]
    also = Task.objects.filter(hazard__in=ids, status=TaskStatus.OPEN).order_by("id")
    others = [task for task in also if task.pk != visit.task_id]
    ended = [ending.done(task, at=at) for task in [*wanted, *others]]
    return [task for task in ended if task is not None]


def _recorded(
    recheck: Recheck, by: Person, at: datetime, rules: Rulebook, calendar: WorkingCalendar
) -> forms.CorrectedFinding:
    hazard = recheck.hazard
    outcome = Outcome(recheck.outcome)
    shown = records.corrected(recheck, rules)
    hazards.record_reinspection(
        hazard=hazard, visit_id=recheck.visit_id, outcome=outcome, note=recheck.note, by=by,
        at=at, rules=rules, calendar=calendar, next_deadline_on=recheck.next_deadline_on,
        id=recheck.pk,
    )  # fmt: skip
    return shown


def _made_hazards(
    visit: Visit,
    found: Sequence[Finding],
    danger: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
) -> list[Document]:
    """Turn findings into hazards and issue what must be ordered; return the documents."""
    officers = [person for person in (visit.lead, visit.partner) if person is not None]
    made: list[Hazard] = [
        hazards.find(
            premises=visit.premises, visit_id=visit.pk, item_key=finding.key,
            violation=finding.violation, act_number=finding.act, grade=finding.grade,
            description=finding.description, measure=finding.measure,
            deadline_on=_given_deadline(finding), officers=officers, by=by, at=at, rules=rules,
            calendar=calendar, id=finding.id,
        )
        for finding in found
    ]  # fmt: skip
    if not made:
        return []
    return hazards.issue_orders(
        visit_id=visit.pk, hazards=made, by=by, at=at, rules=rules, calendar=calendar,
        danger=danger.strip() or visit.draft.get("danger", ""),
    )  # fmt: skip


def _given_deadline(finding: Finding) -> date | None:
    return finding.deadline_on if finding.measure in (Measure.BY_DATE, Measure.REPORT) else None


def _issue(
    visit: Visit,
    payload: forms.InspectionRecord | forms.ReinspectionRecord,
    by: Person,
    at: datetime,
    signatures: Sequence[Hand],
    *,
    concerning: Sequence[Hazard] = (),
) -> Document:
    return documents.issue(
        kind=DocumentKind(payload.kind), organization=visit.station, subject=visit,
        concerning=[visit.premises, *concerning], payload=payload, by=by, at=at,
        signatures=signatures,
    )  # fmt: skip
