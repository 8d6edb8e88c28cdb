"""The time line of a record: the acts on it, as sentences, from the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from ninja import Query, Router, Schema

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.models import Entry
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.registers.access import services as gate
from wanghuo.registers.documents import selectors as documents
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.policy import selectors as policy
from wanghuo.registers.premises import selectors as premises

router = Router(tags=["journal"])


class ActOut(Schema):
    """One act on the record; ``/journal/{id}/`` has the entry for those who may read it."""

    id: UUID
    at: datetime
    by: str
    kind: str
    sentence: str

    @staticmethod
    def resolve_by(entry: Entry) -> str:
        return entry.by_label

    @staticmethod
    def resolve_sentence(entry: Entry) -> str:
        return journal.sentence(entry)


class Timeline(Schema):
    items: list[ActOut]
    next: str | None


def acts_on(row: Model, paging: Paging) -> dict[str, Any]:
    return page(journal.entries_about(row), paging, order=("-at", "-id"))


@read(
    router, "/premises/{uuid:premises_id}/timeline/", shape=Timeline,
    summary="Acts on a supervised object, newest first",
)  # fmt: skip
def of_premises(request: HttpRequest, premises_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    return acts_on(premises.get(premises_id, caller(request)), paging)


@read(
    router, "/tasks/{uuid:task_id}/timeline/", shape=Timeline,
    summary="Acts on a task, newest first",
)  # fmt: skip
def of_task(request: HttpRequest, task_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    return acts_on(inspections.readable_task(task_id, caller(request)), paging)


@read(
    router, "/visits/{uuid:visit_id}/timeline/", shape=Timeline,
    summary="Acts on a visit, newest first",
)  # fmt: skip
def of_visit(request: HttpRequest, visit_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    return acts_on(inspections.readable_visit(visit_id, caller(request)), paging)


@read(
    router, "/hazards/{uuid:hazard_id}/timeline/", shape=Timeline,
    summary="Acts on a hazard, newest first",
)  # fmt: skip
def of_hazard(request: HttpRequest, hazard_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    return acts_on(hazards.readable(hazard_id, caller(request)), paging)


@read(
    router, "/documents/{uuid:document_id}/timeline/", shape=Timeline,
    summary="Acts on a document, newest first",
)  # fmt: skip
def of_document(request: HttpRequest, document_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    return acts_on(documents.readable(document_id, seen_by=caller(request)), paging)


@read(
    router, "/local-editions/{uuid:edition_id}/timeline/", shape=Timeline,
    summary="Acts on a local edition of a rule, newest first",
)  # fmt: skip
def of_edition(request: HttpRequest, edition_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    gate.require(caller(request), "policy.view")
    return acts_on(policy.local_edition(edition_id), paging)


@read(
    router, "/organizations/{str:code}/timeline/", shape=Timeline,
    summary="Acts on an organization, newest first",
)  # fmt: skip
def of_organization(request: HttpRequest, code: str, paging: Query[Paging]) -> dict[str, Any]:
    gate.require(caller(request), "organization.manage")
    return acts_on(organizations.organization(code), paging)
