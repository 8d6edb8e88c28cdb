"""People, the posts they hold, and their accounts."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.support import clock, listings
from wanghuo.foundation.support.forms import refusals_on
from wanghuo.foundation.support.listings import (
    ChoiceFilter,
    Column,
    FlagFilter,
    Listing,
    OrganizationFilter,
    TermFilter,
    TextFilter,
)
from wanghuo.interfaces.console.forms.administration import (
    LastDay,
    NewAssignment,
    NewPerson,
    Particulars,
    Reason,
)
from wanghuo.registers.access import selectors as access_selectors
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization import services as organization_services
from wanghuo.registers.organization.domain.kinds import POSTS_OF, PostKind

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits nobody confuses when a password is read out."""


def _posts(person: Person) -> str:
    held = [a.post for a in person.assignments.all() if a.is_current]
    return gettext(", ").join(post.title or post.get_kind_display() for post in held)


def _account(person: Person) -> str:
    return pgettext("account", "open") if person.is_active else pgettext("account", "closed")


ACCOUNTS = [
    ("True", pgettext_lazy("account", "open")),
    ("False", pgettext_lazy("account", "closed")),
]

PEOPLE = Listing(
    key="people",
    title=_("People"),
    columns=[
        Column(
            "name", pgettext_lazy("person", "Name"), "name", width=16, sort="name",
            link=lambda person: reverse("console:person", args=[person.pk]),
        ),
        Column("posts", _("Posts"), _posts, width=24),
        Column("organization", _("Organization"), "organization.name", width=28),
        Column("username", _("User name"), "username", width=18, sort="username"),
        Column("police_number", _("Police number"), "police_number", width=16),
        Column("phone", _("Telephone"), "phone", width=16),
        Column("certified", _("Certified to inspect"), "is_certified", width=12),
        Column(
            "account", _("Account"), width=12,
            value=_account,
            tone=lambda person: "done" if person.is_active else "quiet",
        ),
    ],
    filters=[
        TextFilter(
            "q", _("Search"), apply=access_selectors.matching,
            placeholder=_("Name, pinyin initials, number"),
        ),
        TermFilter("post", _("Post"), PostKind, apply=access_selectors.holding),
        ChoiceFilter("active", _("Account"), ACCOUNTS,
                     field="is_active"),
        FlagFilter("certified", _("Certified to inspect"), field="is_certified"),
        OrganizationFilter("organization"),
    ],
    orders={"organization": ("organization__path", "username", "id")},
    empty=_("People appear here when an administrator adds them."),
)  # fmt: skip


@login_required
@require_GET
def person_list(request: SignedIn) -> HttpResponseBase:
    """GET /people/."""
    access.require(request.user, "access.manage")
    people = access_selectors.people(seen_by=request.user).prefetch_related("assignments__post")
    return listings.respond(request, PEOPLE, people, template="console/people.html")


