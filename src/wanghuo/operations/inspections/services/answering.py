"""What officers tap and type during a visit, and what they photograph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import device_ids
from wanghuo.operations.hazards.domain.terms import Outcome
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors
from wanghuo.operations.inspections.domain import photographs, sheet
from wanghuo.operations.inspections.domain.terms import Verdict
from wanghuo.operations.inspections.models import Answer, Photograph, Recheck, Visit
from wanghuo.operations.inspections.services import refusals
from wanghuo.operations.inspections.services.starting import check_yours, claimed
from wanghuo.registers.access.models import Person

WITHDRAWN = "withdrawn_at"
"""The part of a draft that remembers when an answer was taken back."""


@transaction.atomic
def answer(
    *,
    visit: Visit,
    item_key: str,
    verdict: Verdict,
    by: Person,
    at: datetime,
    rules: Rulebook,
    note: str = "",
    is_fixed_on_spot: bool = False,
    faults: Sequence[str] = (),
    id: UUID | None = None,
) -> Answer:
    """
    Give an item its verdict; of several answers the latest counts, in whatever order they come.

    ``faults`` are codes of the item's faults: they tick the boxes of the record.
    Raises: NotYourVisit, VisitEnded, NoSuchItem, NoSuchFault, RestCannotFail, AnswerWithdrawn,
    IdTaken.
    """
    known = Answer.objects.filter(visit=visit, item_key=item_key).first()
    if known is not None and known.answered_at > at:
        return known
    is_wrong = verdict is Verdict.FAIL
    chosen = list(dict.fromkeys(faults)) if is_wrong else []
    given = (verdict, note.strip(), is_fixed_on_spot and is_wrong, chosen)
    if known is not None and _said(known) == given:
        return known
    visit = claimed(visit, by)
    sheet.check_answer(selectors.checklist_of(visit, rules), item_key, verdict, chosen)
    _check_not_withdrawn(visit, item_key, at)
    row = known or Answer(id=device_ids.free(Answer, id), visit=visit, item_key=item_key)
    row.verdict, row.note, row.is_fixed_on_spot, row.faults = given
    row.answered_at, row.answered_by = at, by
    row.save()
    visit.save(update_fields=["version"])
    return row


def _said(answer: Answer) -> tuple[str, str, bool, list[str]]:
    return answer.verdict, answer.note, answer.is_fixed_on_spot, answer.faults


def answer_rest(
    *,
    visit: Visit,
    by: Person,
    at: datetime,
    rules: Rulebook,
    verdict: Verdict = Verdict.PASS,
    id: UUID | None = None,
) -> Answer:
    """
    Say in one act that everything without an answer of its own is right.

    Raises: NotYourVisit, VisitEnded, AnswerWithdrawn, IdTaken.
    """
    return answer(
        visit=visit, item_key=sheet.REST, verdict=verdict, by=by, at=at, rules=rules, id=id
    )


@transaction.atomic
def withdraw_answer(*, visit: Visit, item_key: str, by: Person, at: datetime) -> Visit:
    """
    Take an answer back while the visit is open; an answer given after ``at`` stays.

    When the answer arrives after this, it stays taken back.
    Raises: NotYourVisit, VisitEnded.
    """
    visit = claimed(visit, by)
    visit.answers.filter(item_key=item_key, answered_at__lte=at).delete()
    before = _withdrawn_at(visit, item_key)
    visit.draft[f"{item_key}.{WITHDRAWN}"] = max(at, before or at).isoformat()
    visit.save(update_fields=["draft", "version"])
    return visit


def _withdrawn_at(visit: Visit, item_key: str) -> datetime | None:
    kept = visit.draft.get(f"{item_key}.{WITHDRAWN}", "")
    return datetime.fromisoformat(kept) if kept else None


def _check_not_withdrawn(visit: Visit, item_key: str, at: datetime) -> None:
    withdrawn_at = _withdrawn_at(visit, item_key)
    if withdrawn_at is not None and withdrawn_at > at:
        raise refusals.AnswerWithdrawn(at=withdrawn_at, field="item_key")


@transaction.atomic
def recheck(
    *,
    visit: Visit,
    hazard: Hazard,
    outcome: Outcome,
    by: Person,
    at: datetime,
    note: str = "",
    next_deadline_on: date | None = None,
    id: UUID | None = None,
) -> Recheck:
    """
    Say what became of a hazard found before; it is recorded with the hazard when finishing.

    Raises: NotYourVisit, VisitEnded, ElsewhereFound, BeforeItWasFound, IdTaken.
    """
    known = Recheck.objects.filter(visit=visit, hazard=hazard).first()
    if known is not None and known.answered_at > at:
        return known
    partly = outcome is Outcome.PARTLY
    given = (outcome, note.strip(), next_deadline_on if partly else None)
    if known is not None and (known.outcome, known.note, known.next_deadline_on) == given:
        return known
    visit = claimed(visit, by)
    if hazard.premises_id != visit.premises_id or not hazard.is_open:
        raise refusals.ElsewhereFound(premises=visit.premises.name)
    if visit.visited_on < hazard.found_on:
        raise refusals.BeforeItWasFound(
            found_on=hazard.found_on, on=visit.visited_on, field="hazard"
        )
    row = known or Recheck(id=device_ids.free(Recheck, id), visit=visit, hazard=hazard)
    row.outcome, row.note, row.next_deadline_on = given
    row.answered_at, row.answered_by = at, by
    row.save()
    visit.save(update_fields=["version"])
    return row


@transaction.atomic
def save_draft(
    *, visit: Visit, changes: Mapping[str, str], by: Person, version: int | None = None
) -> Visit:
    """
    Keep what is being typed, field by field; an empty text takes a field away.

    Raises: NotYourVisit, VisitEnded, StaleVersion.
    """
    visit = claimed(visit, by, version=version)
    merged = {**visit.draft, **changes}
    visit.draft = {name: text for name, text in merged.items() if text}
    visit.save(update_fields=["draft", "version"])
    return visit


@transaction.atomic
def attach_photograph(
    *,
    visit: Visit,
    content: bytes,
    by: Person,
    at: datetime,
    item_key: str = "",
    hazard: Hazard | None = None,
    id: UUID | None = None,
) -> Photograph:
    """
    Keep a photograph of an item or a hazard; the same picture again returns what is there.

    Raises: NotYourVisit, VisitEnded, NotAPhotograph, PhotographTooLarge, ElsewhereFound,
    IdTaken.
    """
    if id is not None and (known := Photograph.objects.filter(pk=id, visit=visit).first()):
        return known
    check_yours(visit, by)
    if hazard is not None and hazard.premises_id != visit.premises_id:
        raise refusals.ElsewhereFound(premises=visit.premises.name)
    picture = photographs.developed(content)
    visit = claimed(visit, by)
    kept = archive.keep(picture.content, name=f"{visit.pk}.jpg", media_type=picture.media_type)
    hazard_id = hazard.pk if hazard else None
    same = visit.photographs.filter(digest=kept.digest, item_key=item_key, hazard_id=hazard_id)
    if (known := same.first()) is not None:
        return known
    photograph = Photograph(
        id=device_ids.free(Photograph, id),
        visit=visit, item_key=item_key, hazard_id=hazard_id, digest=kept.digest,
        media_type=kept.media_type, size=kept.size, width=picture.width, height=picture.height,
        taken_at=at, taken_by=by,
    )  # fmt: skip
    photograph.save(force_insert=True)
    journal.record(
        "inspections.photograph_attached", about=photograph, by=by, at=at, evidence=[kept],
        concerning=[visit, *([hazard] if hazard else [])], facts={"item": item_key},
    )  # fmt: skip
    return photograph
