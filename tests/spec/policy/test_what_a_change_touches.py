"""Before a rule is changed, its page says how many records rest on it, as far as one may see."""

from __future__ import annotations

from datetime import date

from tests.factories import hazards
from tests.factories.district import District
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
