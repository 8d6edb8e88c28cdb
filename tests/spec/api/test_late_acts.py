"""A phone that was without a connection: its acts arrive late, twice and out of order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.factories import inspections as made
from tests.factories.district import District
from tests.factories.hazards import ordered
from tests.factories.programs import Program
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support import clock
from wanghuo.operations.inspections.models import Task, Visit
from wanghuo.registers.premises.models import Alias, Facility, ManagedEstate, Premises

SHOP = {"name": "串场河五金店", "address": "甲街道建军路12号", "territory": "320902001001"}


def done(answer: Any, status: int = 201) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    body: dict[str, Any] = answer.json()
    return body


class TestGivenARecordTheDeviceNamed:
    def test_when_it_is_sent_twice_then_there_is_one_and_the_answer_is_the_same(
        self, district: District
    ):
        program, shop = Program(district.officer), str(uuid7())
        first = done(program.send("/api/v1/premises/", SHOP | {"id": shop}))
        again = done(program.send("/api/v1/premises/", {"id": shop} | SHOP))

        assert first == again
        assert first["id"] == shop
        assert Premises.objects.count() == 1

    def test_when_another_key_comes_with_it_then_it_is_still_one(self, district: District):
        program, shop = Program(district.officer), str(uuid7())
        done(program.send("/api/v1/premises/", SHOP | {"id": shop}, key="one"))
        done(program.send("/api/v1/premises/", SHOP | {"id": shop}, key="two"))

        assert Premises.objects.count() == 1

    def test_when_it_says_something_else_then_it_is_refused_with_its_code(self, district: District):
        program, shop = Program(district.officer), str(uuid7())
        done(program.send("/api/v1/premises/", SHOP | {"id": shop}))
        other = program.send("/api/v1/premises/", SHOP | {"id": shop, "name": "别的店"})

        assert (other.status_code, other.json()["code"]) == (409, "conflict.id-taken")
        assert other.json()["errors"][0]["pointer"] == "/id"

    def test_when_the_id_is_of_another_station_then_the_refusal_tells_nothing_of_it(
        self, district: District
    ):
        north, south = Program(district.officer), Program(district.south_officer)
        shop, task = str(uuid7()), str(uuid7())
        secret = SHOP | {"id": shop, "name": "北站秘密"}
        done(north.send("/api/v1/premises/", secret))
        day = (clock.today() + timedelta(days=9)).isoformat()
        done(north.send("/api/v1/tasks/", {"id": task, "premises": shop, "due_on": day,
                                           "reason": "举报"}))  # fmt: skip
        community = district.south_community.code
        own = done(south.send("/api/v1/premises/", SHOP | {"territory": community}))["id"]
        answers = [
            south.send("/api/v1/premises/", SHOP | {"id": shop, "territory": community}),
            south.send("/api/v1/premises/", secret),
            south.send("/api/v1/tasks/", {"id": task, "premises": own, "due_on": day,
                                          "reason": "举报"}),
            south.send(f"/api/v1/premises/{own}/add-alias/", {"id": shop, "name": "老店"}),
        ]  # fmt: skip

        assert [one.status_code for one in answers[:3]] == [409, 404, 409]
        assert not any("北站秘密" in one.content.decode() for one in answers)

    def test_when_every_making_act_comes_twice_then_each_record_is_made_once(
        self, district: District
    ):
        program, shop = Program(district.officer), str(uuid7())
        place = f"/api/v1/premises/{shop}"
        day = (clock.today() + timedelta(days=9)).isoformat()
        acts = [
            ("/api/v1/premises/", SHOP | {"id": shop}),
            (f"{place}/add-alias/", {"id": str(uuid7()), "name": "老五金店"}),
            (f"{place}/record-facility/", {"id": str(uuid7()), "kind": "EXTINGUISHER", "count": 2}),
            (f"{place}/record-estate/", {"id": str(uuid7()), "name": "河畔小区"}),
            (
                "/api/v1/tasks/",
                {"id": str(uuid7()), "premises": shop, "due_on": day, "reason": "举报"},
            ),
            ("/api/v1/visits/", {"id": str(uuid7()), "premises": shop}),
        ]
        for path, body in acts:
            first = program.send(path, body)
            assert first.status_code in (200, 201), first.content.decode()
            assert program.send(path, body).content == first.content

        made = (Premises, Alias, Facility, ManagedEstate, Task, Visit)
        assert [model.objects.count() for model in made] == [1, 1, 1, 1, 1, 1]
        assert {str(Alias.objects.get().pk), str(Facility.objects.get().pk)} == {
            acts[1][1]["id"], acts[2][1]["id"],
        }  # fmt: skip


class TestGivenAVisitMadeWithoutAConnection:
    def test_when_it_arrives_then_it_happened_when_it_was_made(self, district: District):
        program = Program(district.officer)
        shop = done(program.send("/api/v1/premises/", SHOP))["id"]
        now = clock.now()
        began, shown, ended = (now - timedelta(hours=hours) for hours in (5, 4, 3))
        visit = done(
            program.send(
                "/api/v1/visits/",
                {"premises": shop, "partner": str(district.second_officer.pk),
                 "given_at": began.isoformat()},
            )
        )["id"]  # fmt: skip
        place = f"/api/v1/visits/{visit}"
        done(
            program.send(
                f"{place}/confirm-identity/",
                {"accompanied_by": "周掌柜", "given_at": shown.isoformat()},
            ),
            200,
        )
        done(program.send(f"{place}/answer-rest/", {"given_at": shown.isoformat()}), 200)
        told = done(program.send(f"{place}/finish/", {"given_at": ended.isoformat()}), 200)

        instants = ("started_at", "id_shown_at", "finished_at")
        assert [datetime.fromisoformat(told[name]) for name in instants] == [began, shown, ended]

    def test_when_the_clock_of_the_phone_is_wrong_then_the_instant_is_kept_within_the_visit(
        self, district: District
    ):
        program = Program(district.officer)
        shop = done(program.send("/api/v1/premises/", SHOP))["id"]
        late = (clock.now() + timedelta(days=2)).isoformat()
        early = (clock.now() - timedelta(days=2)).isoformat()
        visit = done(program.send("/api/v1/visits/", {"premises": shop, "given_at": late}))
        started = datetime.fromisoformat(visit["started_at"])
        shown = done(
            program.send(
                f"/api/v1/visits/{visit['id']}/confirm-identity/",
                {"accompanied_by": "周掌柜", "given_at": early},
            ),
            200,
        )

        assert started <= clock.now()
        assert datetime.fromisoformat(shown["id_shown_at"]) == started


class TestGivenATaskOpenedFiveDaysAgo:
    def begun(self, district: District, *, days: float) -> Any:
        """Begin a visit for the task, ``days`` after that was opened."""
        opened_at = clock.now() - timedelta(days=5)
        task = made.task(district, due_on=clock.today() + timedelta(days=1), at=opened_at)
        given_at = opened_at + timedelta(days=days)
        sent = {"task": str(task.pk), "given_at": given_at.isoformat()}
        return Program(district.officer).send("/api/v1/visits/", sent)

    def test_when_a_visit_of_another_year_comes_then_the_clock_is_said_to_be_wrong(
        self, district: District
    ):
        answer = self.begun(district, days=-400)

        told = answer.json()
        assert (answer.status_code, told["code"]) == (422, "inspections.before-the-task")
        assert told["errors"][0]["pointer"] == "/given_at"
        assert not Visit.objects.exists()

    @pytest.mark.parametrize("days", [-0.01, 2])
    def test_when_the_phone_was_a_little_slow_or_long_offline_then_the_visit_counts(
        self, district: District, days: float
    ):
        visit = done(self.begun(district, days=days))

        begun = datetime.fromisoformat(visit["started_at"])
        assert begun - Task.objects.get().opened_at == timedelta(days=days)


class TestGivenAHazardFoundToday:
    def test_when_a_visit_of_an_earlier_day_looks_again_then_that_is_refused(
        self, district: District
    ):
        hazard, program = ordered(district, at=clock.now()), Program(district.officer)
        earlier = (clock.now() - timedelta(days=3)).isoformat()
        sent = {"premises": str(hazard.premises_id), "given_at": earlier}
        visit = done(program.send("/api/v1/visits/", sent))["id"]

        answer = program.send(
            f"/api/v1/visits/{visit}/recheck/",
            {"hazard": str(hazard.pk), "outcome": "CORRECTED", "given_at": earlier},
        )

        told = answer.json()
        assert (answer.status_code, told["code"]) == (422, "inspections.before-it-was-found")
        assert told["errors"][0]["pointer"] == "/hazard"

    def test_when_a_visit_of_the_same_day_looks_again_then_that_counts(self, district: District):
        hazard, program = ordered(district, at=clock.now()), Program(district.officer)
        visit = done(program.send("/api/v1/visits/", {"premises": str(hazard.premises_id)}))["id"]

        done(
            program.send(
                f"/api/v1/visits/{visit}/recheck/",
                {"hazard": str(hazard.pk), "outcome": "CORRECTED"},
            ),
            200,
        )
