"""What a reader sees when an address leads nowhere or something broke."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from wanghuo.foundation.support.busy import busy_of
from wanghuo.foundation.support.middleware import refused


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 400,
        gettext("The browser sent something this page cannot read."),
        gettext("Go back, reload the page and try again."),
    )  # fmt: skip


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 403,
        gettext("You may not open this page."),
        gettext("Ask your chief or administrator whether your post should allow it."),
    )  # fmt: skip


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: mostly a page left open over a sign-in."""
    return _page(
        request, 403,
        gettext("This form was opened before you last signed in, so it was not accepted."),
        gettext("Open the form again: what you typed is kept on this device and put back."),
    )  # fmt: skip


def still_working(request: HttpRequest) -> HttpResponse:
    """The same form came a second time while the first is not answered yet."""
    return _page(
        request, 409,
        gettext("This form was already sent and is still being worked on."),
        gettext("Wait a moment, then look at the record: it will have been done once."),
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 404,
        gettext("There is no such page, or it lies outside what you may see."),
        gettext("Check the address, or look for the record with the search box."),
    )  # fmt: skip


def only_for_forms(request: HttpRequest) -> HttpResponse:
    """An address that only takes what a form sends was opened: reloaded, typed or bookmarked."""
    return _page(
        request, 405,
        gettext("This address takes what a form sends; it has no page of its own."),
        gettext("Nothing was changed by opening it. Go on from the page it belongs to."),
        way_on=page_above(request.path_info),
    )  # fmt: skip


def page_above(path: str) -> str:
    """Return the nearest address above ``path`` that leads somewhere; at last the front page."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return "/"


def server_error(request: HttpRequest) -> HttpResponse:
    """
    A bug: drawn without the frame, because the frame may be what broke.

    A database somebody else holds is none; here it was met outside the view, as when the session
    of somebody whose password changed is ended.
    """
    error = sys.exception()
    if error is not None and (busy := busy_of(error)):
        return refused(request, busy)
    return render(request, "console/broken.html", status=500)


def _page(
    request: HttpRequest, status: int, sentence: str, remedy: str, *, way_on: str = ""
) -> HttpResponse:
    context = {"status": status, "sentence": sentence, "remedy": remedy, "way_on": way_on}
    return render(request, "console/error.html", context, status=status)
