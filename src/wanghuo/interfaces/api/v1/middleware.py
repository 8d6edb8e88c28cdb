"""Failures of Django itself under ``/api/`` are problems too: address, method, CSRF token."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support.busy import Busy
from wanghuo.foundation.support.http import status_of
from wanghuo.interfaces.api.v1 import problems

SAYS = {
    403: ("api.no-csrf-token", gettext_noop("A browser's session has to send its CSRF token.")),
    404: ("not-found", gettext_noop("There is nothing at this address.")),
    405: ("api.method-not-allowed", gettext_noop("This address does not take that method.")),
    500: ("bug", gettext_noop("Something went wrong on the server; it has been written down.")),
}


class ProblemsOnly:
    """Answers programs in their own format whatever went wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not (request.path_info.startswith("/api/") and is_page):
            return response
        if response.status_code == status_of(Busy()):
            return problems.refused(request, Busy())
        if response.status_code not in SAYS:
            return response
        code, says = SAYS[response.status_code]
        answer = problems.answer(response.status_code, code, _(says))
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer
