"""Questions about hazards. A person sees those of the stations and the ground in their scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from wanghuo.foundation.kernel.refusals import Conflict, NotFound
from wanghuo.foundation.kernel.spans import Span
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import severity, violations
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.severity import SevereSign
from wanghuo.foundation.rulebook.violations import Violation
from wanghuo.operations.hazards.domain import authority
from wanghuo.operations.hazards.domain.terms import Grade, Measure, Status
from wanghuo.operations.hazards.models import (
    OPEN,
    Extension,
    Hazard,
    Reinspection,
    SevereReport,
    Transfer,
)
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents.models import Document
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.domain.kinds import Layer, OrganizationKind, PostKind
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import selectors as premises_register
from wanghuo.registers.premises.models import Premises


class NobodyAccountable(Conflict):
    code = "hazards.nobody-accountable"
    says = gettext_noop("Nobody holds the post this step falls to: {post} of {organization}.")
    remedy = gettext_noop("Let the administrator fill the post first.")


class NoSuchAgency(Conflict):
    code = "hazards.no-such-agency"
    says = gettext_noop("No organization of the kind “{kind}” covers these premises.")
    remedy = gettext_noop("Let the administrator enter it under Administration, Organizations.")


def visible(seen_by: Person) -> QuerySet[Hazard]:
    """Return the hazards a person may see; nothing without the permission to look."""
    return access.scope_of(seen_by).limit(_permitted(seen_by))


def _permitted(seen_by: Person) -> QuerySet[Hazard]:
    rows = Hazard.objects.select_related("premises", "station", "territory")
    rows = rows.select_related("next_person", "officer")
    return rows if access.may(seen_by, "hazards.view") else rows.none()


def readable(hazard_id: UUID, seen_by: Person) -> Hazard:
    """Return a hazard to read, also another station's at premises in sight. Raises: NotFound."""
    rows = _permitted(seen_by).select_related(
        "premises__territory", "found_by", "partner", "order", "predecessor", "closed_by",
        "proof_document",
    )  # fmt: skip
    found = rows.filter(pk=hazard_id).first()
    if found is None or not premises_register.may_read(found, seen_by):
        raise NotFound()
    return found


def get(hazard_id: UUID, seen_by: Person) -> Hazard:
    """Return a hazard to act on. Raises: NotFound."""
    return premises_register.own(readable(hazard_id, seen_by), seen_by)


def still_open(rows: QuerySet[Hazard]) -> QuerySet[Hazard]:
    return rows.filter(OPEN)


def matching(rows: QuerySet[Hazard], text: str) -> QuerySet[Hazard]:
    """
    Limit ``rows`` to those at premises that match ``text``, or whose order's number begins so.

    Cost: two index look-ups, whatever the number of hazards.
    """
    places = premises_register.matching(Premises.objects.all(), text)
    orders = Document.objects.filter(number_text__startswith=text)
    return rows.filter(Q(premises__in=places) | Q(order__in=orders))


def overdue(rows: QuerySet[Hazard], on: date) -> QuerySet[Hazard]:
    """Return the open hazards whose next step should have happened before ``on``."""
    return rows.filter(OPEN, next_due_on__lt=on)


def due(rows: QuerySet[Hazard], on: date, until: date) -> QuerySet[Hazard]:
    """Return the open hazards whose next step falls into the days ``on`` to ``until``, both in."""
    return rows.filter(OPEN, next_due_on__gte=on, next_due_on__lte=until)


def waiting_for(person: Person) -> QuerySet[Hazard]:
    """Return the open hazards whose next step is ``person``'s, the most urgent first."""
    rows = Hazard.objects.filter(OPEN, next_person=person)
    return rows.select_related("premises", "station").order_by("next_due_on", "id")


def with_others(person: Person) -> QuerySet[Hazard]:
    """Return ``person``'s open hazards whose next step is somebody else's, most urgent first."""
    rows = Hazard.objects.filter(OPEN, officer=person).exclude(next_person=person)
    return rows.select_related("premises", "next_person").order_by("next_due_on", "id")


def of_premises(premises: Premises, seen_by: Person) -> QuerySet[Hazard]:
    """Return the hazards of premises in sight, the newest first, whichever station found them."""
    is_seen = premises_register.in_sight(premises, seen_by)
    rows = _permitted(seen_by) if is_seen else visible(seen_by)
    return rows.filter(premises=premises).order_by("-found_on", "-id")


def open_at(premises: Premises) -> QuerySet[Hazard]:
    """Return what is still open at some premises, the oldest first: an inspection starts here."""
    return Hazard.objects.filter(OPEN, premises=premises).order_by("found_on", "id")


def of_visit(visit_id: UUID) -> QuerySet[Hazard]:
    return Hazard.objects.filter(found_in=visit_id).order_by("id")


