"""
Middleware of the console: forms accepted once, sign-in from a fragment, a password to choose,
a page for an address only forms may use.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from wanghuo.foundation.support.busy import busy_of, hurried
from wanghuo.foundation.support.middleware import refused
from wanghuo.interfaces.console import once
from wanghuo.interfaces.console.views.errors import only_for_forms, still_working

Answer = Callable[[HttpRequest], HttpResponse]

PATIENCE_SECONDS = 10
"""How long the second sending of a form waits for the answer to the first."""


class AcceptedOnce:
    """
    Answers a form that was sent twice with the result of the first sending.

    A form is known by its token, address and content; only an accepted form, answered by a
    redirect, is remembered. A form that came back with errors may be sent again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "user", None)
        if request.method != "POST" or not person or not person.is_authenticated:
            return self.get_response(request)
        if not request.POST.get("_once"):
            return self.get_response(request)
        form = _fingerprint(request)
        try:
            is_first = once.begin(form)
        except OperationalError as error:
            if busy := busy_of(error):
                return refused(request, busy)
            raise
        if not is_first:
            return self._answer_of_the_first(request, form)
        try:
            response = self.get_response(request)
        except BaseException:
            _noted(form, "")
            raise
        address = response.headers.get("HX-Redirect") or response.headers.get("Location", "")
        _noted(form, address)
        return response

    def _answer_of_the_first(self, request: HttpRequest, form: str) -> HttpResponse:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            address = once.result(form)
            if address is None:
                return self.get_response(request)
            if address:
                return _sent_to(request, address)
            time.sleep(0.1)
        return still_working(request)


class SignInAgain:
    """Sends the whole page to sign in when a fragment was asked for after the session ended."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx = getattr(request, "htmx", None)
        if not htmx or not isinstance(response, HttpResponseRedirect):
            return response
        if not response.url.startswith(settings.LOGIN_URL):
            return response
        query = QueryDict(mutable=True)
        query["next"] = htmx.current_url_abs_path or "/"
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = f"{settings.LOGIN_URL}?{query.urlencode(safe='/')}"
        return answer


class PagesForReaders:
    """Shows somebody who opened an address that only takes forms where to go on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        if request.path_info.startswith("/api/"):
            return response
        page = only_for_forms(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class OwnPasswordFirst:
    """Lets somebody whose password another person set do nothing but choose their own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = getattr(request, "user", None)
        if not person or not person.is_authenticated or not person.must_change_password:
            return self.get_response(request)
        change = reverse("console:change-password")
        free = (change, reverse("console:sign-out"), reverse("console:preferences"))
        if request.path in free or request.path.startswith("/api/"):
            return self.get_response(request)
        return redirect(change)


def _noted(form: str, address: str) -> None:
    """
    Note where a form led, or that it led nowhere.

    While somebody holds the database it stays unnoted: the answer is worth more than the note,
    and a form without a result may be sent again after a while.
    """
    try:
        with hurried():
            once.keep(form, address) if address else once.forget(form)
    except OperationalError as error:
        if busy_of(error) is None:
            raise


def _fingerprint(request: HttpRequest) -> str:
    """Return a digest of who sends what where; two sendings of one form share it."""
    parts = [str(request.user.pk), request.get_full_path()]
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            parts += [name, *values]
    for name, files in sorted(request.FILES.lists()):
        parts += [name, *(f"{file.name}:{file.size}" for file in files)]
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = address
        return answer
    return redirect(address)
