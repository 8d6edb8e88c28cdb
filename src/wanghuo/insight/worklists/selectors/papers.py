"""Lines from documents and plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import deadlines
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support.clock import day_of
from wanghuo.insight.planning import selectors as planning
from wanghuo.insight.planning.domain.lifecycle import OPEN, PlanStatus
from wanghuo.insight.planning.models import Plan
from wanghuo.insight.worklists.domain.lines import Work
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.documents.models import Document
from wanghuo.registers.policy import selectors as policy

TERM_OF_SERVICE = {
    DocumentKind.ORDER_AT_ONCE: "serve_order_at_once",
    DocumentKind.ORDER_BY_DATE: "serve_order_by_date",
}

STEP_OF_PLAN = {
    PlanStatus.DRAFT: gettext_noop("Submit the annual plan"),
    PlanStatus.SUBMITTED: gettext_noop("Approve the annual plan"),
    PlanStatus.APPROVED: gettext_noop("Publish the annual plan"),
}


def documents_to_serve(person: Person, on: date) -> Iterable[Work]:
    """Documents the person has to see served: issued, or taken over from who left."""
    if not access.may(person, "documents.serve"):
        return
    rules, calendar = policy.rulebook(), policy.calendar()
    for document in documents.to_serve(person):
        counted = _service_due(document, rules, calendar)
        yield Work(
            what=gettext("Serve {title}").format(title=document.get_kind_display()),
            where=document.title_for,
            why=document.number_text,
            address=reverse("documents:record", args=[document.pk]),
            kind="document",
            record=document.pk,
            due_on=counted.on if counted else None,
            how=str(counted.explanation) if counted else "",
            rule=counted.deadline.key if counted else "",
            act_label=gettext("Serve"),
            act_address=reverse("documents:serve", args=[document.pk]),
        )


def _service_due(
    document: Document, rules: Rulebook, calendar: WorkingCalendar
) -> deadlines.Due | None:
    name = TERM_OF_SERVICE.get(DocumentKind(document.kind))
    if not name:
        return None
    issued_on = day_of(document.issued_at)
    term = deadlines.deadline(rules, name, on=issued_on)
    if term.unit is deadlines.Unit.HOUR:
        return deadlines.due(term, document.issued_at, calendar)
    return deadlines.due(term, issued_on, calendar)


def plans(person: Person, on: date) -> Iterable[Work]:
    """Plans being made: for whoever has the next step, and for those who wait for that one."""
    if not access.may(person, "planning.draft") and not access.may(person, "planning.approve"):
        return
    for plan in planning.plans(seen_by=person).filter(status__in=OPEN).order_by("year", "id"):
        status = PlanStatus(plan.status)
        whose = planning.answering(plan)
        decides = status is not PlanStatus.DRAFT and access.may(person, "planning.approve")
        if whose is None or whose.pk == person.pk or decides:
            yield _plan(plan, gettext(STEP_OF_PLAN[status]), "")
        elif status is not PlanStatus.DRAFT:
            yield _plan(plan, gettext(STEP_OF_PLAN[status]), whose.name)


def _plan(plan: Plan, what: str, waits_for: str) -> Work:
    address = reverse("planning:plan", args=[plan.pk])
    said = gettext("{year}, edition {edition}: {visits} visits, {missing} missing")
    return Work(
        what=what,
        where=plan.station.name,
        why=said.format(
            year=plan.year, edition=plan.edition, visits=plan.visits, missing=plan.missing_visits
        ),
        address=address,
        kind="plan",
        record=plan.pk,
        act_label="" if waits_for else gettext("Open"),
        act_address="" if waits_for else address,
        waits_for=waits_for,
    )
