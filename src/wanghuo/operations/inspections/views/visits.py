"""The page of one visit: under way it is worked on, ended it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook import violations
from wanghuo.foundation.rulebook.violations import Violation
from wanghuo.foundation.support.fields import choices_of
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain import deadlines
from wanghuo.operations.hazards.domain.terms import NextStep, Outcome
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors
from wanghuo.operations.inspections.domain.sheet import REST, Line, Sheet
from wanghuo.operations.inspections.domain.terms import Verdict, VisitStatus
from wanghuo.operations.inspections.models import Photograph, Recheck, Visit
from wanghuo.operations.inspections.views.lists import visit_tone
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as register

ONE, ALL = "one", "all"
SHOWN = "inspections.shown"


class Part(Term):
    """Parts of the sheet beside those of the official form."""

    EARLIER = "EARLIER", gettext_noop("Found wrong before: look here first")


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it is drawn: its line, what was typed, its photographs."""

    line: Line
    note: str
    photographs: list[Photograph]
    violation: Violation | None

    @property
    def key(self) -> str:
        return self.line.item.key


@dataclass(frozen=True, slots=True)
class Earlier:
    """An open hazard of before, with what this visit says of it."""

    hazard: Hazard
    recheck: Recheck | None
    is_due: bool
    photographs: list[Photograph]
    proposed_on: date
    latest_on: date


@dataclass(frozen=True, slots=True)
class Work:
    """Everything the page of a visit under way draws."""

    visit: Visit
    sheet: Sheet
    rows: list[Row]
    now: Row | None
    earlier: list[Earlier]
    shown: str
    rest: bool
    groups: list[tuple[Term, list[Row]]]
    is_sheet_open: bool

    @property
    def verdicts(self) -> list[tuple[str, Any]]:
        return choices_of(Verdict)

    @property
    def outcomes(self) -> list[tuple[str, Any]]:
        return choices_of(Outcome)

    @property
    def number(self) -> int:
        """The place of the shown item, counted from one."""
        return self.rows.index(self.now) + 1 if self.now else 0

    @property
    def key_before(self) -> str:
        return self.rows[self.number - 2].key if self.number > 1 else ""

    @property
    def key_after(self) -> str:
        return self.rows[self.number].key if 0 < self.number < len(self.rows) else ""

    @property
    def left(self) -> int:
        """How many answers are still missing before the visit can be finished."""
        items = len(self.sheet.open) if self.visit.needs_sheet else 0
        return items + sum(row.is_due and row.recheck is None for row in self.earlier)

    @property
    def total(self) -> int:
        items = len(self.sheet.lines) if self.visit.needs_sheet else 0
        return items + sum(row.is_due for row in self.earlier)

    @property
    def answered(self) -> int:
        return self.total - self.left

    @property
    def can_finish(self) -> bool:
        return self.left == 0