def to_be_ordered(hazard: Hazard) -> list[Hazard]:
    """Return the hazards of the same visit that still need an order, this one among them."""
    waiting = Hazard.objects.filter(
        found_in=hazard.found_in, measure__in=ORDERABLE, status__in=[Status.FOUND, Status.RETURNED]
    )
    return list(
        waiting.select_related(
            "premises__territory", "station", "territory", "officer", "found_by", "partner"
        ).order_by("id")
    )


ORDERABLE = [Measure.AT_ONCE, Measure.BY_DATE, Measure.REPORT]


def latest_alike(hazard: Hazard, *, since: date) -> Hazard | None:
    """Return the newest hazard of another visit with the same item or violation."""
    alike = Q(item_key=hazard.item_key)
    if hazard.violation:
        alike |= Q(violation=hazard.violation)
    earlier = Hazard.objects.filter(
        alike, premises=hazard.premises_id, found_on__gte=since, found_on__lte=hazard.found_on
    )
    return earlier.exclude(found_in=hazard.found_in).order_by("-found_on", "-id").first()


def repeats_of(hazard: Hazard) -> list[Hazard]:
    """Return the chain a repeated hazard belongs to, oldest first, itself included."""
    chain = [hazard]
    while chain[0].predecessor_id is not None:
        chain.insert(0, Hazard.objects.get(pk=chain[0].predecessor_id))
    while later := chain[-1].repeats.order_by("found_on", "id").first():
        chain.append(later)
    return chain


def person_for(hazard: Hazard, layer: Layer, *, on: date) -> Person:
    """
    Return the one person a step of this hazard falls to.

    Raises: NobodyAccountable, NoSuchAgency.
    """
    if layer == Layer.OFFICER:
        return hazard.officer
    if layer == Layer.BRIGADE:
        return receiver(hazard, agency(hazard, OrganizationKind.BRIGADE))
    chief = hazard.premises.accountable_chief
    if chief is not None and answerers(hazard.station).filter(pk=chief.pk).exists():
        return chief
    return head_of(hazard.station)


def receiver(hazard: Hazard, organization: Organization) -> Person:
    """
    Return who answers for the receiver of a transfer.

    The officer who guides these premises, if of that organization; else its head; for one that
    does not work in the product the officer in charge, who has to ask after it.
    """
    here = answerers(organization)
    guiding = hazard.premises.guiding_officer
    if guiding is not None and here.filter(pk=guiding.pk).exists():
        return guiding
    return head_of(organization) if here.exists() else hazard.officer


def head_of(organization: Organization) -> Person:
    """Raises: NobodyAccountable."""
    heads = HEADS.get(OrganizationKind(organization.kind), ())
    for kind in heads:
        found = access.holders(organization, [kind]).first()
        if found is not None:
            return found
    raise NobodyAccountable(
        organization=organization.name, post=heads[0] if heads else PostKind.ADMINISTRATOR
    )


HEADS = {
    OrganizationKind.STATION: (PostKind.CHIEF, PostKind.DEPUTY_CHIEF),
    OrganizationKind.BRIGADE: (PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER),
    OrganizationKind.BUREAU: (PostKind.BUREAU_LEADER, PostKind.BUREAU_SUPERVISOR),
}
"""Who answers for an organization: the first holder found; other kinds have no accounts."""


def agency(hazard: Hazard, kind: OrganizationKind) -> Organization:
    """
    Return the organization of a kind that covers the hazard's ground.

    Raises: NoSuchAgency.
    """
    found = organizations.organization_on(hazard.territory, kind)
    if found is None:
        raise NoSuchAgency(kind=kind)
    return found


def answerers(organization: Organization) -> QuerySet[Person]:
    """Return the people in the product who may answer for an organization; none for most."""
    return access.holders(organization, HEADS.get(OrganizationKind(organization.kind), ()))


def works_here(organization: Organization) -> bool:
    """Say whether an organization has people in the product who answer for it."""
    return answerers(organization).exists()


def receivers(hazard: Hazard, *, rules: Rulebook) -> list[Organization]:
    """
    Return the authorities a hazard may be transferred to, the usual one first.

    Raises: NoSuchAgency, when none of them is known.
    """
    kinds = authority.receivers(
        hazard.violation, rules=rules, on=hazard.found_on, place=hazard.territory.code
    )
    found = [organizations.organization_on(hazard.territory, kind) for kind in kinds]
    known = [organization for organization in found if organization is not None]
    if not known:
        raise NoSuchAgency(kind=kinds[0])
    return known


def decided_for(person: Person, since: datetime) -> QuerySet[Extension]:
    """Return the decisions since an instant on extensions ``person`` recorded, latest first."""
    rows = Extension.objects.filter(recorded_by=person, decided_at__gte=since)
    return rows.select_related("hazard__premises", "decided_by").order_by("-decided_at", "-id")


def pending_extension(hazard: Hazard) -> Extension | None:
    return hazard.extensions.filter(decided_at__isnull=True).first()


def open_transfer(hazard: Hazard) -> Transfer | None:
    rows = hazard.transfers.filter(answered_at__isnull=True)
    return rows.select_related("to", "letter", "sent_by", "received_by").first()


def answered_transfer(hazard: Hazard) -> Transfer | None:
    """Return the newest answered transfer."""
    rows = hazard.transfers.filter(answered_at__isnull=False)
    return rows.select_related("to", "letter", "answered_by").order_by("answered_at").last()


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a hazard, each kind oldest first."""

    extensions: list[Extension]
    reinspections: list[Reinspection]
    transfers: list[Transfer]
    report: SevereReport | None


def history(hazard: Hazard) -> History:
    """Return everything that happened to a hazard, in four queries."""
    reports = SevereReport.objects.filter(hazard=hazard)
    return History(
        extensions=list(hazard.extensions.select_related("decided_by").order_by("id")),
        reinspections=list(hazard.reinspections.select_related("done_by").order_by("id")),
        transfers=list(hazard.transfers.select_related("to", "letter").order_by("id")),
        report=reports.select_related("township", "brigade", "document").first(),
    )


def violation_of(hazard: Hazard, *, rules: Rulebook) -> Violation | None:
    """Return the violation as the catalogue of the day of finding words it."""
    if not hazard.violation:
        return None
    place = hazard.territory.code
    return violations.violation(rules, hazard.violation, on=hazard.found_on, place=place)


def severe_signs(hazard: Hazard, *, rules: Rulebook) -> tuple[SevereSign, ...]:
    """Return the signs by which a hazard of this kind would be severe."""
    kind, place = (hazard.violation, hazard.item_key), hazard.territory.code
    return severity.signs_for(rules, *kind, on=hazard.found_on, place=place)


def transfers(seen_by: Person) -> QuerySet[Transfer]:
    """Return the transfers of the hazards a person may see."""
    if not access.may(seen_by, "hazards.view"):
        return Transfer.objects.none()
    rows = access.scope_of(seen_by).limit(
        Transfer.objects.all(), station="hazard__station", territory="hazard__territory"
    )
    return rows.select_related("hazard__premises", "hazard__station", "to", "letter")


@dataclass(frozen=True, slots=True)
class Flow:
    """What became of the hazards found in a span of days."""

    found: int
    ordered: int
    fixed_on_spot: int
    closed: int
    transferred: int
    severe: int
    repeated: int
    open: int
    overdue: int


def flow(rows: QuerySet[Hazard], span: Span, on: date) -> Flow:
    """Count ``rows`` found in ``span``, as of ``on``, in one query."""
    found = rows.order_by().select_related(None).filter(found_on__gte=span.start)
    if span.end is not None:
        found = found.filter(found_on__lt=span.end)
    counts = found.aggregate(
        found=Count("id"),
        ordered=Count("id", filter=Q(order__isnull=False)),
        fixed_on_spot=Count("id", filter=Q(closing="FIXED_ON_SPOT")),
        closed=Count("id", filter=Q(status=Status.CLOSED)),
        transferred=Count("id", filter=Q(status__in=TRANSFERRED) | Q(closing="TRANSFERRED")),
        severe=Count("id", filter=Q(grade=Grade.SEVERE)),
        repeated=Count("id", filter=Q(predecessor__isnull=False)),
        open=Count("id", filter=OPEN),
        overdue=Count("id", filter=OPEN & Q(next_due_on__lt=on)),
    )
    return Flow(**counts)


TRANSFERRED = [Status.TRANSFERRED, Status.RECEIVED, Status.REPLIED]


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has open and how much of it is late."""

    person: Person
    open: int
    overdue: int
    soon: int


def by_person(rows: QuerySet[Hazard], on: date) -> Sequence[Load]:
    """Return open, overdue and soon due steps per person, those with most overdue first."""
    week = on + timedelta(days=7)
    counts = (
        rows.order_by().select_related(None).filter(OPEN).values("next_person")
        .annotate(
            open=Count("id"),
            overdue=Count("id", filter=Q(next_due_on__lt=on)),
            soon=Count("id", filter=Q(next_due_on__gte=on, next_due_on__lte=week)),
        )
    )  # fmt: skip
    found = list(counts)
    people = Person.objects.in_bulk([row["next_person"] for row in found])
    loads = [
        Load(people[row["next_person"]], row["open"], row["overdue"], row["soon"]) for row in found
    ]
    return sorted(loads, key=lambda load: (-load.overdue, -load.open, load.person.username))


def count_citing(key: str, seen_by: Person) -> int | None:
    """Count hazards a rule speaks of, by item, violation, act or day; nothing if of none."""
    family, _, name = key.partition(".")
    cited = {
        "check_items": Q(item_key=name),
        "violations": ~Q(violation=""),
        "acts": Q(act_number__isnull=False),
        "deadlines": Q(next_due_explained__rule=key),
    }.get(family)
    return visible(seen_by).filter(cited).count() if cited else None
