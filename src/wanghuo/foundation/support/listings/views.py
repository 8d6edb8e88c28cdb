"""Answers a request for a list: a page, its rows alone, a spreadsheet or a print."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.support import clock, pages
from wanghuo.foundation.support.listings.export import MEDIA_TYPE, export
from wanghuo.foundation.support.listings.headings import heading
from wanghuo.foundation.support.listings.listing import Listing
from wanghuo.foundation.support.listings.shown import Shown

PRINTED = 2_000
"""Rows of one print; a longer list is for a spreadsheet."""

EXPORTED_AT_ONCE = 5_000
"""Rows exported while the reader waits, about one second; more are made in the background."""

Exporter = Callable[[Any, Shown], HttpResponse]
_exporters: list[Exporter] = []


class NothingChosen(Invalid):
    code = "listings.nothing-chosen"
    says = gettext_noop("No row was chosen.")
    remedy = gettext_noop("Tick the rows this should be done with, then choose the act again.")


def export_in_background_with(exporter: Exporter) -> None:
    """Let ``exporter`` take exports too long to wait for; work in the background lives above."""
    _exporters[:] = [exporter]


def respond(
    request: HttpRequest,
    listing: Listing,
    queryset: QuerySet[Any],
    *,
    template: str = "console/list.html",
    **extra: Any,
) -> HttpResponseBase:
    """
    Answer with the rows of ``queryset`` that the address asks for.

    ``template`` extends ``console/list.html``; ``extra`` goes into its context.

    Raises: UnknownFilterValue, UnreadablePlace.
    """
    shown = Shown(request, listing, queryset)
    if request.GET.get("export") == "xlsx":
        return _spreadsheet(request, shown)
    context = {"listing": shown, **extra}
    if request.GET.get("print"):
        rows = [shown.drawn(row) for row in shown.queryset.order_by(*shown.order)[: PRINTED + 1]]
        is_cut = len(rows) > PRINTED
        context |= {"rows": rows[:PRINTED], "is_cut": is_cut, "printed": PRINTED}
        context |= {"at": clock.now(), "heading": heading(shown, on=clock.today())}
        return render(request, "listings/print.html", context)
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.target == "list":
        return render(request, "listings/body.html", context | {"is_part": True})
    return render(request, template, context)


def chosen(request: HttpRequest) -> list[UUID]:
    """
    Return the ids of the rows a bulk act was asked for.

    Raises: NothingChosen.
    """
    try:
        ids = [UUID(value) for value in request.POST.getlist("chosen")]
    except ValueError as error:
        raise NothingChosen() from error
    if not ids:
        raise NothingChosen()
    return ids


def _spreadsheet(request: HttpRequest, shown: Shown) -> HttpResponseBase:
    at = clock.now()
    progress = getattr(request, "export_progress", None)
    if _exporters and progress is None and _is_long(shown):
        return _exporters[0](request, shown)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "list.xlsx"
        by = getattr(request.user, "label", "")
        export(shown, target, at=at, by=by, progress=progress)
        name = f"{shown.title} {clock.day_of(at):%Y-%m-%d}.xlsx"
        return FileResponse(
            target.open("rb"), as_attachment=True, filename=name, content_type=MEDIA_TYPE
        )


def _is_long(shown: Shown) -> bool:
    return pages.count_up_to(shown.queryset, EXPORTED_AT_ONCE) > EXPORTED_AT_ONCE
