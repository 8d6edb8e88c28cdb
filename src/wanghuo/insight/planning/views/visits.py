"""The visits of a plan: the list, one visit with its reasons, changes by hand."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.insight.planning import selectors, services
from wanghuo.insight.planning.domain.facts import Purpose, Standing
from wanghuo.insight.planning.domain.lifecycle import PlanStatus
from wanghuo.insight.planning.forms import AddForm, PairForm, ReasonForm, month_choices
from wanghuo.insight.planning.models import PlanItem
from wanghuo.operations.inspections import selectors as inspections
from wanghuo.operations.inspections.models import Visit
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access import services as gate
from wanghuo.registers.access.requests import SignedIn


def _month(item: PlanItem) -> str:
    return _("Month {month}").format(month=item.month)


def _state(item: PlanItem) -> str:
    if item.is_dropped:
        return _("Taken out by hand")
    if item.is_adjusted:
        return _("Changed by hand")
    return str(item.get_standing_display())


def _tone(item: PlanItem) -> str:
    if item.is_dropped:
        return "overdue"
    return "done" if item.standing == Standing.DONE else "soon" if item.is_adjusted else "quiet"


def _named(rows: QuerySet[PlanItem], text: str) -> QuerySet[PlanItem]:
    return rows.filter(
        Q(premises__name__icontains=text)
        | Q(premises__name_initials__startswith=text.lower())
        | Q(premises__address__icontains=text)
    )


def _by_officer(rows: QuerySet[PlanItem], officers: list[str]) -> QuerySet[PlanItem]:
    return rows.filter(Q(lead__in=officers) | Q(partner__in=officers))


def _officers(request: HttpRequest) -> list[tuple[str, str]]:
    """List the officers a person may ask for: those of the stations in sight."""
    people = access.people(seen_by=cast(SignedIn, request).user).order_by("name", "id")
    return [(str(pk), name) for pk, name in people.values_list("pk", "name")[:500]]


VISITS = listings.Listing(
    key="plan-visits",
    title=gettext_lazy("Visits of the plan"),
    columns=[
        listings.Column("month", gettext_lazy("Month"), _month, sort="month"),
        listings.Column(
            "premises",
            gettext_lazy("Supervised object"),
            "premises.name",
            link=lambda item: reverse("planning:item", args=[item.pk]),
            under="premises.address",
            sort="premises__name",
            width=28,
        ),
        listings.Column("lead", gettext_lazy("Lead"), "lead.name"),
        listings.Column("partner", gettext_lazy("Second officer"), "partner.name"),
        listings.Column("purpose", gettext_lazy("Why"), "get_purpose_display", sort="purpose"),
        listings.Column("minutes", gettext_lazy("Minutes"), "minutes", sort="minutes"),
        listings.Column("state", gettext_lazy("State"), _state, tone=_tone),
        listings.Column(
            "reason", gettext_lazy("Reason of the change"), "adjust_reason", is_default=False
        ),
    ],
    filters=[
        listings.TextFilter("q", gettext_lazy("Search"), apply=_named),
        listings.ChoiceFilter(
            "month",
            gettext_lazy("Month"),
            lambda request: [(str(month), name) for month, name in month_choices()],
        ),
        listings.ChoiceFilter("officer", gettext_lazy("Officer"), _officers, apply=_by_officer),
        listings.TermFilter("purpose", gettext_lazy("Why"), Purpose),
        listings.FlagFilter(
            "by_hand",
            gettext_lazy("Changed by hand"),
            apply=lambda rows: rows.filter(adjusted_at__isnull=False),
        ),
    ],
    orders={"month": ("month", "id")},
    empty=gettext_lazy("This plan has no visits. They appear when the plan is drafted."),
)


@login_required
@require_GET
def visit_list(request: SignedIn, plan_id: UUID) -> HttpResponseBase:
    """GET /plans/ID/visits/."""
    gate.require(request.user, "planning.view")
    found = selectors.plan(plan_id, seen_by=request.user)
    return listings.respond(
        request,
        VISITS,
        selectors.items(found, seen_by=request.user),
        template="planning/visit_list.html",
        plan=found,
        may_add=found.status == PlanStatus.DRAFT and access.may(request.user, "planning.adjust"),
    )


@login_required
@require_GET
def item(request: SignedIn, item_id: UUID) -> HttpResponse:
    """GET /plans/visits/ID/: why this object, this month, these officers."""
    gate.require(request.user, "planning.view")
    found = selectors.item(item_id, seen_by=request.user)
    is_done = found.standing == Standing.DONE
    context = {
        "item": found,
        "plan": found.plan,
        "is_done": is_done,
        "made": _made(request, found) if is_done else None,
        "state": _state(found),
        "tone": _tone(found),
        "explanation": selectors.explanations([found])[found.pk],
        "may_adjust": _may_adjust(request, found),
        "may_undo": _may_undo(request, found),
        "timeline": journal.timeline(found),
    }
    return render(request, "planning/item.html", context)


def _made(request: SignedIn, found: PlanItem) -> Visit | None:
    """Return the visit by which a line was done."""
    rows = inspections.finished(inspections.visits_of(found.premises, request.user))
    in_month = rows.filter(visited_on__year=found.plan.year, visited_on__month=found.month)
    return in_month.first()


def _may_adjust(request: SignedIn, found: PlanItem) -> bool:
    changeable = not found.is_dropped and found.standing != Standing.DONE
    is_draft = found.plan.status == PlanStatus.DRAFT
    return changeable and is_draft and access.may(request.user, "planning.adjust")


def _may_undo(request: SignedIn, found: PlanItem) -> bool:
    is_changed = found.is_dropped or found.as_drafted is not None
    is_draft = found.plan.status == PlanStatus.DRAFT
    return is_changed and is_draft and access.may(request.user, "planning.adjust")


@login_required
@require_http_methods(["GET", "POST"])
def adjust(request: SignedIn, item_id: UUID) -> HttpResponse:
    """GET and POST /plans/visits/ID/adjust/."""
    gate.require(request.user, "planning.adjust")
    found = selectors.item(item_id, seen_by=request.user)
    first = {"month": found.month, "lead": found.lead, "partner": found.partner}
    form = PairForm(request.POST or None, plan=found.plan, initial=first)
    if form.is_valid():
        with refusals_on(form):
            services.adjust(item=found, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The visit is changed."))
            return redirect("planning:item", found.pk)
    load = selectors.described(found.plan.report).of_month(found.month)
    return _form_page(request, form, _("Change the visit"), item=found, plan=found.plan, load=load)


@login_required
@require_http_methods(["GET", "POST"])
def drop(request: SignedIn, item_id: UUID) -> HttpResponse:
    """GET and POST /plans/visits/ID/drop/."""
    gate.require(request.user, "planning.adjust")
    found = selectors.item(item_id, seen_by=request.user)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.drop(item=found, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The visit is taken out; its line stays with the reason."))
            return redirect("planning:item", found.pk)
    return _form_page(request, form, _("Take the visit out"), item=found, plan=found.plan)


@login_required
@require_POST
def undo(request: SignedIn, item_id: UUID) -> HttpResponse:
    """POST /plans/visits/ID/undo/: the visit as it was drafted."""
    found = selectors.item(item_id, seen_by=request.user)
    services.undo(item=found, by=request.user, at=clock.now())
    messages.success(request, _("The visit stands again as it was drafted."))
    return redirect("planning:item", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn, plan_id: UUID) -> HttpResponse:
    """GET and POST /plans/ID/visits/new/."""
    gate.require(request.user, "planning.adjust")
    found = selectors.plan(plan_id, seen_by=request.user)
    first = {"premises": request.GET.get("premises", "")}
    form = AddForm(request.POST or None, plan=found, initial=first)
    if form.is_valid():
        with refusals_on(form):
            made = services.add_visit(
                plan=found, by=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("The visit is added."))
            return redirect("planning:item", made.pk)
    return _form_page(request, form, _("Add a visit"), plan=found)


def _form_page(request: SignedIn, form: Form, title: str, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    context |= {"form": form, "title": title}
    return render(request, "planning/visit_form.html", context, status=status)
