"""A visit's check list with its answers, its findings and its photographs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from wanghuo.foundation.rulebook import checklists
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.rulebook.checklists import CheckList
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.domain import findings, sheet
from wanghuo.operations.inspections.domain.findings import Chosen, Finding
from wanghuo.operations.inspections.domain.sheet import Given, Sheet
from wanghuo.operations.inspections.domain.terms import Verdict
from wanghuo.operations.inspections.models import Photograph, Visit


def previous_hazards(visit: Visit) -> list[Hazard]:
    """Return the hazards that were open when the visit began, the oldest first."""
    if visit.is_open:
        return list(hazards.open_at(visit.premises).select_related("order", "next_person"))
    return [row.hazard for row in visit.rechecks.select_related("hazard__order").order_by("id")]


def checklist_of(visit: Visit, rules: Rulebook) -> CheckList:
    """Return the check list of the visit's day."""
    return checklists.checklist(
        rules, visit.checklist_key, on=visit.visited_on, place=visit.territory.code
    )


def sheet_of(visit: Visit, rules: Rulebook, previous: Sequence[Hazard] | None = None) -> Sheet:
    """Return the visit's check list with its answers, what was wrong before first."""
    before = previous_hazards(visit) if previous is None else previous
    given = [
        Given(
            id=answer.pk,
            item_key=answer.item_key,
            verdict=Verdict(answer.verdict),
            answered_at=answer.answered_at,
            note=answer.note,
            is_fixed_on_spot=answer.is_fixed_on_spot,
            faults=tuple(answer.faults),
        )
        for answer in visit.answers.all()
    ]
    return sheet.filled(
        checklist_of(visit, rules), given, previous=[hazard.item_key for hazard in before]
    )


def findings_of(
    visit: Visit,
    rules: Rulebook,
    calendar: WorkingCalendar,
    *,
    chosen: Mapping[str, Chosen] | None = None,
    filled: Sheet | None = None,
) -> tuple[Finding, ...]:
    """
    Return what the failed items amount to, with the draft's choices where none are given.

    ``filled`` is the visit's sheet, where the caller has it already.
    """
    filled = filled or sheet_of(visit, rules)
    kept = {line.item.key: drafted(visit, line.item.key) for line in filled.failed}
    return findings.findings(
        filled, kept | dict(chosen or {}), on=visit.visited_on, rules=rules, calendar=calendar,
        place=visit.territory.code,
    )  # fmt: skip


def drafted(visit: Visit, item_key: str) -> Chosen:
    """Return the choice that was typed for an item and not decided yet."""
    prefix = f"{item_key}."
    typed = {
        name.removeprefix(prefix): text
        for name, text in visit.draft.items()
        if name.startswith(prefix)
    }
    return findings.from_draft(typed)


def photographs_of(visit: Visit) -> dict[str, list[Photograph]]:
    """Return the photographs by item, in the order they were taken."""
    by_item: dict[str, list[Photograph]] = {}
    for photograph in visit.photographs.order_by("taken_at", "id"):
        by_item.setdefault(photograph.item_key or str(photograph.hazard_id), []).append(photograph)
    return by_item


def pictures_of(hazard: Hazard) -> list[Photograph]:
    """Return the photographs of a hazard, as it was found and as it was looked at again."""
    found = Q(visit=hazard.found_in, item_key=hazard.item_key)
    rows = Photograph.objects.filter(found | Q(hazard_id=hazard.pk))
    return list(rows.order_by("taken_at", "id"))