@login_required
@require_GET
def person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """GET /people/ID/."""
    found = access_selectors.person(person_id, seen_by=request.user)
    context = {
        "subject": found,
        "assignments": access_selectors.assignments_of(found),
        "timeline": journal.timeline(found),
        "can_manage": access_selectors.may(request.user, "access.manage"),
    }
    return render(request, "console/person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_person(request: SignedIn) -> HttpResponse:
    """GET, POST /people/new/."""
    access.require(request.user, "access.manage")
    form = NewPerson(
        request.POST or None, initial={"organization": request.GET.get("organization")}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            added = access.add_person(**form.cleaned_data, by=request.user, at=clock.now())
            messages.success(
                request, gettext("{name} was added. Assign a post next.").format(name=added.name)
            )
            return redirect("console:assign", added.pk)
    return _form(request, form, title=gettext("Add a person"), submit=gettext("Add"))


@login_required
@require_http_methods(["GET", "POST"])
def change_person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """GET, POST /people/ID/change/."""
    found = _managed(request, person_id)
    initial = {name: getattr(found, name) for name in Particulars.base_fields}
    form = Particulars(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        with refusals_on(form):
            if changes:
                access.change_person(person=found, changes=changes, by=request.user, at=clock.now())
            messages.success(request, gettext("Saved."))
            return redirect("console:person", found.pk)
    return _form(request, form, title=gettext("Change particulars"), person=found)


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: SignedIn, person_id: UUID) -> HttpResponse:
    """GET, POST /people/ID/assign/: choose an organization, then post, day and communities."""
    found = _managed(request, person_id)
    chosen = request.GET.get("organization")
    organization = organizations.organization(chosen) if chosen else found.organization
    form = NewAssignment(organization, request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            post = organization_services.post_in(organization, PostKind(given["kind"]))
            access.assign(
                person=found, post=post, since=given["since"], by=request.user, at=clock.now(),
                territories=list(given["territories"]),
            )  # fmt: skip
            messages.success(request, gettext("The post was assigned."))
            return redirect("console:person", found.pk)
    return _form(
        request, form, title=gettext("Assign a post"), person=found, template="console/assign.html",
        submit=gettext("Assign"), organization=organization,
        organizations=organizations.active().filter(kind__in=POSTS_OF),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def end_assignment(request: SignedIn, assignment_id: UUID) -> HttpResponse:
    """GET, POST /assignments/ID/end/."""
    access.require(request.user, "access.manage")
    assignment = access_selectors.assignment(assignment_id, seen_by=request.user)
    form = LastDay(request.POST or None, initial={"until": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            access.end_assignment(
                assignment=assignment, until=form.cleaned_data["until"], by=request.user,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, gettext("The assignment was ended."))
            return redirect("console:person", assignment.person_id)
    post = assignment.post.title or assignment.post.get_kind_display()
    title = gettext("End the assignment to {post}").format(post=post)
    return _form(request, form, title=title, person=assignment.person, submit=gettext("End it"))


@login_required
@require_http_methods(["GET", "POST"])
def close_account(request: SignedIn, person_id: UUID) -> HttpResponse:
    """GET, POST /people/ID/close/: with a reason; it can be opened again."""
    found = _managed(request, person_id)
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with refusals_on(form):
            access.deactivate(person=found, reason=reason, by=request.user, at=clock.now())
            messages.success(request, gettext("The account was closed; it no longer signs in."))
            return redirect("console:person", found.pk)
    return _form(
        request, form, title=gettext("Close the account"), person=found,
        submit=gettext("Close the account"),
        intro=gettext("The person can no longer sign in, from this moment on. What is not done yet "
                      "goes to whoever answers for it by rule."),
    )  # fmt: skip


@login_required
@require_POST
def open_account(request: SignedIn, person_id: UUID) -> HttpResponse:
    """POST /people/ID/open/."""
    found = _managed(request, person_id)
    access.reactivate(person=found, by=request.user, at=clock.now())
    messages.success(request, gettext("The account is open again."))
    return redirect("console:person", found.pk)


@login_required
@require_POST
def reset_password(request: SignedIn, person_id: UUID) -> HttpResponse:
    """POST /people/ID/reset-password/: a new one, shown once."""
    found = _managed(request, person_id)
    password = "-".join("".join(secrets.choice(READABLE) for _i in range(4)) for _j in range(3))
    access.reset_password(person=found, password=password, by=request.user, at=clock.now())
    said = gettext("The new password of {name} is {password}. It is shown only now and must be "
                   "changed at the next sign-in.")  # fmt: skip
    messages.warning(request, said.format(name=found.name, password=password))
    return redirect("console:person", found.pk)


def _managed(request: SignedIn, person_id: UUID) -> Person:
    access.require(request.user, "access.manage")
    return access_selectors.person(person_id, seen_by=request.user)


def _form(
    request: SignedIn,
    form: Any,
    *,
    title: str,
    template: str = "console/person_form.html",
    **context: Any,
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "title": title, **context}, status=status)
