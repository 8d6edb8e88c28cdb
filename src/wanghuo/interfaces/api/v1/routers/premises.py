"""Supervised objects: the register and what is done to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.late import Made
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors, services
from wanghuo.registers.premises.domain.terms import (
    CompetenceBasis,
    FacilityKind,
    Occupancy,
    PremisesKind,
    PremisesStatus,
    Risk,
    SmallKind,
)
from wanghuo.registers.premises.models import Premises

router = Router(tags=["premises"])


class PremisesOut(Schema):
    """Telephone numbers are guarded and not part of lists; the record page shows and logs them."""

    id: UUID
    name: str
    kind: PremisesKind
    small_kind: SmallKind | str
    occupancy: Occupancy
    credit_code: str
    address: str
    territory: UUID = Field(alias="territory_id")
    station: UUID = Field(alias="station_id")
    competence: CompetenceBasis
    competence_document: str
    head_name: str
    manager_name: str
    floor_area_m2: Decimal | None
    floors_above: int | None
    floors_below: int | None
    height_m: Decimal | None
    beds: int | None
    seats: int | None
    staff: int | None
    status: PremisesStatus
    risk: Risk
    is_key_unit: bool
    yearly_floor: int
    yearly_ceiling: int
    accountable_officer: UUID | None = Field(alias="accountable_officer_id")
    is_simulated: bool
    version: int


class PremisesRead(PremisesOut):
    """The whole record, without the guarded numbers."""

    basement_area_m2: Decimal | None
    highest_floor_used: int | None
    is_built_before_1998: bool | None
    rooms: int | None
    boarders: int | None
    pupils: int | None
    has_dwelling: bool | None
    hours: str
    longitude: Decimal | None
    latitude: Decimal | None
    note: str
    key_unit_since: date | None
    key_unit_finding: dict[str, Any] = Field(description="which thresholds it reaches, or not")
    predecessors: list[UUID]
    successors: list[UUID]

    @staticmethod
    def resolve_predecessors(premises: Premises) -> list[UUID]:
        return [link.former_id for link in premises.predecessors.all()]

    @staticmethod
    def resolve_successors(premises: Premises) -> list[UUID]:
        return [link.successor_id for link in premises.successors.all()]


class PremisesPage(Schema):
    items: list[PremisesOut]
    next: str | None


class Found(Schema):
    items: list[PremisesOut]


class PremisesFilter(Schema):
    kind: PremisesKind | None = None
    small_kind: SmallKind | None = None
    status: PremisesStatus | None = None
    risk: Risk | None = None
    is_key_unit: bool | None = None
    territory: UUID | None = None
    station: UUID | None = None
    q: str = Field("", description="name, pinyin initials, address, credit code")

    def chosen(self, rows: QuerySet[Premises]) -> QuerySet[Premises]:
        rows = rows.filter(**self.dict(exclude={"q"}, exclude_none=True))
        return selectors.matching(rows, self.q) if self.q else rows


class Facts(Schema):
    """What is known of it; what is left out stays as it is."""

    small_kind: SmallKind | None = None
    occupancy: Occupancy | None = None
    credit_code: str | None = None
    competence: CompetenceBasis | None = None
    competence_document: str | None = None
    head_name: str | None = None
    head_phone: str | None = None
    manager_name: str | None = None
    manager_phone: str | None = None
    floor_area_m2: Decimal | None = None
    basement_area_m2: Decimal | None = None
    floors_above: int | None = None
    floors_below: int | None = None
    highest_floor_used: int | None = None
    height_m: Decimal | None = None
    is_built_before_1998: bool | None = None
    rooms: int | None = None
    beds: int | None = None
    seats: int | None = None
    staff: int | None = None
    boarders: int | None = None
    pupils: int | None = None
    hours: str | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    note: str | None = None
    risk: Risk | None = None


class RegisterIn(Made):
    name: str
    kind: PremisesKind = PremisesKind.UNIT
    address: str
    territory: str = Field(description="12-digit code of the community or village")
    facts: Facts = Facts()


class ChangePremisesIn(Schema):
    version: int
    name: str | None = None
    address: str | None = None
    facts: Facts = Facts()


class ClosePremisesIn(Schema):
    version: int
    reason: str
    on: date


class ReopenIn(Schema):
    version: int
    reason: str


class AssignOfficerIn(Schema):
    person: UUID
    reason: str
    layer: Layer = Layer.OFFICER


class FacilityIn(Made):
    kind: FacilityKind
    count: int = Field(1, ge=1, le=1_000_000)
    place: str = Field("", max_length=128)
    last_tested_on: date | None = None
    maintained_by: str = Field("", max_length=128)


class AccountableOut(Schema):
    layer: Layer
    person: UUID | None
    name: str


class NamedOut(Schema):
    """Somebody named by hand, for a span of days."""

    layer: Layer
    person: UUID = Field(alias="person_id")
    reason: str
    since: date
    until: date | None


class AccountableList(Schema):
    items: list[AccountableOut]
    named: list[NamedOut] = Field(description="who was ever named by hand, the newest first")


def mine(request: HttpRequest, premises_id: UUID, permission: str) -> Premises:
    """Return one in sight that the caller may change. Raises: NotFound, NotAllowed."""
    access.require(caller(request), permission)
    return selectors.get(premises_id, caller(request))


@read(router, "/premises/", shape=PremisesPage, summary="Supervised objects in sight, by name")
def premises_list(
    request: HttpRequest, paging: Query[Paging], filters: Query[PremisesFilter]
) -> dict[str, Any]:
    rows = filters.chosen(selectors.visible(caller(request)))
    return page(rows, paging, order=("name", "id"))


@read(router, "/premises/search/", shape=Found, summary="The best matches for a few words")
def search(request: HttpRequest, q: str, limit: int = 20) -> dict[str, Any]:
    return {"items": selectors.search(q, caller(request), limit=max(1, min(limit, 100)))}


@read(router, "/premises/{uuid:premises_id}/", shape=PremisesRead, summary="One of them")
def premises(request: HttpRequest, premises_id: UUID) -> Premises:
    return selectors.get(premises_id, caller(request))


@read(
    router, "/premises/{uuid:premises_id}/accountable/", shape=AccountableList,
    summary="Who answers for it, layer by layer",
)  # fmt: skip
def accountable(request: HttpRequest, premises_id: UUID) -> dict[str, Any]:
    found = selectors.get(premises_id, caller(request))
    holders = {layer: selectors.accountable(found, layer, clock.today()) for layer in Layer}
    return {
        "items": [
            {
                "layer": layer,
                "person": holder.pk if holder else None,
                "name": holder.name if holder else "",
            }
            for layer, holder in holders.items()
        ],
        "named": list(selectors.overrides(found)),
    }


@verb(router, "/premises/", shape=PremisesOut, status=201, summary="Put one on the register")
def register(request: HttpRequest, body: RegisterIn) -> Premises:
    access.require(caller(request), "premises.register")
    return services.register(
        territory=organization.territory(body.territory),
        facts=body.facts.dict(exclude_none=True),
        by=caller(request),
        rules=policy.rulebook(),
        **body.act("territory", "facts"),
    )


@verb(
    router, "/premises/{uuid:premises_id}/change/", shape=PremisesOut,
    summary="Change particulars; `version` guards against two editors",
)  # fmt: skip
def change(request: HttpRequest, premises_id: UUID, body: ChangePremisesIn) -> Premises:
    changes = body.facts.dict(exclude_unset=True)
    changes |= body.dict(include={"name", "address"}, exclude_none=True)
    return services.change(
        premises=mine(request, premises_id, "premises.change"), changes=changes,
        version=body.version, by=caller(request), at=clock.now(), rules=policy.rulebook(),
    )  # fmt: skip


@verb(
    router, "/premises/{uuid:premises_id}/close/", shape=PremisesOut, summary="Say that it closed"
)
def close(request: HttpRequest, premises_id: UUID, body: ClosePremisesIn) -> Premises:
    return services.close(
        premises=mine(request, premises_id, "premises.close"), by=caller(request),
        at=clock.now(), **body.dict(),
    )  # fmt: skip


@verb(
    router, "/premises/{uuid:premises_id}/reopen/", shape=PremisesOut,
    summary="Put it back into use",
)  # fmt: skip
def reopen(request: HttpRequest, premises_id: UUID, body: ReopenIn) -> Premises:
    return services.reopen(
        premises=mine(request, premises_id, "premises.close"), by=caller(request),
        at=clock.now(), **body.dict(),
    )  # fmt: skip


@verb(
    router, "/premises/{uuid:premises_id}/assign-officer/", shape=PremisesOut,
    summary="Make somebody else accountable, with a reason",
)  # fmt: skip
def assign_officer(request: HttpRequest, premises_id: UUID, body: AssignOfficerIn) -> Premises:
    services.assign_officer(
        premises=mine(request, premises_id, "premises.assign"),
        person=people.person(body.person, seen_by=caller(request)),
        reason=body.reason, layer=body.layer, by=caller(request), at=clock.now(),
    )  # fmt: skip
    return selectors.get(premises_id, caller(request))


@verb(
    router, "/premises/{uuid:premises_id}/record-facility/", shape=PremisesOut,
    summary="Record fire facilities of one kind",
)  # fmt: skip
def record_facility(request: HttpRequest, premises_id: UUID, body: FacilityIn) -> Premises:
    services.record_facility(
        premises=mine(request, premises_id, "premises.change"), by=caller(request),
        **body.act(),
    )  # fmt: skip
    return selectors.get(premises_id, caller(request))
