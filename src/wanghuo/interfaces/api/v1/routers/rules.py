"""Rules: found, read with their editions, decided locally; check lists, duties, working days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.rulebook import checklists
from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Certainty, Edition, EditionStatus
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import acting, caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read, verb
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import PostKind
from wanghuo.registers.policy import selectors, services
from wanghuo.registers.policy.models import LocalEdition

router = Router(tags=["rules"])
DIGITS = r"^\d*$"


class Bilingual(Schema):
    zh: str
    en: str


class Cited(Schema):
    code: str = Field(description="short code and article, e.g. `FL 60(1)(3)`")
    words: Bilingual


class EditionOut(Schema):
    place: str
    since: date
    until: date | None
    certainty: Certainty
    status: EditionStatus
    source: Cited
    read_on: date
    note: Bilingual
    local_edition: UUID | None


class RuleOut(Schema):
    key: str
    title: Bilingual
    edition: EditionOut


class RuleRead(RuleOut):
    value: Any = Field(description="what the rule says; its form depends on the family")
    history: list[EditionOut]
    touches: list[str] = Field(description="keys of the rules that refer to this one")


class RuleList(Schema):
    items: list[RuleOut]


class RuleFilter(Schema):
    q: str = Field("", max_length=200)
    family: str = Field("", max_length=40)
    certainty: Certainty | None = None
    on: date | None = Field(None, description="in force on this day; today without it")
    place: str | None = Field(None, max_length=12, pattern=DIGITS)


class Moment(Schema):
    on: date | None = None
    place: str | None = Field(None, max_length=12, pattern=DIGITS)


class FaultOut(Schema):
    """One way to be wrong; the code is sent with an answer and ticks the box of the record."""

    code: str
    title: Bilingual


class ItemOut(Schema):
    key: str
    group: str
    title: Bilingual
    where: Bilingual
    how: Bilingual
    right: Bilingual
    wrong: Bilingual
    faults: list[FaultOut]
    then: Bilingual
    applies_when: Bilingual
    violation: str
    act: int | None
    order: str
    default_days: int
    citations: list[Cited]
    is_to_be_confirmed: bool


class ListOut(Schema):
    key: str
    title: Bilingual
    edition: str
    items: list[ItemOut]


class DutyOut(Schema):
    post: str
    key: str
    title: Bilingual
    detail: Bilingual
    every: Bilingual
    citations: list[Cited]
    is_to_be_confirmed: bool


class DutyListOut(Schema):
    items: list[DutyOut]


class PostList(Schema):
    items: list[PostKind]


class LocalEditionOut(Schema):
    id: UUID
    key: str
    place: str
    since: date
    until: date | None
    value: Any
    is_addition: bool
    is_confirmed: bool
    document: str
    reason: str
    entered_at: datetime
    withdrawn_at: datetime | None
    version: int


class LocalEditionPage(Schema):
    items: list[LocalEditionOut]
    next: str | None


class LocalEditionIn(Schema):
    key: str = Field(max_length=96)
    place: str = Field("", max_length=12)
    since: date
    until: date | None = None
    value: Any
    is_addition: bool = False
    is_confirmed: bool = False
    document: str = Field("", max_length=128)
    reason: str = Field(max_length=500)


class DecidedIn(Schema):
    version: int
    reason: str = Field(max_length=500)


class EndedIn(DecidedIn):
    until: date


def reader(request: HttpRequest) -> Person:
    """Return the caller, who may see rules. Raises: PostLacksPermission."""
    person = caller(request)
    gate.require(person, "policy.view")
    return person


def when_and_where(moment: Moment | RuleFilter, person: Person) -> dict[str, Any]:
    """Return day and place asked for; today and the caller's county without them."""
    place = selectors.home_place(person) if moment.place is None else moment.place
    return {"on": moment.on or clock.today(), "place": place}


def bilingual(words: Words) -> dict[str, str]:
    return words.as_data()


def cited(citation: Citation) -> dict[str, Any]:
    return {"code": citation.code, "words": bilingual(citation.words)}


def edition_out(edition: Edition) -> dict[str, Any]:
    return {
        "place": edition.place,
        "since": edition.since,
        "until": edition.in_force.end,
        "certainty": edition.certainty,
        "status": edition.status,
        "source": cited(edition.source.citation),
        "read_on": edition.source.read_on,
        "note": bilingual(edition.note),
        "local_edition": edition.id or None,
    }


@read(router, "/rules/", shape=RuleList, summary="Rules in force, by words, family, certainty")
def rules(request: HttpRequest, filters: Query[RuleFilter]) -> dict[str, Any]:
    found = selectors.found_rules(
        filters.q, family=filters.family, certainty=filters.certainty or "",
        **when_and_where(filters, reader(request)),
    )  # fmt: skip
    return {
        "items": [
            {"key": hit.key, "title": bilingual(hit.title), "edition": edition_out(hit.edition)}
            for hit in found
        ]
    }


