"""People, the posts they hold and their accounts; organizations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.interfaces.api.v1.authentication import acting, caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routers.organization import OrganizationOut, OrganizationPage
from wanghuo.interfaces.api.v1.routing import Nothing, read, verb
from wanghuo.registers.access import selectors, services
from wanghuo.registers.access.models import ApiToken, Assignment, Person
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization import services as organization_services
from wanghuo.registers.organization.domain.kinds import OrganizationKind, PostKind
from wanghuo.registers.organization.models import Organization

router = Router(tags=["people"])


class PersonOut(Schema):
    id: UUID
    username: str
    name: str
    police_number: str
    organization: UUID = Field(alias="organization_id")
    is_certified: bool
    is_active: bool


class PersonPage(Schema):
    items: list[PersonOut]
    next: str | None


class AssignmentOut(Schema):
    id: UUID
    person: UUID = Field(alias="person_id")
    post: PostKind = Field(alias="post.kind")
    organization: str = Field(alias="post.organization.code")
    since: date
    until: date | None


class AssignmentList(Schema):
    items: list[AssignmentOut]


class PersonIn(Schema):
    username: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=64)
    organization: str
    password: str = Field(description="the first one; it must be changed at the first sign-in")
    police_number: str = Field("", max_length=32)
    phone: str = Field("", max_length=32)
    is_certified: bool = False


class PersonChangeIn(Schema):
    name: str | None = Field(None, min_length=1, max_length=64)
    police_number: str | None = Field(None, max_length=32)
    phone: str | None = Field(None, max_length=32)
    is_certified: bool | None = None


class GivePostIn(Schema):
    organization: str
    post: PostKind
    since: date
    territories: list[str] = Field([], description="12-digit codes of communities looked after")


class EndPostIn(Schema):
    until: date = Field(description="first day the post is no longer held")


class WhyIn(Schema):
    reason: str = Field(min_length=1, max_length=200)


class PasswordIn(Schema):
    password: str


class OrganizationIn(Schema):
    name: str | None = Field(None, min_length=1, max_length=128)
    short_name: str | None = Field(None, max_length=64)
    name_en: str | None = Field(None, max_length=200)
    address: str | None = Field(None, max_length=200)
    phone: str | None = Field(None, max_length=32)
    is_active: bool | None = None


class NewOrganizationIn(Schema):
    code: str = Field(min_length=1, max_length=32)
    name: str = Field(min_length=1, max_length=128)
    kind: OrganizationKind
    territory: str = Field(description="12-digit code of its seat")
    covers: list[str] = Field(min_length=1, description="12-digit codes of what it covers")
    since: date
    parent: str = Field("", description="code of the organization above it")
    short_name: str = Field("", max_length=64)
    name_en: str = Field("", max_length=200)
    address: str = Field("", max_length=200)
    phone: str = Field("", max_length=32)


class CoverIn(Schema):
    territory: str = Field(description="12-digit code")
    since: date


class EndJurisdictionIn(Schema):
    territory: str = Field(description="12-digit code of what it covers by itself")
    until: date = Field(description="first day it no longer covers it: today or earlier")


class TokenOut(Schema):
    id: UUID
    name: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class TokenList(Schema):
    items: list[TokenOut]


def require_organizing(request: HttpRequest) -> None:
    """Raises: PostLacksPermission."""
    services.require(caller(request), "organization.manage")


def on_account(
    act: Callable[..., Person], request: HttpRequest, person_id: UUID, **facts: Any
) -> Person:
    """Let an act happen to somebody the caller may administer."""
    return act(person=managed(request, person_id), **facts, **acting(request))


def managed(request: HttpRequest, person_id: UUID) -> Person:
    """Return a person the caller may administer. Raises: NotAllowed, NotFound."""
    services.require(caller(request), "access.manage")
    return selectors.person(person_id, seen_by=caller(request))


@read(router, "/people/", shape=PersonPage, summary="People in sight, by user name")
def people(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    services.require(caller(request), "access.manage")
    return page(selectors.people(seen_by=caller(request)), paging, order=("username", "id"))


@read(router, "/people/{uuid:person_id}/", shape=PersonOut, summary="One person")
def person(request: HttpRequest, person_id: UUID) -> Person:
    return selectors.person(person_id, seen_by=caller(request))


@read(
    router, "/people/{uuid:person_id}/assignments/", shape=AssignmentList,
    summary="The posts a person holds and held",
)  # fmt: skip
def assignments(request: HttpRequest, person_id: UUID) -> dict[str, Any]:
    found = selectors.person(person_id, seen_by=caller(request))
    rows = selectors.assignments_of(found).select_related("post__organization")
    return {"items": list(rows)}


@verb(router, "/people/", shape=PersonOut, status=201, summary="Add a person")
def add_person(request: HttpRequest, body: PersonIn) -> Person:
    services.require(caller(request), "access.manage")
    wanted = organizations.organization(body.organization)
    given = body.dict() | {"organization": wanted}
    return services.add_person(**given, **acting(request))


@verb(router, "/people/{uuid:person_id}/change/", shape=PersonOut, summary="Change particulars")
def change_person(request: HttpRequest, person_id: UUID, body: PersonChangeIn) -> Person:
    changes = body.dict(exclude_none=True)
    return on_account(services.change_person, request, person_id, changes=changes)


@verb(
    router, "/people/{uuid:person_id}/assign/", shape=AssignmentOut, status=201,
    summary="Give a post from a day on",
)  # fmt: skip
def assign(request: HttpRequest, person_id: UUID, body: GivePostIn) -> Assignment:
    found = managed(request, person_id)
    organization = organizations.organization(body.organization)
    return services.assign(
        person=found,
        post=organization_services.post_in(organization, body.post),
        since=body.since,
        territories=[organizations.territory(code) for code in body.territories],
        **acting(request),
    )


@verb(
    router, "/assignments/{uuid:assignment_id}/end/", shape=AssignmentOut,
    summary="Let a post end on a day",
)  # fmt: skip
def end_assignment(request: HttpRequest, assignment_id: UUID, body: EndPostIn) -> Assignment:
    services.require(caller(request), "access.manage")
    found = selectors.assignment(assignment_id, seen_by=caller(request))
    return services.end_assignment(assignment=found, until=body.until, **acting(request))


@verb(router, "/people/{uuid:person_id}/close/", shape=PersonOut, summary="Close the account")
def close_account(request: HttpRequest, person_id: UUID, body: WhyIn) -> Person:
    return on_account(services.deactivate, request, person_id, **body.dict())


@verb(router, "/people/{uuid:person_id}/open/", shape=PersonOut, summary="Open it again")
def open_account(request: HttpRequest, person_id: UUID, body: Nothing) -> Person:
    return on_account(services.reactivate, request, person_id)


@verb(
    router, "/people/{uuid:person_id}/reset-password/", shape=PersonOut,
    summary="Set a password that must be changed at the next sign-in",
)  # fmt: skip
def reset_password(request: HttpRequest, person_id: UUID, body: PasswordIn) -> Person:
    return on_account(services.reset_password, request, person_id, **body.dict())


@read(router, "/organizations/", shape=OrganizationPage, summary="Every organization, by code")
def organization_list(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    require_organizing(request)
    return page(organizations.active(), paging, order=("code", "id"))


@verb(
    router, "/organizations/", shape=OrganizationOut, status=201,
    summary="Found an organization that covers some territories",
)  # fmt: skip
def found_organization(request: HttpRequest, body: NewOrganizationIn) -> Organization:
    require_organizing(request)
    given = body.dict() | {
        "territory": organizations.territory(body.territory),
        "covers": [organizations.territory(code) for code in body.covers],
        "parent": organizations.organization(body.parent) if body.parent else None,
    }
    return organization_services.found_organization(**given, **acting(request))


@verb(
    router, "/organizations/{code}/cover/", shape=OrganizationOut,
    summary="Let it cover one more territory, with everything below",
)  # fmt: skip
def cover(request: HttpRequest, code: str, body: CoverIn) -> Organization:
    require_organizing(request)
    found = organizations.organization(code)
    organization_services.cover(
        organization=found, territory=organizations.territory(body.territory), since=body.since,
        **acting(request),
    )  # fmt: skip
    return found


@verb(
    router, "/organizations/{code}/end-jurisdiction/", shape=OrganizationOut,
    summary="End that it covers a territory; what lies there passes to the station that does",
)  # fmt: skip
def end_jurisdiction(request: HttpRequest, code: str, body: EndJurisdictionIn) -> Organization:
    require_organizing(request)
    found = organizations.organization(code)
    organization_services.end_jurisdiction(
        jurisdiction=organizations.jurisdiction(found, organizations.territory(body.territory)),
        until=body.until, **acting(request),
    )  # fmt: skip
    return found


@verb(
    router, "/organizations/{code}/change/", shape=OrganizationOut,
    summary="Change an organization's particulars",
)  # fmt: skip
def change_organization(request: HttpRequest, code: str, body: OrganizationIn) -> Organization:
    require_organizing(request)
    return organization_services.change_organization(
        organization=organizations.organization(code),
        changes=body.dict(exclude_none=True), **acting(request),
    )  # fmt: skip


@read(router, "/tokens/", shape=TokenList, summary="The caller's access tokens")
def tokens(request: HttpRequest) -> dict[str, Any]:
    return {"items": list(selectors.tokens_of(caller(request)))}


@verb(router, "/tokens/{uuid:token_id}/revoke/", shape=TokenOut, summary="Revoke a token")
def revoke_token(request: HttpRequest, token_id: UUID, body: Nothing) -> ApiToken:
    found = selectors.tokens_of(caller(request)).filter(pk=token_id).first()
    if found is None:
        raise NotFound()
    return services.revoke_token(token=found, **acting(request))
