"""Long work in the background, and the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from ninja import Query, Router, Schema

from wanghuo.foundation.jobs import selectors as jobs
from wanghuo.foundation.jobs import services as job_services
from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.models import Entry
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.files import file_read
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import Nothing, read, verb
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate

router = Router(tags=["work"])
VERIFICATION = "journal.verify"


class JobOut(Schema):
    id: UUID
    kind: str
    state: State
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int
    summary: dict[str, Any]
    refusal: dict[str, Any]
    result_name: str


class JobPage(Schema):
    items: list[JobOut]
    next: str | None


class EntryOut(Schema):
    id: UUID
    number: int
    chain: str
    kind: str
    at: datetime
    by_label: str
    facts: dict[str, Any]
    hash: str
    sentence: str

    @staticmethod
    def resolve_chain(entry: Entry) -> str:
        return str(entry.chain)

    @staticmethod
    def resolve_sentence(entry: Entry) -> str:
        return journal.sentence(entry)


class EntryPage(Schema):
    items: list[EntryOut]
    next: str | None


@read(router, "/jobs/", shape=JobPage, summary="The caller's long work, newest first")
def job_list(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    person = caller(request)
    rows = jobs.of(person, and_of=access.answers_for(person))
    return page(rows, paging, order=("-created_at", "-id"))


def _job(request: HttpRequest, job_id: UUID) -> Job:
    person = caller(request)
    return jobs.get(job_id, seen_by=person, and_of=access.answers_for(person))


@read(router, "/jobs/{uuid:job_id}/", shape=JobOut, summary="How far one piece of work is")
def job(request: HttpRequest, job_id: UUID) -> Job:
    return _job(request, job_id)


@verb(router, "/jobs/{uuid:job_id}/cancel/", shape=JobOut, summary="Ask it to stop")
def cancel_job(request: HttpRequest, job_id: UUID, body: Nothing) -> Job:
    job_services.cancel(_job(request, job_id), at=clock.now())
    return _job(request, job_id)


@file_read(
    router, "/jobs/{uuid:job_id}/result/", media_type="application/octet-stream",
    summary="The file it made",
)  # fmt: skip
def job_result(request: HttpRequest, job_id: UUID) -> FileResponse:
    found = _job(request, job_id)
    if not found.result_digest:
        raise NotFound()
    return FileResponse(archive.opened(found.result_digest), content_type=found.result_media_type)


def entries(request: HttpRequest) -> QuerySet[Entry]:
    gate.require(caller(request), "journal.view")
    return journal.entries_of(access.chains_seen_by(caller(request)))


@read(router, "/journal/", shape=EntryPage, summary="Entries of the journal in sight, newest first")
def journal_list(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    return page(entries(request), paging, order=("-at", "-id"))


@read(router, "/journal/{uuid:entry_id}/", shape=EntryOut, summary="One entry")
def journal_entry(request: HttpRequest, entry_id: UUID) -> Entry:
    gate.require(caller(request), "journal.view")
    return journal.entry(entry_id, chains=access.chains_seen_by(caller(request)))


@verb(
    router, "/journal/verify/", shape=JobOut, status=201,
    summary="Prove every chain and archived file, in the background",
)  # fmt: skip
def verify_journal(request: HttpRequest, body: Nothing) -> Job:
    gate.require(caller(request), "journal.view")
    return job_services.start(VERIFICATION, by=caller(request), at=clock.now(), parameters={})