@read(router, "/rules/{str:key}/", shape=RuleRead, summary="One rule with its editions")
def rule(request: HttpRequest, key: str, moment: Query[Moment]) -> dict[str, Any]:
    person = reader(request)
    found = selectors.rule_page(key, seen_by=person, **when_and_where(moment, person))
    return {
        "key": key,
        "title": bilingual(found.rule.title),
        "edition": edition_out(found.edition),
        "value": found.edition.value,
        "history": [edition_out(line.edition) for line in found.history],
        "touches": [touch.key for touch in found.touched],
    }


@read(router, "/check-lists/{str:key}/", shape=ListOut, summary="A check list with its items")
def check_list(request: HttpRequest, key: str, moment: Query[Moment]) -> dict[str, Any]:
    """``key`` is the kind: ``unit``, ``small_shop``, ``villagers_committee``."""
    found = checklists.checklist(
        selectors.rulebook(), f"checklists.{key}", **when_and_where(moment, reader(request))
    )
    texts = ("title", "where", "how", "right", "wrong", "then", "applies_when")
    plain = ("key", "group", "violation", "act", "order", "default_days", "is_to_be_confirmed")
    return {
        "key": key,
        "title": bilingual(found.title),
        "edition": found.edition,
        "items": [
            {name: bilingual(getattr(item, name)) for name in texts}
            | {name: getattr(item, name) for name in plain}
            | {"citations": [cited(one) for one in item.citations]}
            | {
                "faults": [
                    {"code": fault.code, "title": bilingual(fault.title)} for fault in item.faults
                ]
            }
            for item in found.items
        ],
    }


@read(router, "/posts/", shape=PostList, summary="Posts whose duties are known")
def posts(request: HttpRequest) -> dict[str, Any]:
    reader(request)
    return {"items": selectors.posts_with_duties()}


@read(router, "/my-duties/", shape=DutyListOut, summary="Duties of the caller's posts, or of one")
def my_duties(request: HttpRequest, post: PostKind | None = None) -> dict[str, Any]:
    return {
        "items": [
            {
                "post": held.post,
                "key": duty.key,
                "title": bilingual(duty.title),
                "detail": bilingual(duty.detail),
                "every": bilingual(duty.every),
                "citations": [cited(one) for one in duty.citations],
                "is_to_be_confirmed": duty.is_to_be_confirmed,
            }
            for held in selectors.duty_lists(caller(request), on=clock.today(), post=post or "")
            for duty in held.duties
        ]
    }


@read(router, "/local-editions/", shape=LocalEditionPage, summary="Local decisions, newest first")
def local_editions(request: HttpRequest, paging: Query[Paging], key: str = "") -> dict[str, Any]:
    reader(request)
    return page(selectors.local_editions(key), paging, order=("-since", "-id"))


@verb(router, "/local-editions/", shape=LocalEditionOut, status=201, summary="Enter one")
def add_local_edition(request: HttpRequest, body: LocalEditionIn) -> LocalEdition:
    return services.add_local_edition(**body.dict(), **acting(request))


@read(
    router, "/local-editions/{uuid:edition_id}/", shape=LocalEditionOut, summary="One local edition"
)
def local_edition(request: HttpRequest, edition_id: UUID) -> LocalEdition:
    reader(request)
    return selectors.local_edition(edition_id)


@verb(
    router, "/local-editions/{uuid:edition_id}/confirm/", shape=LocalEditionOut,
    summary="Note that it is confirmed",
)  # fmt: skip
def confirm(request: HttpRequest, edition_id: UUID, body: DecidedIn) -> LocalEdition:
    edition = selectors.local_edition(edition_id)
    return services.confirm_local_edition(edition=edition, **body.dict(), **acting(request))


@verb(router, "/local-editions/{uuid:edition_id}/end/", shape=LocalEditionOut, summary="Let it end")
def end(request: HttpRequest, edition_id: UUID, body: EndedIn) -> LocalEdition:
    edition = selectors.local_edition(edition_id)
    return services.end_local_edition(edition=edition, **body.dict(), **acting(request))


@verb(
    router, "/local-editions/{uuid:edition_id}/withdraw/", shape=LocalEditionOut,
    summary="Take it back",
)  # fmt: skip
def withdraw(request: HttpRequest, edition_id: UUID, body: DecidedIn) -> LocalEdition:
    edition = selectors.local_edition(edition_id)
    return services.withdraw_local_edition(edition=edition, **body.dict(), **acting(request))
