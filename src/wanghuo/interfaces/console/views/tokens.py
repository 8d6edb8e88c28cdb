"""Access tokens: a person lets a program act in their name, and takes that back."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.registers.access import selectors, services
from wanghuo.registers.access.requests import SignedIn


class NewToken(forms.Form):
    name = forms.CharField(
        label=_("What it is for"), max_length=64, help_text=_("For example: nightly export.")
    )
    days = forms.IntegerField(label=_("Valid for, in days"), min_value=1, max_value=366, initial=90)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request: SignedIn) -> HttpResponse:
    """GET, POST /profile/tokens/: the tokens of the person, and a new one shown once."""
    form = NewToken(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = secrets.token_urlsafe(32)
        services.make_token(
            person=request.user, name=form.cleaned_data["name"], secret=secret, at=clock.now(),
            expires_at=clock.now() + timedelta(days=form.cleaned_data["days"]),
        )  # fmt: skip
        form = NewToken()
    context = {"form": form, "secret": secret, "tokens": selectors.tokens_of(request.user)}
    status = 422 if form.errors else 200
    return render(request, "console/tokens.html", context | {"now": clock.now()}, status=status)


@login_required
@require_POST
def revoke(request: SignedIn, token_id: UUID) -> HttpResponse:
    """POST /profile/tokens/<id>/revoke/."""
    token = selectors.tokens_of(request.user).filter(pk=token_id).first()
    if token is None:
        raise NotFound()
    services.revoke_token(token=token, by=request.user, at=clock.now())
    messages.success(request, gettext("The token opens nothing any more."))
    return redirect("console:tokens")
