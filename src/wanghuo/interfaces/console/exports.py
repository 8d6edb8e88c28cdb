"""Exports too long to wait for: the list is asked again in the background, by the same view."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.jobs.run import Run
from wanghuo.foundation.support import clock, pages
from wanghuo.foundation.support.listings.shown import Shown
from wanghuo.registers.access.models import Person
from wanghuo.registers.access.requests import SignedIn

KIND = "console.export"


def in_background(request: SignedIn, shown: Shown) -> HttpResponse:
    """Start the export as a job and lead the reader to its page."""
    job = jobs.start(
        KIND,
        by=request.user,
        at=clock.now(),
        parameters={
            "address": request.get_full_path(),
            "title": str(shown.title),
            "person": str(request.user.pk),
            "columns": [column.key for column in shown.columns],
            "language": translation.get_language(),
            "total": pages.count_up_to(shown.queryset, 2_000_000),
        },
    )
    return redirect("console:job", job.pk)


def make(
    job: Run,
    *,
    address: str,
    title: str,
    person: str,
    columns: list[str],
    language: str,
    total: int,
) -> dict[str, Any]:
    """Ask the view of ``address`` for the whole list as ``person`` and keep the spreadsheet."""
    path, _, query = address.partition("?")
    request = RequestFactory().get(path, query_params=_parameters(query, columns))
    request.user = Person.objects.get(pk=person)
    request.session = {}  # type: ignore[assignment]
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]

    def progress(done: int) -> None:
        job.progress(done, max(total, done), "")

    request.export_progress = progress  # type: ignore[attr-defined]
    with translation.override(language):
        match = resolve(path)
        response = match.func(request, *match.args, **match.kwargs)
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} answered {response.status_code}")
    name = f"{title} {clock.today():%Y-%m-%d}.xlsx"
    job.attach_result(name, response.streaming_content, response.headers["Content-Type"])
    return {}


def _parameters(query: str, columns: list[str]) -> dict[str, Any]:
    given = QueryDict(query, mutable=True)
    given.setlist("columns", columns)
    given["export"] = "xlsx"
    return {name: values for name, values in given.lists()}
