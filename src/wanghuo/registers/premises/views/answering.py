"""How the pages of an act answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wanghuo.foundation.support.forms import refusals_on
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.premises import selectors
from wanghuo.registers.premises.models import Premises


def form_answered(
    request: SignedIn,
    premises: Premises,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    heading: str,
    done: str,
    intro: str = "",
    submit: str = "",
    template: str = "premises/act.html",
    tab: str = "",
    **context: Any,
) -> HttpResponse:
    """
    Show ``form``, or do ``act`` with what it holds and say ``done`` on the object's page.

    An act that takes the object out of sight, as a move to another station's ground does, leads
    to the list.
    """
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form.cleaned_data)
            messages.success(request, done)
            if not selectors.visible(request.user).filter(pk=premises.pk).exists():
                return redirect("premises:list")
            answer = redirect("premises:record", premises.pk)
            if tab:
                answer["Location"] += f"?tab={tab}"
            return answer
    given = {"premises": premises, "form": form, "heading": heading, "intro": intro}
    given |= {"submit": submit or heading, **context}
    return render(request, template, given, status=422 if form.errors else 200)
