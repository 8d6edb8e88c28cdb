"""
Background work: its progress, results and the rows it could not take.

One sees one's own; who runs the installation sees the installation's too.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from wanghuo.foundation.jobs import registry
from wanghuo.foundation.jobs import selectors as jobs_selectors
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.refusals import NotFound, filled
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.listings import Column, Listing, TermFilter
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.requests import SignedIn

TONES = {
    State.WAITING: "wait",
    State.RUNNING: "wait",
    State.DONE: "done",
    State.FAILED: "overdue",
    State.CANCELLED: "quiet",
}


def _title(job: Job) -> str:
    return gettext(registry.title_of(job.kind))


JOBS = Listing(
    key="jobs",
    title=_("Background work"),
    columns=[
        Column(
            "title",
            _("Work"),
            _title,
            width=28,
            link=lambda job: reverse("console:job", args=[job.pk]),
        ),
        Column("state", _("State"), "get_state_display", tone=lambda job: TONES[State(job.state)]),
        Column("created", _("Started"), "created_at", sort="created_at", width=18),
        Column("ended", _("Ended"), "ended_at", width=18),
        Column("result", _("Result"), "result_name", width=32),
    ],
    filters=[TermFilter("state", _("State"), State)],
    orders={"newest": ("-created_at", "-id")},
    empty=_(
        "Imports, exports, plans and other long work you start appear here with their progress "
        "and results."
    ),
)

FAILURES = Listing(
    key="job-failures",
    title=_("Rows that were not taken"),
    columns=[
        Column("sheet", _("Sheet"), "sheet", width=16),
        Column("row", _("Row"), "row", width=8),
        Column("column", _("Column"), "column", width=18),
        Column("value", _("Value"), "value", width=24),
        Column("reason", _("Reason"), "reason", width=44),
        Column("remedy", _("Remedy"), "remedy", width=44),
    ],
    orders={"found": ("id",)},
    empty=_("Every row was taken."),
)


@login_required
@require_GET
def job_list(request: SignedIn) -> HttpResponseBase:
    """GET /jobs/."""
    rows = jobs_selectors.of(request.user, and_of=access.answers_for(request.user))
    return listings.respond(request, JOBS, rows)


def _job(request: SignedIn, job_id: UUID) -> Job:
    return jobs_selectors.get(job_id, seen_by=request.user, and_of=access.answers_for(request.user))


@login_required
@require_GET
def job(request: SignedIn, job_id: UUID) -> HttpResponseBase:
    """GET /jobs/ID/: progress while it runs, then the result and the failures."""
    job = _job(request, job_id)
    if request.htmx and request.htmx.target == "progress":
        response = render(request, "console/parts/job_progress.html", _said(job))
        if job.has_ended:
            response.headers["HX-Refresh"] = "true"
        return response
    return listings.respond(
        request, FAILURES, job.failures.all(), template="console/job.html", **_said(job)
    )


@login_required
@require_POST
def cancel(request: SignedIn, job_id: UUID) -> HttpResponse:
    """POST /jobs/ID/cancel/."""
    job = _job(request, job_id)
    jobs.cancel(job, at=clock.now())
    return redirect("console:job", job.pk)


@login_required
@require_GET
def result(request: SignedIn, job_id: UUID) -> FileResponse:
    """GET /jobs/ID/result/: the file the work made."""
    job = _job(request, job_id)
    if not job.result_digest:
        raise NotFound()
    return FileResponse(
        archive.opened(job.result_digest), as_attachment=True, filename=job.result_name,
        content_type=job.result_media_type,
    )  # fmt: skip


def _said(job: Job) -> dict[str, Any]:
    refusal = job.refusal or {}
    facts = refusal.get("facts", {})
    return {
        "job": job,
        "job_title": _title(job),
        "tone": TONES[State(job.state)],
        "refused_why": filled(gettext(refusal["says"]), facts) if refusal.get("says") else "",
        "refused_remedy": filled(gettext(refusal["remedy"]), facts)
        if refusal.get("remedy")
        else "",
        "summary": [
            (gettext(words), job.summary[name])
            for name, words in registry.counts_of(job.kind).items()
            if name in job.summary
        ],
    }
