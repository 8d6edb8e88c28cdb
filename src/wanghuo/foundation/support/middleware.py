"""Middleware of every page: the reader's language, and refusals said properly."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.support.busy import busy_of
from wanghuo.foundation.support.http import status_of
from wanghuo.foundation.support.speech import said

Answer = Callable[[HttpRequest], HttpResponse]


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
        if not isinstance(refusal, Refused):
            return None
        htmx = getattr(request, "htmx", None)
        is_part = htmx is not None and bool(htmx) and not htmx.boosted
        template = "console/parts/refusal.html" if is_part else "console/refused.html"
        status = status_of(refusal)
        return render(request, template, {"refusal": said(refusal)}, status=status)
