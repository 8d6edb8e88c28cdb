"""Answers of views: a page, or the part of it that htmx asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed, NotFound, Refused

STATUS_OF = {NotFound: 404, NotAllowed: 403, Conflict: 409, Invalid: 422}


def status_of(refusal: Refused) -> int:
    """Return the HTTP status of a refusal's kind; 422 for a kind of its own."""
    return next((code for kind, code in STATUS_OF.items() if isinstance(refusal, kind)), 422)


def page_or_part(
    request: HttpRequest, template: str, part: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Render ``template``, or only its partial ``part`` when htmx asks for a fragment."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{part}"
    return render(request, template, context, status=status)
