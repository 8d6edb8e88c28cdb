"""Middleware of every page: sessions, the reader's language, and refusals said properly."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.support.busy import busy_of, hurried
from wanghuo.foundation.support.http import status_of
from wanghuo.foundation.support.speech import said

Answer = Callable[[HttpRequest], HttpResponse]


class SessionsOfReaders(SessionMiddleware):
    """
    Shows a page even if what it wanted to remember cannot be written now.

    Which columns a list shows is such a thing. A form that could not keep its session, as when
    signing in, is refused.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_done = request.method in ("GET", "HEAD") or response.status_code >= 400
        try:
            if not is_done or not request.session.modified:
                return super().process_response(request, response)
            with hurried():
                return super().process_response(request, response)
        except (OperationalError, SessionInterrupted) as error:
            busy = busy_of(error)
            if busy is None:
                raise
            return response if is_done else refused(request, busy)


class ChineseFirst:
    """
    Chinese unless the reader chose English.

    The browser's language does not count: shared office machines often carry an English
    system, and Chinese is what their users read.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if request.path_info.startswith("/api/"):
            chosen = translation.get_language_from_request(request)
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie"])
        return response


class RefusalsAsPages:
    """Turns a refusal no form could show into a page that says what, why and who can."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refusal = busy_of(exception) or exception
        return refused(request, refusal) if isinstance(refusal, Refused) else None


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page, or the part of one, that says a refusal."""
    htmx = getattr(request, "htmx", None)
    is_part = htmx is not None and bool(htmx) and not htmx.boosted
    template = "console/parts/refusal.html" if is_part else "console/refused.html"
    return render(request, template, {"refusal": said(refusal)}, status=status_of(refusal))
