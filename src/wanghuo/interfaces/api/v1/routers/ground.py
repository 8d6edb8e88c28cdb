"""Organizations and divisions as their pages show them, for those who manage them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.routers.organization import OrganizationOut, TerritoryOut
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.organization import selectors
from wanghuo.registers.organization.domain.kinds import PostKind

router = Router(tags=["organization"])


class CoveredOut(Schema):
    territory: str = Field(alias="territory.code")
    name: str = Field(alias="territory.name")
    since: date
    until: date | None


class HolderOut(Schema):
    person: UUID = Field(alias="person_id")
    name: str = Field(alias="person.name")
    post: PostKind = Field(alias="post.kind")
    since: date
    until: date | None


class OrganizationRead(Schema):
    organization: OrganizationOut
    covers: list[CoveredOut]
    holders: list[HolderOut]


class DivisionOut(Schema):
    territory: TerritoryOut
    above: list[TerritoryOut] = Field(description="the divisions around it, the widest first")
    within: list[TerritoryOut] = Field(description="what lies directly in it")
    organizations: list[OrganizationOut] = Field(description="whose jurisdiction includes it")


@read(
    router, "/organizations/{str:code}/", shape=OrganizationRead,
    summary="One organization, what it covers and who holds its posts",
)  # fmt: skip
def organization(request: HttpRequest, code: str) -> dict[str, Any]:
    gate.require(caller(request), "organization.manage")
    found = selectors.organization(code)
    return {
        "organization": found,
        "covers": selectors.jurisdictions_of(found),
        "holders": access.holders_by_post(found),
    }


@read(
    router, "/territories/{str:code}/", shape=DivisionOut,
    summary="One division with what is around it, in it and over it",
)  # fmt: skip
def division(request: HttpRequest, code: str) -> dict[str, Any]:
    gate.require(caller(request), "organization.manage")
    found = selectors.territory(code)
    return {
        "territory": found,
        "above": selectors.above(found),
        "within": selectors.within(found),
        "organizations": selectors.covering(found),
    }
