"""Organizations and territories: the tree, who covers what, who holds which post."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.interfaces.console.forms.administration import (
    Coverage,
    FirstDayWithout,
    NewOrganization,
    OrganizationParticulars,
)
from wanghuo.registers.access import selectors as access_selectors
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization import services as organization_services
from wanghuo.registers.organization.domain.kinds import OrganizationKind
from wanghuo.registers.premises import selectors as premises


@login_required
@require_GET
def organization_tree(request: SignedIn) -> HttpResponse:
    """GET /organizations/."""
    access.require(request.user, "organization.manage")
    context = {"organizations": organizations.tree()}
    return render(request, "console/organizations.html", context)


@login_required
@require_GET
def organization(request: SignedIn, code: str) -> HttpResponse:
    """GET /organizations/CODE/."""
    access.require(request.user, "organization.manage")
    found = organizations.organization(code)
    context = {
        "organization": found,
        "jurisdictions": organizations.jurisdictions_of(found),
        "holders": access_selectors.holders_by_post(found),
        "timeline": journal.timeline(found),
    }
    return render(request, "console/organization.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def found_organization(request: SignedIn) -> HttpResponse:
    """GET, POST /organizations/new/: an agency with its seat and what it covers."""
    access.require(request.user, "organization.manage")
    seat = request.GET.get("territory", "")
    form = NewOrganization(
        request.POST or None, initial={"since": clock.today(), "territory": seat}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"kind": OrganizationKind(form.cleaned_data["kind"])}
        with refusals_on(form):
            made = organization_services.found_organization(
                **given, by=request.user, at=clock.now()
            )
            messages.success(
                request, gettext("{name} was added. Give it people next.").format(name=made.name)
            )
            return redirect("console:organization", made.code)
    return _form(request, form, gettext("Add an organization"))


@login_required
@require_http_methods(["GET", "POST"])
def cover(request: SignedIn, code: str) -> HttpResponse:
    """GET, POST /organizations/CODE/cover/: one more territory."""
    access.require(request.user, "organization.manage")
    found = organizations.organization(code)
    form = Coverage(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            organization_services.cover(
                organization=found, by=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, gettext("Saved."))
            return redirect("console:organization", found.code)
    return _form(request, form, gettext("Add to its jurisdiction"), organization=found)


@login_required
@require_http_methods(["GET", "POST"])
def end_jurisdiction(request: SignedIn, code: str, territory_code: str) -> HttpResponse:
    """GET, POST /organizations/CODE/cover/TERRITORY/end/: asks for the day, says what follows."""
    access.require(request.user, "organization.manage")
    found = organizations.organization(code)
    held = organizations.jurisdiction(found, organizations.territory(territory_code))
    form = FirstDayWithout(request.POST or None, initial={"until": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            organization_services.end_jurisdiction(
                jurisdiction=held, until=form.cleaned_data["until"], by=request.user,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, gettext("The jurisdiction was ended."))
            return redirect("console:organization", found.code)
    title = gettext("End the jurisdiction over {territory}").format(territory=held.territory.name)
    count = premises.in_use_on(held.territory, of=found)
    return _form(
        request,
        form,
        title,
        organization=found,
        jurisdiction=held,
        count=count,
        submit=gettext("End the jurisdiction"),
    )


def _form(request: SignedIn, form: Form, title: str, **context: object) -> HttpResponse:
    status = 422 if form.errors else 200
    context |= {"form": form, "title": title}
    return render(request, "console/organization_form.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def change_organization(request: SignedIn, code: str) -> HttpResponse:
    """GET, POST /organizations/CODE/change/."""
    access.require(request.user, "organization.manage")
    found = organizations.organization(code)
    initial = {name: getattr(found, name) for name in OrganizationParticulars.base_fields}
    form = OrganizationParticulars(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            organization_services.change_organization(
                organization=found, changes=changes, by=request.user, at=clock.now()
            )
        messages.success(request, gettext("Saved."))
        return redirect("console:organization", found.code)
    return _form(request, form, gettext("Change particulars"), organization=found)


@login_required
@require_GET
def territory(request: SignedIn, code: str = "") -> HttpResponse:
    """GET /territories/ and /territories/CODE/: a division with what lies directly in it."""
    access.require(request.user, "organization.manage")
    found = organizations.territory(code) if code else None
    context = {
        "territory": found,
        "above": organizations.above(found) if found else [],
        "within": organizations.within(found),
        "organizations": organizations.covering(found) if found else [],
    }
    return render(request, "console/territory.html", context)
