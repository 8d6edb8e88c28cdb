"""How every page of an act shows its form, does the act and goes back to the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wanghuo.foundation.support.forms import refusals_on
from wanghuo.operations.hazards.models import Hazard


def form_answered(
    request: HttpRequest,
    hazard: Hazard,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    template: str,
    done: str,
    **context: Any,
) -> HttpResponse:
    """Show ``form``, or do ``act`` with what it holds and say ``done`` on the hazard's page."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form.cleaned_data)
            messages.success(request, done)
            return redirect("hazards:record", hazard.pk)
    status = 422 if form.errors else 200
    return render(request, template, {"hazard": hazard, "form": form, **context}, status=status)
