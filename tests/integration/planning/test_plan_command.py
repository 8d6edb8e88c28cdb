"""``./run plan``: what it prints is a contract with programs."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import planned
from wanghuo.insight.planning.models import Plan

pytestmark = pytest.mark.django_db
COVERAGE = {
    "objects": 8,
    "objects_covered": 8,
    "floor_visits": 8,
    "floor_visits_planned": 8,
    "extra_visits": 0,
    "extra_visits_wanted": 0,
    "done_visits": 0,
    "needed_minutes": 8 * 2 * 65,
    "missing_minutes": 0,
}


def ran(*arguments: str) -> str:
    out = StringIO()
    call_command("plan", "2027", *arguments, stdout=out)
    return out.getvalue()


def test_the_report_in_json_has_this_shape(district):
    planned.shops(district, 8)

    answer = json.loads(ran("--station", "320902001", "--json"))

    (report,) = answer["stations"]
    assert answer["year"] == 2027
    assert list(report) == [
        "station", "name", "seed", "plan", "coverage", "visits_by_month", "load", "unmet",
    ]  # fmt: skip
    assert report["station"] == "320902001"
    assert report["seed"] == "320902001-2027"
    assert report["coverage"].items() >= COVERAGE.items()
    assert sum(report["visits_by_month"]) == 8
    assert list(report["load"][0]) == ["officer", "name", "visits", "months"]
    assert report["load"][0]["months"][0].keys() == {
        "month", "planned", "available", "declared", "visits",
    }  # fmt: skip
    assert Plan.objects.get(pk=report["plan"]).visits == 8


def test_an_unmet_floor_is_reported_with_its_reason(district):
    planned.shop(district, "一年十三次", yearly_floor=13, yearly_ceiling=13)

    (report,) = json.loads(ran("--station", "320902001", "--json"))["stations"]

    (unmet,) = report["unmet"]
    assert unmet["name"] == "一年十三次"
    assert (unmet["floor"], unmet["planned"], unmet["missing"]) == (13, 12, 1)
    assert unmet["reason"] == "unmet-months"
    assert unmet["says"]


def test_a_dry_run_keeps_nothing(district):
    planned.shops(district, 3)

    ran("--station", "320902001", "--dry-run")

    assert not Plan.objects.exists()


def test_all_stations_are_planned_and_an_empty_one_says_so(district):
    planned.shops(district, 3)

    reports = json.loads(ran("--all", "--json"))["stations"]

    assert [report.get("refused") for report in reports] == [None, "planning.nothing-to-plan"]


def test_the_bound_is_measured_on_request(district):
    planned.shops(district, 30)

    (report,) = json.loads(ran("--station", "320902001", "--dry-run", "--bound", "--json"))[
        "stations"
    ]

    assert 0.99 < report["ratio_to_bound"] <= 1.00001


def test_the_report_for_people_names_what_is_unmet(district):
    planned.shop(district, "一年十三次", yearly_floor=13, yearly_ceiling=13)

    said = ran("--station", "320902001", "--dry-run")

    assert "甲派出所" in said
    assert "一年十三次 12/13" in said


def test_a_code_that_is_no_station_is_refused_in_a_sentence(district):
    with pytest.raises(CommandError) as refused:
        ran("--station", "999999")

    assert "999999" in str(refused.value)
