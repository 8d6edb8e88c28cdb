"""Failures as ``application/problem+json`` (RFC 9457), with the codes of the refusals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.busy import busy_of
from wanghuo.foundation.support.http import status_of
from wanghuo.foundation.support.speech import said
from wanghuo.interfaces.api.v1 import sentences


class Place(Schema):
    """One value that could not be taken."""

    pointer: str
    code: str
    detail: str


class Problem(Schema):
    """
    Why a request failed.

    ``code`` is stable. ``detail`` and ``remedy`` are sentences in the language of the
    ``Accept-Language`` header. ``errors`` points into the request body.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    remedy: str = ""
    who_can: str = ""
    citation: str = ""
    errors: list[Place] = []


DECLARED: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)
"""Every endpoint's answers beside its own: one shape for all failures."""

TITLES = {
    400: gettext_noop("Unreadable request"),
    401: gettext_noop("Not signed in"),
    403: gettext_noop("Not allowed"),
    404: gettext_noop("Not found"),
    405: gettext_noop("Method not allowed"),
    409: gettext_noop("Conflict"),
    422: gettext_noop("Not valid"),
}


def answer(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    problem = {
        "type": f"urn:wanghuo:problem:{code}", "title": gettext(TITLES.get(status, "Error")),
        "status": status, "code": code, "detail": detail, **more,
    }  # fmt: skip
    content = json.dumps(problem, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type="application/problem+json")


def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    words = said(refusal)
    errors = []
    if words.field:
        pointer = words.field if words.field.startswith("/") else f"/{words.field}"
        errors = [{"pointer": pointer, "code": words.code, "detail": words.sentence}]
    return answer(
        status_of(refusal), words.code, words.sentence, remedy=words.remedy,
        who_can=words.who_can, citation=words.citation, errors=errors,
    )  # fmt: skip


def held_up(request: HttpRequest, error: Any) -> HttpResponse:
    """Another piece of work holds the database; any other failure of it is a bug."""
    busy = busy_of(error)
    if busy is None:
        raise error
    return refused(request, busy)


def not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        {
            "pointer": pointer(place["loc"]),
            "code": place["type"],
            "detail": sentences.of(place),
        }
        for place in error.errors
    ]
    return answer(422, "api.not-valid", gettext("Some values cannot be taken."), errors=errors)


def pointer(where: Sequence[int | str]) -> str:
    """Return the JSON pointer into what was sent; views call the body they are given ``body``."""
    parts = where[2:] if tuple(where[:2]) == ("body", "body") else where[1:]
    return "".join(f"/{part}" for part in parts)


def not_signed_in(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(401, "api.not-signed-in", gettext("Sign in, or send a valid token."))


def not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(404, "not-found", gettext("There is nothing at this address."))


def other(request: HttpRequest, error: Any) -> HttpResponse:
    """What the API's own machinery refuses: mostly a body that is not JSON."""
    return answer(error.status_code, "api.unreadable", gettext("This request cannot be read."))


def install(api: NinjaAPI) -> None:
    """Let ``api`` answer every anticipated failure as a problem."""
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(OperationalError, held_up)
    api.add_exception_handler(ValidationError, not_valid)
    api.add_exception_handler(AuthenticationError, not_signed_in)
    api.add_exception_handler(Http404, not_found)
    api.add_exception_handler(HttpError, other)
