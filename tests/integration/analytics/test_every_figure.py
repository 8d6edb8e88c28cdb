"""Every figure opens exactly the records it was counted from, for whoever looks."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client

from wanghuo.interfaces.simulation.domain.scales import Scale
from wanghuo.interfaces.simulation.services import building
from wanghuo.interfaces.simulation.services.agenda import moment
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organization
from wanghuo.registers.premises.models import Premises

BACKEND = "django.contrib.auth.backends.ModelBackend"
LOOKING = ("officer", "chief", "brigade", "bureau")
COUNTED = re.compile(r'<a data-counted="(\d+)" href="([^"]+)"')
YEAR = 2026


@pytest.fixture
def spring(db: None) -> None:
    """Three stations have lived a spring; one visited place closed, and two things are late."""
    building.build(
        scale=Scale(shown_premises=8, premises_a_station=2, stations=3), seed=1,
        until=moment(date(YEAR, 3, 20), 12 * 60), say=lambda share, what: None,
    )  # fmt: skip
    visited = Visit.objects.filter(status="FINISHED").order_by("id").values("premises")[:1]
    Premises.objects.filter(pk__in=visited).update(status="CLOSED")
    late = date(YEAR, 1, 5)
    Task.objects.filter(pk__in=Task.objects.filter(status="OPEN")[:1]).update(
        window_start=late, due_on=late
    )
    Hazard.objects.filter(pk__in=Hazard.objects.exclude(status="CLOSED")[:1]).update(
        next_due_on=late
    )


def figures_of(client: Client, address: str) -> list[tuple[int, str]]:
    page = client.get(address)
    assert page.status_code == 200
    found = COUNTED.findall(page.content.decode())
    return [(int(number), html.unescape(way)) for number, way in found]


def records_behind(client: Client, way: str) -> int:
    answer = client.get(way)
    assert answer.status_code == 200, way
    count: int = answer.context["listing"].count
    return count


def pages_of(person: Person) -> list[str]:
    stations = organization.stations().order_by("code")
    of_stations = [f"/dashboard/?year={YEAR}&station={station.pk}" for station in stations[:1]]
    return ["/", f"/dashboard/?year={YEAR}", *of_stations]


def test_when_a_figure_is_opened_then_as_many_records_are_there(spring: None):
    met = 0
    wrong = []
    for username in LOOKING:
        client = Client()
        person = Person.objects.get(username=username)
        client.force_login(person, backend=BACKEND)
        known: dict[str, int] = {}
        for page in pages_of(person):
            for number, way in figures_of(client, page):
                if way not in known:
                    known[way] = records_behind(client, way)
                met += 1
                if known[way] != number:
                    wrong.append(f"{username} {page}: {number}, but {known[way]} at {way}")

    assert wrong == []
    assert met > 300
