"""Before a rule is changed, its page says how many records rest on it, as far as one may see."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import hazards, inspections, premises
from tests.factories.district import District
from wanghuo.foundation.rulebook.small_places import SmallKind
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors


def counted(key: str, seen_by: Person) -> dict[str, int]:
    page = selectors.rule_page(key, on=date(2026, 11, 23), place="320902", seen_by=seen_by)
    return {count.label: count.number for count in page.counts}


class TestGivenAHazardOfABlockedExit:
    def test_its_check_item_counts_it(self, district: District):
        hazards.found(district)

        assert counted("check_items.exits_clear", district.chief)["Hazards that cite it"] == 1
        assert counted("check_items.extinguishers", district.chief)["Hazards that cite it"] == 0

    def test_the_catalogue_of_violations_counts_it(self, district: District):
        hazards.found(district)

        assert counted("violations.catalogue", district.chief)["Hazards that cite it"] == 1

    def test_another_station_does_not_learn_of_it(self, district: District):
        hazards.found(district)

        assert counted("check_items.exits_clear", district.south_chief)["Hazards that cite it"] == 0

    def test_a_rule_no_hazard_can_cite_does_not_speak_of_hazards(self, district: District):
        assert "Hazards that cite it" not in counted("visits.yearly_floor", district.chief)


class TestGivenPremisesInUse:
    @pytest.mark.parametrize(
        ("key", "count"),
        [("visits.yearly_floor", 2), ("key_units.thresholds", 2), ("small_places.definitions", 1)],
    )
    def test_the_rules_that_judge_them_count_them(self, district: District, key, count):
        premises.premises(district, "城阳宾馆")
        premises.premises(district, "小城杂货店", small_kind=SmallKind.SHOP)

        assert counted(key, district.chief) == {"Objects in use it judges": count}
        assert counted(key, district.south_chief) == {"Objects in use it judges": 0}


class TestGivenAVisitToAShop:
    def test_its_check_list_counts_it(self, district: District):
        key = inspections.all_right(district, inspections.visit(district)).checklist_key

        assert counted(key, district.chief) == {"Visits made by it": 1}
        assert counted(key, district.south_chief) == {"Visits made by it": 0}


class TestGivenATaskDueByTheCountOfARule:
    def test_the_deadline_counts_it(self, district: District):
        key = "deadlines.reinspection"
        before = counted(key, district.chief)["Open tasks whose due day it set"]

        task = inspections.task(district, due_explained={"rule": key})

        assert task.rule == key
        assert before == 0
        assert counted(key, district.chief)["Open tasks whose due day it set"] == 1


class TestGivenRulesThatReferToEachOther:
    def test_a_check_item_touches_the_lists_it_stands_in(self, district: District):
        page = selectors.rule_page(
            "check_items.kitchen_hood", on=date(2026, 11, 23), place="", seen_by=district.chief
        )

        assert [touch.key for touch in page.touched] == ["checklists.small_restaurant"]

    def test_a_deadline_touches_the_powers_and_violations_that_run_by_it(self, district):
        page = selectors.rule_page(
            "deadlines.transfer_permit_violation", on=date(2026, 11, 23), place="",
            seen_by=district.chief,
        )  # fmt: skip

        assert [touch.key for touch in page.touched] == [
            "competence.matrix",
            "violations.catalogue",
        ]
