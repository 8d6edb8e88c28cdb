"""Organizations, territories, and who is calling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.registers.access import selectors as access
from wanghuo.registers.organization import selectors

router = Router(tags=["organization"])


class OrganizationOut(Schema):
    id: UUID
    code: str
    name: str
    name_en: str
    kind: str
    line: str


class OrganizationPage(Schema):
    items: list[OrganizationOut]
    next: str | None


class TerritoryOut(Schema):
    id: UUID
    code: str
    name: str
    name_en: str
    level: str
    is_rural: bool


class TerritoryPage(Schema):
    items: list[TerritoryOut]
    next: str | None


class PostOut(Schema):
    kind: str
    organization: str


class Me(Schema):
    id: UUID
    username: str
    name: str
    organization: OrganizationOut
    posts: list[PostOut]
    permissions: list[str]


@read(router, "/me/", shape=Me, summary="Who is calling, and what they may do")
def me(request: HttpRequest) -> dict[str, Any]:
    person = caller(request)
    return {
        "id": person.id,
        "username": person.username,
        "name": person.name,
        "organization": person.organization,
        "posts": [
            {"kind": held.post.kind, "organization": held.post.organization.code}
            for held in access.current_posts(person)
        ],
        "permissions": sorted(access.permissions_of(person)),
    }


@read(router, "/stations/", shape=OrganizationPage, summary="Stations in sight")
def stations(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    scope = access.scope_of(caller(request))
    seen = scope.limit(selectors.stations(), station="pk", territory="territory")
    return page(seen, paging, order=("code", "pk"))


@read(router, "/territories/", shape=TerritoryPage, summary="Territories the caller covers")
def territories(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    ground = selectors.ground_of(caller(request).organization)
    return page(ground, paging, order=("code", "pk"))
