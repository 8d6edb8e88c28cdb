"""What belongs to a supervised object, and the decisions about it that its record page offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from wanghuo.interfaces.api.v1.authentication import acting, caller
from wanghuo.interfaces.api.v1.late import Made
from wanghuo.interfaces.api.v1.routers.premises import PremisesOut, ReopenIn, mine
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors, services
from wanghuo.registers.premises.domain.terms import FacilityKind
from wanghuo.registers.premises.models import Premises

router = Router(tags=["premises"])

Name = Annotated[str, Field(max_length=128)]
Why = Annotated[str, Field(max_length=200)]
Number = Annotated[int, Field(ge=0, le=1_000_000)]


class AliasOut(Schema):
    id: UUID
    name: str


class FacilityOut(Schema):
    id: UUID
    kind: FacilityKind
    count: int
    place: str
    last_tested_on: date | None
    maintained_by: str


class EstateOut(Schema):
    id: UUID
    name: str
    address: str
    buildings: int | None
    households: int | None


class ParticularsOut(Schema):
    aliases: list[AliasOut]
    facilities: list[FacilityOut]
    estates: list[EstateOut]


class AliasIn(Made):
    name: Name


class EstateIn(Made):
    name: Name
    address: str = Field("", max_length=200)
    buildings: Number | None = None
    households: Number | None = None


class RowIn(Schema):
    id: UUID


class MoveIn(Schema):
    version: int
    reason: Why
    on: date
    territory: str = Field("", max_length=12)
    address: str = Field("", max_length=200)


class SucceedIn(Schema):
    successor: UUID
    on: date
    reason: Why


class KeyUnitIn(Schema):
    version: int
    is_key: bool | None = None
    reason: Why


class BoundsIn(Schema):
    version: int
    floor: Number
    ceiling: Number
    reason: Why
    document: str = Field("", max_length=128)


class ReleaseIn(Schema):
    reason: Why
    layer: Layer = Layer.OFFICER


def row_of(rows: Any, row_id: UUID) -> Any:
    """Return the row of this object. Raises: Http404."""
    found = rows.filter(pk=row_id).first()
    if found is None:
        raise Http404
    return found


PLACE = "/premises/{uuid:premises_id}"


@read(
    router, f"{PLACE}/particulars/", shape=ParticularsOut,
    summary="Its other names, fire facilities and managed estates",
)  # fmt: skip
def particulars(request: HttpRequest, premises_id: UUID) -> dict[str, Any]:
    found = selectors.get(premises_id, caller(request))
    return {
        "aliases": list(found.aliases.order_by("name")),
        "facilities": list(found.facilities.order_by("kind", "id")),
        "estates": list(found.estates.order_by("name")),
    }


@verb(router, f"{PLACE}/add-alias/", shape=AliasOut, status=201, summary="Add another name")
def add_alias(request: HttpRequest, premises_id: UUID, body: AliasIn) -> Any:
    premises = mine(request, premises_id, "premises.change")
    return services.add_alias(premises=premises, by=caller(request), **body.act())


@verb(router, f"{PLACE}/record-estate/", shape=EstateOut, status=201, summary="Record an estate")
def record_estate(request: HttpRequest, premises_id: UUID, body: EstateIn) -> Any:
    premises = mine(request, premises_id, "premises.change")
    return services.record_estate(premises=premises, by=caller(request), **body.act())


REMOVED_BY: dict[str, tuple[str, Callable[..., None]]] = {
    "alias": ("aliases", services.remove_alias),
    "facility": ("facilities", services.remove_facility),
    "estate": ("estates", services.remove_estate),
}
"""What can be taken away from an object: the rows it stands among, and the verb."""


def removing(kind: str) -> Callable[..., Premises]:
    """Return the view that takes one row of a kind away."""
    rows, remove = REMOVED_BY[kind]

    def view(request: HttpRequest, premises_id: UUID, body: RowIn) -> Premises:
        premises = mine(request, premises_id, "premises.change")
        remove(**{kind: row_of(getattr(premises, rows), body.id)}, **acting(request))
        return selectors.get(premises_id, caller(request))

    view.__name__ = f"remove_{kind}"
    return view


for _kind in REMOVED_BY:
    verb(router, f"{PLACE}/remove-{_kind}/", shape=PremisesOut, summary=f"Take away: {_kind}")(
        removing(_kind)
    )


@verb(router, f"{PLACE}/move/", shape=PremisesOut, summary="Say that it moved")
def move(request: HttpRequest, premises_id: UUID, body: MoveIn) -> Premises:
    return services.move(
        premises=mine(request, premises_id, "premises.change"),
        reason=body.reason,
        on=body.on,
        version=body.version,
        address=body.address,
        territory=organization.territory(body.territory) if body.territory else None,
        rules=policy.rulebook(),
        **acting(request),
    )


@verb(router, f"{PLACE}/succeed/", shape=PremisesOut, summary="Say what took its place")
def succeed(request: HttpRequest, premises_id: UUID, body: SucceedIn) -> Premises:
    services.succeed(
        former=mine(request, premises_id, "premises.close"),
        successor=selectors.get(body.successor, caller(request)),
        on=body.on, reason=body.reason, **acting(request),
    )  # fmt: skip
    return selectors.get(premises_id, caller(request))


def decided(
    act: Callable[..., Premises], request: HttpRequest, premises_id: UUID, body: Schema
) -> Premises:
    """Let a decision be taken about an object of those the caller may decide about."""
    premises = mine(request, premises_id, "premises.assign")
    return act(premises=premises, rules=policy.rulebook(), **body.dict(), **acting(request))


@verb(
    router, f"{PLACE}/decide-key-unit/", shape=PremisesOut,
    summary="Decide whether it is a key unit; null lets the thresholds say",
)  # fmt: skip
def decide_key_unit(request: HttpRequest, premises_id: UUID, body: KeyUnitIn) -> Premises:
    return decided(services.decide_key_unit, request, premises_id, body)


@verb(
    router, f"{PLACE}/bound-visits/", shape=PremisesOut,
    summary="Set how often it is visited in a year",
)  # fmt: skip
def bound_visits(request: HttpRequest, premises_id: UUID, body: BoundsIn) -> Premises:
    return decided(services.bound_visits, request, premises_id, body)


@verb(
    router, f"{PLACE}/unbound-visits/", shape=PremisesOut,
    summary="Let the rule say how often it is visited",
)  # fmt: skip
def unbound_visits(request: HttpRequest, premises_id: UUID, body: ReopenIn) -> Premises:
    return decided(services.unbound_visits, request, premises_id, body)


@verb(
    router, f"{PLACE}/release-officer/", shape=PremisesOut,
    summary="Let the rule say again who answers for it",
)  # fmt: skip
def release_officer(request: HttpRequest, premises_id: UUID, body: ReleaseIn) -> Premises:
    premises = mine(request, premises_id, "premises.assign")
    services.release_officer(premises=premises, **body.dict(), **acting(request))
    return selectors.get(premises_id, caller(request))
