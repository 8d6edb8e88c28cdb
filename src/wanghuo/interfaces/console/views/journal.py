"""The journal as a list, and its verification."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from wanghuo.foundation.jobs import selectors as jobs_selectors
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.listings import Column, DateFilter, Listing, TextFilter
from wanghuo.registers.access import selectors as access_selectors
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn

VERIFICATION = "journal.verify"


ENTRIES = Listing(
    key="journal",
    title=_("Journal"),
    columns=[
        Column("at", _("When"), "at", sort="at", width=18),
        Column(
            "sentence", _("What was done"), journal.sentence, width=60,
            link=lambda entry: reverse("console:entry", args=[entry.pk]),
        ),
        Column("by", _("By"), "by_label", width=24),
        Column("number", _("Entry"), "number", width=10),
        Column("kind", _("Kind"), "kind", width=26, is_default=False),
        Column("hash", _("Hash"), "hash", width=66, is_default=False),
    ],
    filters=[
        TextFilter("q", _("Person or kind of act"), apply=journal.found),
        DateFilter("at", _("Days"), is_instant=True),
    ],
    orders={"newest": ("-at", "-id")},
    empty=_("Every act appears here with who did it and when, as soon as there is one."),
)  # fmt: skip


@login_required
@require_GET
def entry_list(request: SignedIn) -> HttpResponseBase:
    """GET /journal/."""
    access.require(request.user, "journal.view")
    entries = journal.entries_of(access_selectors.chains_seen_by(request.user))
    last = jobs_selectors.latest(VERIFICATION)
    return listings.respond(
        request, ENTRIES, entries, template="console/journal.html", last=last,
        chain_count=journal.chain_count(),
    )  # fmt: skip


@login_required
@require_GET
def entry(request: SignedIn, entry_id: UUID) -> HttpResponse:
    """GET /journal/ID/: one entry with its facts, rows and links."""
    access.require(request.user, "journal.view")
    entry = journal.entry(entry_id, chains=access_selectors.chains_seen_by(request.user))
    context = {
        "entry": entry,
        "sentence": journal.sentence(entry),
        "subjects": journal.subjects_of(entry),
    }
    return render(request, "console/entry.html", context)


@login_required
@require_POST
def verify(request: SignedIn) -> HttpResponse:
    """POST /journal/verify/: start a verification in the background."""
    access.require(request.user, "journal.view")
    job = jobs.start(VERIFICATION, by=request.user, at=clock.now(), parameters={})
    return redirect("console:job", job.pk)
