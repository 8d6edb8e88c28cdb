"""Whom and what an act may name: the choices of the screens' forms, asked the same way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema

from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.routers.organization import OrganizationOut
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["choices"])


class ChoiceOut(Schema):
    """Somebody who may be named: no more of a person than the choice needs."""

    id: UUID
    name: str
    posts: list[PostKind]

    @staticmethod
    def resolve_posts(person: Person) -> list[str]:
        return people.shown_posts(person)


class Choices(Schema):
    items: list[ChoiceOut]


class OrganizationChoices(Schema):
    items: list[OrganizationOut]


class PremisesChoice(Schema):
    id: UUID
    name: str
    address: str


class PremisesChoices(Schema):
    items: list[PremisesChoice] = Field(max_length=200)


def among(found: QuerySet[Person]) -> dict[str, Any]:
    return {"items": list(people.with_posts(found))}


@read(
    router, "/officers/", shape=Choices,
    summary="Officers of the caller's own station: who may be second, take over, be planned for",
)  # fmt: skip
def officers(request: HttpRequest) -> dict[str, Any]:
    return among(people.officers_of(caller(request).organization))


@read(
    router, "/visits/{uuid:visit_id}/possible-partners/", shape=Choices,
    summary="Who may be the second officer of a visit",
)  # fmt: skip
def partners(request: HttpRequest, visit_id: UUID) -> dict[str, Any]:
    found = inspections.visit(visit_id, caller(request))
    return among(people.officers_of(found.station).exclude(pk=found.lead_id))


@read(
    router, "/tasks/{uuid:task_id}/possible-officers/", shape=Choices,
    summary="Who may be given a task",
)  # fmt: skip
def of_task(request: HttpRequest, task_id: UUID) -> dict[str, Any]:
    return among(people.officers_of(inspections.task(task_id, caller(request)).station))


@read(
    router, "/premises/{uuid:premises_id}/possible-officers/", shape=Choices,
    summary="Who may inspect a supervised object, alone named or as second officer",
)  # fmt: skip
def of_premises(request: HttpRequest, premises_id: UUID) -> dict[str, Any]:
    return among(people.officers_of(premises.get(premises_id, caller(request)).station))


@read(
    router, "/premises/{uuid:premises_id}/possible-accountable/", shape=Choices,
    summary="Who may be made accountable for a supervised object",
)  # fmt: skip
def accountable(request: HttpRequest, premises_id: UUID) -> dict[str, Any]:
    gate.require(caller(request), "premises.assign")
    return among(premises.possible_accountable(premises.get(premises_id, caller(request))))


@read(
    router, "/premises/{uuid:premises_id}/possible-successors/", shape=PremisesChoices,
    summary="What may have taken the place of a supervised object",
)  # fmt: skip
def successors(request: HttpRequest, premises_id: UUID) -> dict[str, Any]:
    gate.require(caller(request), "premises.close")
    found = premises.get(premises_id, caller(request))
    return {"items": list(premises.possible_successors(found, caller(request))[:200])}


@read(
    router, "/hazards/{uuid:hazard_id}/possible-officers/", shape=Choices,
    summary="Who may take over a hazard",
)  # fmt: skip
def of_hazard(request: HttpRequest, hazard_id: UUID) -> dict[str, Any]:
    gate.require(caller(request), "hazards.reassign")
    found = hazards.get(hazard_id, caller(request))
    return among(people.officers_of(found.station).exclude(pk=found.officer_id))


@read(
    router, "/hazards/{uuid:hazard_id}/possible-receivers/", shape=OrganizationChoices,
    summary="To which organizations a hazard may be transferred",
)  # fmt: skip
def receivers(request: HttpRequest, hazard_id: UUID) -> dict[str, Iterable[Any]]:
    found = hazards.get(hazard_id, caller(request))
    return {"items": hazards.receivers(found, rules=policy.rulebook())}
