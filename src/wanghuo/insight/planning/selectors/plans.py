"""Plans, their lines, hours and conflicts as a person may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.insight.planning.domain.lifecycle import OPEN, PlanStatus
from wanghuo.insight.planning.models import Availability, ConflictOfInterest, Plan, PlanItem
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises.models import Premises

DRAFTING = (PostKind.CHIEF, PostKind.DEPUTY_CHIEF, PostKind.FIRE_OFFICER)
"""Posts that make plans, from the one who decides down."""


def plans(*, seen_by: Person) -> QuerySet[Plan]:
    """Return the plans of the stations a person sees; governments see the stations' totals."""
    scope = access.scope_of(seen_by)
    rows = Plan.objects.select_related("station", "made_by", "approved_by")
    return rows if scope.stations is None else rows.filter(station__in=scope.stations)


def plan(plan_id: UUID, *, seen_by: Person) -> Plan:
    """Raises: NotFound."""
    found = plans(seen_by=seen_by).filter(pk=plan_id).first()
    if found is None:
        raise NotFound()
    return found


def plans_of(station: Organization, year: int) -> QuerySet[Plan]:
    return Plan.objects.filter(station=station, year=year).order_by("-edition")


def published(station: Organization, year: int) -> Plan | None:
    """Return the plan that counts."""
    return plans_of(station, year).filter(status=PlanStatus.PUBLISHED).first()


def answering(plan: Plan) -> Person | None:
    """
    Return the one person a plan being made waits for: who drafted it, then the chief.

    A drafter who left is followed by the chief; None only at a station without officers.
    """
    if plan.status not in OPEN:
        return None
    officers = access.holders(plan.station, DRAFTING)
    drafter = plan.made_by if plan.status == PlanStatus.DRAFT else None
    if drafter is not None and officers.filter(pk=drafter.pk).exists():
        return drafter
    for post in DRAFTING:
        if head := access.holders(plan.station, [post]).first():
            return head
    return None


def items_seen_by(seen_by: Person) -> QuerySet[PlanItem]:
    """Return the lines of every plan a person sees, within their ground."""
    rows = PlanItem.objects.select_related("plan__station", "premises", "lead", "partner")
    scope = access.scope_of(seen_by)
    return scope.limit(rows, station="plan__station", territory="premises__territory")


def items(of: Plan, *, seen_by: Person) -> QuerySet[PlanItem]:
    return items_seen_by(seen_by).filter(plan=of)


def made_by(rows: QuerySet[PlanItem], officer: UUID) -> QuerySet[PlanItem]:
    """Return the lines in which an officer leads or goes along."""
    return rows.filter(Q(lead=officer) | Q(partner=officer))


def item(item_id: UUID, *, seen_by: Person) -> PlanItem:
    """Raises: NotFound."""
    found = items_seen_by(seen_by).filter(pk=item_id).first()
    if found is None:
        raise NotFound()
    return found


def conflicts(*, seen_by: Person) -> QuerySet[ConflictOfInterest]:
    rows = ConflictOfInterest.objects.select_related("person", "premises__station")
    scope = access.scope_of(seen_by)
    return scope.limit(rows, station="premises__station", territory="premises__territory")


def conflict(conflict_id: UUID, *, seen_by: Person) -> ConflictOfInterest:
    """Raises: NotFound."""
    found = conflicts(seen_by=seen_by).filter(pk=conflict_id).first()
    if found is None:
        raise NotFound()
    return found


def conflict_of(
    people: Sequence[Person], premises: Premises, *, on: date
) -> ConflictOfInterest | None:
    """Return a conflict that keeps one of ``people`` from inspecting the premises on a day."""
    held = Q(until__isnull=True) | Q(until__gt=on)
    rows = ConflictOfInterest.objects.filter(held, person__in=people, premises=premises)
    return rows.select_related("person").order_by("since", "id").first()


def excluded(station: Organization, *, on: date) -> set[tuple[UUID, UUID]]:
    """Return the pairs of person and premises that conflicts keep apart on a day."""
    held = Q(until__isnull=True) | Q(until__gt=on)
    rows = ConflictOfInterest.objects.filter(held, premises__station=station)
    return set(rows.values_list("person_id", "premises_id"))


def declared_hours(people: list[UUID], year: int) -> dict[tuple[UUID, int], int]:
    """Return declared minutes by person and month."""
    rows = Availability.objects.filter(person__in=people, year=year)
    return {(row.person_id, row.month): row.minutes for row in rows}
