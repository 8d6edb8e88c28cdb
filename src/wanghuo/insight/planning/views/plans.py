"""A station's plans: the list, one plan as a year, and the steps from draft to tasks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.forms import ApprovalForm, DraftForm, ReasonForm
from wanghuo.insight.planning.models import Plan
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organization

TONES = {
    PlanStatus.DRAFT: "wait",
    PlanStatus.SUBMITTED: "soon",
    PlanStatus.APPROVED: "soon",
    PlanStatus.PUBLISHED: "done",
    PlanStatus.SUPERSEDED: "quiet",
}

PLANS = listings.Listing(
    key="plans",
    title=gettext_lazy("Annual plans"),
    columns=[
        listings.Column(
            "year",
            gettext_lazy("Year"),
            lambda plan: str(plan.year),
            link=lambda plan: reverse("planning:plan", args=[plan.pk]),
            under=lambda plan: _("Edition {number}").format(number=plan.edition),
        ),
        listings.Column("station", gettext_lazy("Police station"), "station.name", width=24),
        listings.Column(
            "status",
            gettext_lazy("Status"),
            "get_status_display",
            tone=lambda plan: TONES[PlanStatus(plan.status)],
        ),
        listings.Column("visits", gettext_lazy("Number of visits"), "visits"),
        listings.Column("objects", gettext_lazy("Objects"), "objects_count"),
        listings.Column("covered", gettext_lazy("With required visits"), "objects_covered"),
        listings.Column("missing", gettext_lazy("Visits missing"), "missing_visits"),
        listings.Column("made_at", gettext_lazy("Drafted on"), "made_at", under="made_by.name"),
        listings.Column("approved_by", gettext_lazy("Approved by"), "approved_by.name"),
    ],
    filters=[
        listings.OrganizationFilter("station"),
        listings.TermFilter("status", gettext_lazy("Status"), PlanStatus),
        listings.FlagFilter(
            "short",
            gettext_lazy("Falls short"),
            apply=lambda rows: rows.filter(missing_visits__gt=0),
        ),
    ],
    orders={"newest": ("-year", "-made_at", "-id")},
    empty=gettext_lazy(
        "No plan has been drafted yet. A plan spreads the required visits of a year over months"
        " and officers; draft one with the button above."
    ),
)


@login_required
@require_GET
def plan_list(request: SignedIn) -> HttpResponseBase:
    """GET /plans/."""
    gate.require(request.user, "planning.view")
    return listings.respond(
        request,
        PLANS,
        selectors.plans(seen_by=request.user),
        template="planning/plan_list.html",
        may_draft=access.may(request.user, "planning.draft"),
    )


@login_required
@require_GET
def plan(request: SignedIn, plan_id: UUID) -> HttpResponse:
    """GET /plans/ID/: the year in months, the load of each officer, what is unmet."""
    gate.require(request.user, "planning.view")
    found = selectors.plan(plan_id, seen_by=request.user)
    verbs = ("draft", "adjust", "approve", "publish")
    context = {
        "plan": found,
        "tone": TONES[PlanStatus(found.status)],
        "report": selectors.described(found.report),
        "may": {verb: access.may(request.user, f"planning.{verb}") for verb in verbs},
        "is_short": found.is_short,
        "answering": selectors.answering(found),
        "timeline": journal.timeline(found),
        "editions": selectors.plans_of(found.station, found.year),
        "form": ApprovalForm(is_short=found.is_short),
    }
    return render(request, "planning/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: SignedIn) -> HttpResponse:
    """GET and POST /plans/new/: draft a plan now; for every station, in the background."""
    gate.require(request.user, "planning.draft")
    today = clock.today()
    stations = organization.stations_seen_from(request.user.organization).order_by("code")
    first = {"year": today.year + 1 if today.month >= 10 else today.year}
    asked = {name: request.GET[name] for name in ("station", "year") if name in request.GET}
    form = DraftForm(request.POST or None, stations=stations, initial=first | asked)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            made = services.draft(
                station=given["station"], year=given["year"], seed=given["seed"],
                reason=given["reason"], by=request.user, at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("The plan is drafted. Look at it, change it, submit it."))
            return redirect("planning:plan", made.pk)
    context = {"form": form, "several": len(stations) > 1}
    return render(request, "planning/draft.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def draft_all(request: SignedIn) -> HttpResponse:
    """POST /plans/new/all/: draft the plans of every station one sees, as a job."""
    gate.require(request.user, "planning.draft")
    stations = organization.stations_seen_from(request.user.organization).order_by("code")
    form = DraftForm(request.POST, stations=stations)
    form.fields["station"].required = False
    if not form.is_valid():
        context = {"form": form, "several": True}
        return render(request, "planning/draft.html", context, status=422)
    job = jobs.start(
        "planning.draft",
        by=request.user,
        at=clock.now(),
        parameters={
            "year": form.cleaned_data["year"],
            "stations": [station.code for station in stations],
            "seed": form.cleaned_data["seed"],
            "reason": form.cleaned_data["reason"],
        },
    )
    return redirect("console:job", job.pk)


@login_required
@require_POST
def submit(request: SignedIn, plan_id: UUID) -> HttpResponse:
    """POST /plans/ID/submit/."""
    found = selectors.plan(plan_id, seen_by=request.user)
    services.submit(plan=found, by=request.user, at=clock.now(), version=_version(request))
    messages.success(request, _("The plan waits for the chief's approval."))
    return redirect("planning:plan", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def approve(request: SignedIn, plan_id: UUID) -> HttpResponse:
    """GET and POST /plans/ID/approve/: with a decision on what falls short."""
    gate.require(request.user, "planning.approve")
    found = selectors.plan(plan_id, seen_by=request.user)
    form = ApprovalForm(request.POST or None, is_short=found.is_short)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.approve(
                plan=found, by=request.user, at=clock.now(), version=_version(request),
                shortage_decision=form.cleaned_data.get("shortage_decision", ""),
            )  # fmt: skip
            messages.success(request, _("The plan is approved. Publish it to open its tasks."))
            return redirect("planning:plan", found.pk)
    context = {"plan": found, "form": form, "report": selectors.described(found.report)}
    return render(request, "planning/approve.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request: SignedIn, plan_id: UUID) -> HttpResponse:
    """GET and POST /plans/ID/send-back/."""
    gate.require(request.user, "planning.approve")
    found = selectors.plan(plan_id, seen_by=request.user)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.send_back(
                plan=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now(),
                version=_version(request),
            )  # fmt: skip
            messages.success(request, _("The plan is a draft again."))
            return redirect("planning:plan", found.pk)
    return _reason_page(request, found, form, _("Send the plan back"))


@login_required
@require_POST
def publish(request: SignedIn, plan_id: UUID) -> HttpResponse:
    """POST /plans/ID/publish/."""
    found = selectors.plan(plan_id, seen_by=request.user)
    services.publish(plan=found, by=request.user, at=clock.now(), version=_version(request))
    messages.success(request, _("The plan is in force; its visits are tasks now."))
    return redirect("planning:plan", found.pk)


def _version(request: SignedIn) -> int | None:
    """Return the version the reader saw, so that nobody decides on a plan that has changed."""
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None


def _reason_page(request: SignedIn, found: Plan, form: Form, title: str) -> HttpResponse:
    context: dict[str, Any] = {"plan": found, "form": form, "title": title}
    return render(request, "planning/reason.html", context, status=422 if form.errors else 200)
