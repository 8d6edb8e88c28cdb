"""The payloads of the documents this room issues, filled from what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from wanghuo.foundation.rulebook import violations
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.operations.hazards.models import Hazard
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.documents.domain import forms, wording
from wanghuo.registers.documents.domain.kinds import DocumentKind, Nature
from wanghuo.registers.documents.models import Document
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.models import Premises


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that could be issued now, and the hazards it is about."""

    kind: DocumentKind
    payload: forms.Payload
    hazards: tuple[Hazard, ...]


def order_drafts(hazards: Sequence[Hazard], *, rules: Rulebook) -> list[Draft]:
    """
    Return the orders for the hazards of one visit: one at once, one for each deadline.

    Hazards fixed on the spot or to be transferred are passed over.
    """
    ordered = [hazard for hazard in hazards if hazard.deadline_on is not None]
    at_once = [hazard for hazard in ordered if is_at_once(hazard)]
    by_date = sorted(
        (hazard for hazard in ordered if not is_at_once(hazard)),
        key=lambda hazard: (hazard.deadline_on, hazard.pk),
    )
    drafts = [_at_once(at_once, rules)] if at_once else []
    for deadline_on, group in groupby(by_date, key=lambda hazard: hazard.deadline_on):
        drafts.append(_by_date(list(group), deadline_on, rules))
    return drafts


def is_at_once(hazard: Hazard) -> bool:
    """Say whether the correction is ordered without any time; a report may go with either."""
    if hazard.measure == Measure.REPORT:
        return bool(hazard.deadline_on == hazard.found_on)
    return bool(hazard.measure == Measure.AT_ONCE)


def report_draft(
    hazards: Sequence[Hazard],
    *,
    recipients: Sequence[Organization],
    danger: str,
    orders: Sequence[forms.Reference],
    by: Person,
    rules: Rulebook,
) -> Draft:
    """Return the written report of severe hazards to township and brigade."""
    first = hazards[0]
    payload = forms.SevereHazardReport(
        recipients=tuple(organization.name for organization in recipients),
        place=place_of(first.premises),
        inspected_on=first.found_on,
        findings=tuple(finding(hazard, rules) for hazard in hazards),
        danger=danger or "；".join(hazard.description for hazard in hazards),
        orders=tuple(orders),
        officers=officers_of(first),
        contact_phone=by.phone,
    )
    return Draft(DocumentKind.SEVERE_HAZARD_REPORT, payload, tuple(hazards))


def transfer_draft(
    hazard: Hazard,
    *,
    to: Organization,
    reason: str,
    reply_due_on: date,
    by: Person,
    rules: Rulebook,
) -> Draft:
    """Return the letter that hands a violation to the agency that may decide it."""
    record = documents.record_of(hazard.found_in)
    attached = [paper for paper in (record, hazard.order) if paper is not None]
    payload = forms.TransferLetter(
        recipient=to.name,
        place=place_of(hazard.premises),
        inspected_on=hazard.found_on,
        findings=(finding(hazard, rules),),
        measures=reason,
        attachments=tuple(f"{title_of(paper)}（{paper.number_text}）" for paper in attached),
        officers=officers_of(hazard),
        contact_phone=by.phone,
        reply_due_on=reply_due_on,
    )
    return Draft(DocumentKind.TRANSFER_LETTER, payload, (hazard,))


def place_of(premises: Premises) -> forms.Place:
    """Return the premises as the forms name them."""
    return forms.Place(
        name=premises.name,
        head=premises.head_name,
        phone=premises.head_phone,
        address=premises.address,
        credit_code=premises.credit_code,
        nature=Nature.KEY if premises.is_key_unit else Nature.GENERAL,
        floor_area_m2=premises.floor_area_m2,
        floors_above=premises.floors_above,
        floors_below=premises.floors_below,
        height_m=premises.height_m,
    )


def finding(hazard: Hazard, rules: Rulebook) -> forms.Finding:
    """Return the hazard as a numbered finding with the articles its violation breaks."""
    return forms.Finding(
        description=hazard.description,
        violation=hazard.violation,
        citations=citations(hazard, rules),
        deadline_on=None if is_at_once(hazard) else hazard.deadline_on,
    )


def citations(hazard: Hazard, rules: Rulebook) -> tuple[forms.Citation, ...]:
    """Return the articles of the hazard's violation; none for a fault outside the catalogue."""
    if not hazard.violation:
        return ()
    known = violations.violation(
        rules, hazard.violation, on=hazard.found_on, place=hazard.territory.code
    )
    return tuple(
        forms.Citation(
            instrument=cited.instrument.title.zh,
            article=cited.words.zh.removeprefix(replace(cited, article="").words.zh),
        )
        for cited in known.duty
    )


def officers_of(hazard: Hazard) -> tuple[forms.Officer, ...]:
    """Return the officers of the visit that found the hazard, the lead first."""
    people = [person for person in (hazard.found_by, hazard.partner) if person is not None]
    return tuple(
        forms.Officer(name=person.name, police_number=person.police_number) for person in people
    )


def title_of(document: Document) -> str:
    return wording.titles()[DocumentKind(document.kind)].title


def _boxes(hazards: Sequence[Hazard]) -> tuple[str, ...]:
    ticked = (wording.order_item_for(hazard.violation, hazard.item_key) for hazard in hazards)
    return tuple(dict.fromkeys(ticked))


def _at_once(hazards: list[Hazard], rules: Rulebook) -> Draft:
    payload = forms.OrderAtOnce(
        place=place_of(hazards[0].premises),
        officers=officers_of(hazards[0]),
        inspected_on=hazards[0].found_on,
        items=_boxes(hazards),
        findings=tuple(finding(hazard, rules) for hazard in hazards),
    )
    return Draft(DocumentKind.ORDER_AT_ONCE, payload, tuple(hazards))


def _by_date(hazards: list[Hazard], deadline_on: date, rules: Rulebook) -> Draft:
    payload = forms.OrderByDate(
        place=place_of(hazards[0].premises),
        officers=officers_of(hazards[0]),
        inspected_on=hazards[0].found_on,
        items=_boxes(hazards),
        findings=tuple(finding(hazard, rules) for hazard in hazards),
        deadline_on=deadline_on,
    )
    return Draft(DocumentKind.ORDER_BY_DATE, payload, tuple(hazards))


def severe(hazards: Sequence[Hazard]) -> list[Hazard]:
    """Return the severe hazards not reported yet."""
    return [
        hazard for hazard in hazards if hazard.grade == Grade.SEVERE and hazard.reported_at is None
    ]