@login_required
@require_GET
def visit(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """GET: who makes it works on it, once the ID was shown; everybody else reads it."""
    found = selectors.readable_visit(visit_id, request.user)
    if not (found.is_open and makes(found, request.user)):
        return _read(request, found)
    needs_id = found.id_shown_at is None and people.may(request.user, "inspections.visit")
    if needs_id:
        return redirect("inspections:identity", found.pk)
    if request.GET.get("show") in (ONE, ALL):
        request.session[SHOWN] = request.GET["show"]
    work = work_of(request, found, item=request.GET.get("item", ""))
    return render(request, "inspections/visit.html", {"work": work, "visit": found})


def makes(visit: Visit, person: Person) -> bool:
    """Say whether a person is one of those who make the visit and may act on it now."""
    makers = {visit.lead_id, visit.partner_id}
    if visit.status == VisitStatus.DRAFT:
        makers.add(visit.reporter_id)
    return person.pk in makers


def work_of(request: SignedIn, visit: Visit, *, item: str = "") -> Work:
    """Return the visit as it is worked on; ``item`` is the one to show, else the next open one."""
    before = selectors.previous_hazards(visit)
    sheet = selectors.sheet_of(visit, policy.rulebook(), before)
    taken = selectors.photographs_of(visit)
    rows = _rows(visit, sheet, taken)
    shown = request.session.get(SHOWN, ONE)
    wanted = sheet.line(item) or sheet.after("")
    now = next((row for row in rows if wanted and row.key == wanted.item.key), None)
    groups: dict[Term, list[Row]] = {}
    for row in rows:
        groups.setdefault(Part.EARLIER if row.line.is_previous else row.line.item.group, []).append(
            row
        )
    rechecks = {recheck.hazard_id: recheck for recheck in visit.rechecks.all()}
    asked = visit.task.hazard_id if visit.task else None
    return Work(
        visit=visit,
        sheet=sheet,
        rows=rows,
        now=now,
        earlier=[
            _earlier(visit, hazard, rechecks.get(hazard.pk), hazard.pk == asked, taken)
            for hazard in before
            if hazard.next_step in (NextStep.REINSPECT, NextStep.DECIDE_EXTENSION)
        ],
        shown=shown,
        rest=any(answer.item_key == REST for answer in visit.answers.all()),
        groups=list(groups.items()),
        is_sheet_open=bool(item or sheet.answered or "show" in request.GET),
    )  # fmt: skip


def proposed_for(visit: Visit, hazard: Hazard) -> deadlines.Allowance:
    """Return what may be set for the rest of a hazard that is partly corrected."""
    return deadlines.allowance(
        on=visit.visited_on, violation=hazard.violation, rules=policy.rulebook(),
        calendar=policy.calendar(), place=visit.territory.code,
    )  # fmt: skip


def _earlier(
    visit: Visit,
    hazard: Hazard,
    recheck: Recheck | None,
    is_due: bool,
    taken: dict[str, list[Photograph]],
) -> Earlier:
    limit = proposed_for(visit, hazard)
    return Earlier(
        hazard, recheck, is_due, taken.get(str(hazard.pk), []), limit.proposed_on, limit.latest_on
    )


def _rows(visit: Visit, sheet: Sheet, taken: dict[str, list[Photograph]]) -> list[Row]:
    known = violations.catalogue(policy.rulebook(), on=visit.visited_on, place=visit.territory.code)
    return [
        Row(
            line=line,
            note=line.note or visit.draft.get(f"{line.item.key}.note", ""),
            photographs=taken.get(line.item.key, []),
            violation=known.get(line.item.violation),
        )
        for line in sheet.lines
    ]


def _read(request: SignedIn, visit: Visit) -> HttpResponse:
    """Draw a visit that is over, or that somebody else makes."""
    sheet = selectors.sheet_of(visit, policy.rulebook())
    taken = selectors.photographs_of(visit)
    rows = _rows(visit, sheet, taken)
    rechecks = list(visit.rechecks.select_related("hazard__premises").order_by("id"))
    found = list(hazards.of_visit(visit.pk).select_related("order", "premises"))
    return render(
        request,
        "inspections/visit_record.html",
        {
            "visit": visit,
            "tone": visit_tone(visit),
            "sheet": sheet,
            "failed": [row for row in rows if row.line in sheet.failed],
            "others": [row for row in rows if row.line not in sheet.failed],
            "rechecks": rechecks,
            "outcomes": Outcome,
            "hazards": found,
            "linked": _linked([*found, *(row.hazard for row in rechecks)], request.user),
            "documents": list(documents.about(visit)),
            "sees_premises": register.in_sight(visit.premises, request.user),
            "timeline": journal.timeline(visit),
        },
    )


def _linked(found: Iterable[Hazard], reader: Person) -> set[UUID]:
    """Return which hazards the reader may open: those that passed to another station are named."""
    if not people.may(reader, "hazards.view"):
        return set()
    return {hazard.pk for hazard in found if register.may_read(hazard, reader)}


@login_required
@require_GET
@cache_control(private=True, max_age=86400, immutable=True)
def photograph(request: SignedIn, photograph_id: UUID) -> HttpResponse:
    """GET one photograph out of the archive."""
    found = selectors.photograph(photograph_id, request.user)
    return HttpResponse(archive.read(found.digest), content_type=found.media_type)
