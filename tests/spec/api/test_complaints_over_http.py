"""A program that hands on complaints to verify."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import MONDAY, morning, shop
from tests.factories.programs import Program
from wanghuo.foundation.support import clock
from wanghuo.operations.inspections.models import Task


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the edge's clock on the day the factories stand on."""
    monkeypatch.setattr(clock, "now", morning)
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


def asked(district: District, **facts: Any) -> Any:
    """Send a complaint to verify and return the answer."""
    usual = {"premises": str(shop(district).pk), "purpose": "VERIFY", "reason": "楼道堆物"}
    return Program(district.officer).send("/api/v1/tasks/", usual | facts)


class TestGivenAComplaint:
    def test_when_no_day_is_sent_then_the_rules_day_comes_back_with_rule_and_count(
        self, district: District
    ):
        received_at = morning(MONDAY - timedelta(days=3)).isoformat()

        told = asked(district, received_at=received_at).json()

        assert (told["origin"], told["due_on"]) == ("COMPLAINT", "2026-11-25")
        assert told["due_explained"]["rule"] == "deadlines.complaint_other"
        assert [step["kind"] for step in told["due_explained"]["steps"]] == [
            "START", "SKIPPED", "SKIPPED", "COUNTED", "COUNTED", "COUNTED",
        ]  # fmt: skip

    def test_when_evacuation_is_blocked_then_its_shorter_rule_counts(self, district: District):
        told = asked(district, complaint="URGENT").json()

        assert told["due_on"] == "2026-11-24"
        assert told["due_explained"]["rule"] == "deadlines.complaint_urgent"

    def test_when_another_day_is_sent_then_it_stands_with_the_rules_count_beside(
        self, district: District
    ):
        told = asked(district, due_on="2026-12-04").json()

        assert told["due_on"] == "2026-12-04"
        assert told["due_explained"]["instead_of"]["on"] == "2026-11-26"

    @pytest.mark.parametrize(
        ("facts", "code", "pointer"),
        [
            (
                {"received_at": "2026-11-24T00:00:00+08:00"},
                "inspections.received-later",
                "/received_at",
            ),
            ({"purpose": "CAMPAIGN"}, "inspections.due-day-missing", "/due_on"),
        ],
    )
    def test_when_it_cannot_be_then_the_refusal_points_at_the_fact(
        self, district: District, facts: dict[str, str], code: str, pointer: str
    ):
        answer = asked(district, **facts)

        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert answer.json()["errors"][0]["pointer"] == pointer
        assert not Task.objects.exists()

    def test_when_it_is_read_then_it_cites_what_it_rests_on(self, district: District):
        asked(district)

        told = Program(district.chief).get("/api/v1/tasks/").json()["items"][0]

        assert [(basis["rule"], basis["citation"]["code"]) for basis in told["bases"]] == [
            ("competence.matrix", "SIR 30(2)"),
            ("deadlines.complaint_other", "SIR 18(2)"),
        ]
        assert [basis["is_to_be_confirmed"] for basis in told["bases"]] == [False, True]
        assert told["bases"][0]["title"]["en"] == "Verifying complaints"


class TestGivenManyTasks:
    def test_when_they_are_listed_then_what_they_rest_on_costs_no_query_each(
        self, district: District
    ):
        program = Program(district.officer)
        for day in range(1, 4):
            made.task(district, premises=shop(district, name=f"{day}号店"))
        with CaptureQueriesContext(connection) as few:
            program.get("/api/v1/tasks/?size=1")
        with CaptureQueriesContext(connection) as many:
            told = program.get("/api/v1/tasks/?size=3").json()

        assert all(task["bases"] for task in told["items"])
        assert len(many) == len(few)
