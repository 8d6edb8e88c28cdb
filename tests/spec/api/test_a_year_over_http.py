"""From the register to proven closure with nothing but HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.district import District
from tests.factories.programs import Program
from wanghuo.foundation.journal import verification
from wanghuo.foundation.support import clock

SHOP = {
    "name": "串场河五金店", "kind": "UNIT", "address": "甲街道建军路12号",
    "territory": "320902001001",
    "facts": {
        "occupancy": "MARKET", "small_kind": "SHOP", "floor_area_m2": "86.50", "floors_above": 1,
        "head_name": "周掌柜",
    },
}  # fmt: skip


@pytest.fixture
def officer(district: District) -> Program:
    return Program(district.officer)


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def registered(officer: Program) -> dict[str, Any]:
    return done(officer.send("/api/v1/premises/", SHOP), 201)


def visited(officer: Program, district: District, premises: str, **more: Any) -> dict[str, Any]:
    visit = done(
        officer.send(
            "/api/v1/visits/",
            {"premises": premises, "partner": str(district.second_officer.pk), **more},
        ),
        201,
    )
    done(
        officer.send(
            f"/api/v1/visits/{visit['id']}/confirm-identity/", {"accompanied_by": "周掌柜"}
        )
    )
    return visit


class TestGivenAShopOnTheRegister:
    def test_when_a_fault_is_found_ordered_and_put_right_then_the_hazard_is_closed_with_proof(
        self, district: District, officer: Program
    ):
        shop = registered(officer)
        assert shop["accountable_officer"] == str(district.officer.pk)
        visit = visited(officer, district, shop["id"])
        sheet = done(officer.get(f"/api/v1/visits/{visit['id']}/"))
        assert sheet["left"] == len(sheet["lines"]) > 5
        fault = next(line for line in sheet["lines"] if "extinguisher" in line["key"])
        path = f"/api/v1/visits/{visit['id']}"
        done(
            officer.send(
                f"{path}/answer/",
                {"item_key": fault["key"], "verdict": "FAIL", "note": "两具灭火器压力不足"},
            )
        )
        done(officer.send(f"{path}/answer-rest/", {}))
        finished = done(officer.send(f"{path}/finish/", {}, key="finish-1"))
        again = officer.send(f"{path}/finish/", {}, key="finish-1")

        assert finished["status"] == "FINISHED" and finished["failed"] == 1
        assert again.headers["Idempotent-Replay"] == "true" and again.json() == finished
        hazards = done(officer.get(f"/api/v1/hazards/?found_in={visit['id']}"))["items"]
        assert len(hazards) == 1
        hazard = hazards[0]
        assert (hazard["status"], hazard["next_step"]) == ("ORDERED", "REINSPECT")
        assert hazard["next_person"] == str(district.officer.pk)
        kinds = {d["kind"] for d in done(officer.get("/api/v1/documents/"))["items"]}
        assert "INSPECTION_RECORD" in kinds and kinds & {"ORDER_AT_ONCE", "ORDER_BY_DATE"}
        document = done(officer.get("/api/v1/documents/"))["items"][0]
        pdf = officer.get(f"/api/v1/documents/{document['id']}/file/")
        assert pdf.content.startswith(b"%PDF-")

        tasks = done(officer.get(f"/api/v1/tasks/?hazard={hazard['id']}"))["items"]
        again_visit = visited(officer, district, shop["id"], task=tasks[0]["id"])
        path = f"/api/v1/visits/{again_visit['id']}"
        done(
            officer.send(
                f"{path}/recheck/",
                {"hazard": hazard["id"], "outcome": "CORRECTED", "note": "已更换"},
            )
        )
        done(officer.send(f"{path}/finish/", {}))

        closed = done(officer.get(f"/api/v1/hazards/{hazard['id']}/"))
        assert (closed["status"], closed["closing"]) == ("CLOSED", "REINSPECTED")
        assert closed["next_step"] == "" and closed["next_due_on"] is None
        assert verification.verify().is_sound

    def test_when_nothing_is_wrong_then_three_requests_finish_the_visit(
        self, district: District, officer: Program
    ):
        shop = registered(officer)
        visit = visited(officer, district, shop["id"])
        path = f"/api/v1/visits/{visit['id']}"
        done(officer.send(f"{path}/answer-rest/", {}))
        finished = done(officer.send(f"{path}/finish/", {}))

        assert (finished["status"], finished["failed"]) == ("FINISHED", 0)
        assert done(officer.get("/api/v1/hazards/"))["items"] == []

    def test_when_two_programs_edit_it_then_the_second_is_told_and_loses_nothing(
        self, district: District, officer: Program
    ):
        shop = registered(officer)
        path = f"/api/v1/premises/{shop['id']}/change/"
        first = {"version": shop["version"], "facts": {"staff": 4}}
        done(officer.send(path, first))
        late = officer.send(path, {"version": shop["version"], "facts": {"staff": 9}})

        assert late.status_code == 409
        assert late.json()["code"] == "conflict.stale-version"
        assert done(officer.get(f"/api/v1/premises/{shop['id']}/"))["staff"] == 4

    def test_when_the_same_act_is_sent_twice_with_one_key_then_it_acts_once(
        self, district: District, officer: Program
    ):
        first = done(officer.send("/api/v1/premises/", SHOP, key="shop-1"), 201)
        second = done(officer.send("/api/v1/premises/", SHOP, key="shop-1"), 201)

        assert first == second
        other = officer.send("/api/v1/premises/", SHOP | {"name": "另一家"}, key="shop-1")
        assert other.json()["code"] == "api.key-used-for-another-request"

    def test_when_a_value_cannot_be_taken_then_the_pointer_names_it(
        self, district: District, officer: Program
    ):
        answer = officer.send("/api/v1/premises/", SHOP | {"kind": "PALACE"})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"].endswith("/kind")

    def test_when_another_station_asks_then_there_is_no_such_shop(
        self, district: District, officer: Program
    ):
        shop = registered(officer)
        stranger = Program(district.south_officer)

        assert stranger.get(f"/api/v1/premises/{shop['id']}/").status_code == 404
        assert done(stranger.get("/api/v1/premises/"))["items"] == []
        assert done(stranger.get("/api/v1/premises/search/?q=五金"))["items"] == []
        day = (clock.today() + timedelta(days=7)).isoformat()
        task = {"premises": shop["id"], "due_on": day, "reason": "x"}
        assert stranger.send("/api/v1/tasks/", task).status_code == 404
