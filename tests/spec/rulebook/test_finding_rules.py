"""Finding the rule in force on a day at a place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from wanghuo.foundation.rulebook import (
    book,
    checklists,
    competence,
    key_units,
    loading,
    small_places,
    visits,
)
from wanghuo.foundation.rulebook.agencies import AgencyKind
from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.citations import numeral
from wanghuo.foundation.rulebook.editions import EditionStatus
from wanghuo.foundation.rulebook.facts import PremisesFacts

RULES = book.shipped()
ON = date(2026, 11, 23)

INSTRUMENTS = "EX:\n  title: {zh: 示例规定, en: Example Order}\n  number: 第1号\n"
NATIONAL = """
title: {zh: 示例, en: Example}
editions:
  - in_force: [2020-01-01, 2024-07-01]
    certainty: A
    source: {instrument: EX, article: 7(2), read_on: 2025-03-01}
    value: {amount: 30, unit: WORKING_DAY, from: X}
  - in_force: [2024-07-01, null]
    certainty: U
    source: {instrument: EX, article: "4", read_on: 2025-03-01}
    value: {amount: 10, unit: WORKING_DAY, from: X}
"""
PROVINCIAL = """
title: {zh: 示例, en: Example}
editions:
  - in_force: [2024-07-01, null]
    certainty: B
    is_addition: true
    source: {instrument: EX, article: "9", read_on: 2025-03-01}
    value: {amount: 5}
"""


@pytest.fixture
def rules(tmp_path: Path) -> book.Rulebook:
    country = tmp_path / "cn"
    (country / "deadlines").mkdir(parents=True)
    (country / "32" / "deadlines").mkdir(parents=True)
    (country / "instruments.yaml").write_text(INSTRUMENTS, encoding="utf-8")
    (country / "deadlines" / "example.yaml").write_text(NATIONAL, encoding="utf-8")
    (country / "32" / "deadlines" / "example.yaml").write_text(PROVINCIAL, encoding="utf-8")
    return book.Rulebook.from_folders([tmp_path])


class TestGivenARuleWithTwoEditions:
    def test_on_the_first_day_of_an_edition_that_edition_counts(self, rules):
        assert rules.value("deadlines.example", on=date(2024, 7, 1))["amount"] == 10

    def test_on_the_day_before_the_earlier_edition_counts(self, rules):
        assert rules.value("deadlines.example", on=date(2024, 6, 30))["amount"] == 30

    def test_before_the_first_edition_it_is_refused(self, rules):
        with pytest.raises(book.NoRuleInForce):
            rules.value("deadlines.example", on=date(2019, 12, 31))

    def test_an_edition_that_was_not_verified_is_to_be_confirmed(self, rules):
        edition = rules.edition("deadlines.example", on=ON)

        assert edition.status is EditionStatus.LOCAL_POLICY
        assert edition.is_to_be_confirmed


class TestGivenAProvinceThatChangesPartOfARule:
    def test_the_province_counts_within_it(self, rules):
        value = rules.value("deadlines.example", on=ON, place="320902001001")

        assert value == {"amount": 5, "unit": "WORKING_DAY", "from": "X"}

    def test_the_country_counts_elsewhere(self, rules):
        assert rules.value("deadlines.example", on=ON, place="370102")["amount"] == 10

    def test_the_country_counts_before_the_province_decided(self, rules):
        assert rules.value("deadlines.example", on=date(2024, 1, 1), place="32")["amount"] == 30

    def test_what_rests_on_an_unverified_part_is_to_be_confirmed(self, rules):
        assert rules.edition("deadlines.example", on=ON, place="32").is_to_be_confirmed


def test_an_unknown_rule_is_refused_by_name(rules):
    with pytest.raises(book.NoSuchRule) as refusal:
        rules.value("deadlines.nothing", on=ON)

    assert "deadlines.nothing" in str(refusal.value)


def test_a_file_without_a_source_is_refused_with_its_path(tmp_path: Path):
    (tmp_path / "cn" / "a").mkdir(parents=True)
    (tmp_path / "cn" / "a" / "b.yaml").write_text(
        "title: {zh: 甲, en: A}\neditions:\n  - in_force: [2020-01-01, null]\n"
        "    certainty: A\n    value: 1\n",
        encoding="utf-8",
    )

    with pytest.raises(loading.BadRuleFile, match=r"b\.yaml"):
        book.Rulebook.from_folders([tmp_path])


class TestACitation:
    @pytest.mark.parametrize(
        ("number", "written"),
        [(7, "七"), (10, "十"), (18, "十八"), (20, "二十"), (60, "六十"), (101, "一百零一"),
         (110, "一百一十"), (215, "二百一十五")],
    )  # fmt: skip
    def test_numbers_articles_as_chinese_lawyers_do(self, number: int, written: str):
        assert numeral(number) == written

    def test_names_article_paragraph_and_item(self):
        cited = RULES.citation("FL 60(1)(3)")

        assert cited.words == Words(
            "《中华人民共和国消防法》第六十条第一款第三项", "Fire Protection Law, art. 60(1)(3)"
        )

    def test_of_an_unknown_instrument_is_refused(self):
        with pytest.raises(book.NoSuchInstrument):
            RULES.citation("NOBODY 1")


class TestCompetence:
    def test_a_station_orders_correction_of_a_blocked_exit(self):
        assert competence.may(competence.Verb.ORDER, "V08", "STATION", RULES, on=ON).allowed

    def test_a_station_may_not_fine_for_it_and_is_told_who_can(self):
        answer = competence.may(competence.Verb.DECIDE, "V08", "STATION", RULES, on=ON)

        assert not answer.allowed
        assert answer.who_can == (AgencyKind.BRIGADE,)
        assert answer.must_transfer_to == (AgencyKind.BRIGADE,)
        with pytest.raises(competence.BeyondCompetence):
            answer.required()

    def test_opening_without_permission_goes_to_the_brigade_within_five_working_days(self):
        answer = competence.may(competence.Verb.DECIDE, "V01", "STATION", RULES, on=ON)

        assert answer.transfer_deadline == "deadlines.transfer_permit_violation"
        assert RULES.value(answer.transfer_deadline, on=ON)["amount"] == 5

    def test_missing_acceptance_goes_to_the_housing_authority(self):
        answer = competence.may(competence.Verb.DECIDE, "V03", "STATION", RULES, on=ON)

        assert AgencyKind.HOUSING_AUTHORITY in answer.must_transfer_to

    def test_only_the_fire_line_seals(self):
        answer = competence.may(competence.Verb.DECIDE, "temporary_seal", "STATION", RULES, on=ON)

        assert set(answer.who_can) == {AgencyKind.BRIGADE, AgencyKind.DETACHMENT}


class TestKeyUnits:
    def test_a_market_of_exactly_the_threshold_is_one(self):
        found = key_units.assess(
            PremisesFacts(occupancy="MARKET", floor_area_m2=1000), RULES, ON, "320902"
        )

        assert found.is_key
        assert "1000" in found.reasons[0].words.zh

    def test_the_same_market_in_fujian_is_not(self):
        found = key_units.assess(
            PremisesFacts(occupancy="MARKET", floor_area_m2=1000), RULES, ON, "350102"
        )

        assert not found.is_key

    def test_a_hotel_without_known_rooms_is_undecided_and_names_what_is_missing(self):
        found = key_units.assess(PremisesFacts(occupancy="HOTEL"), RULES, ON, "320902")

        assert found.is_undecided
        assert Words("客房", "guest rooms") in found.missing


class TestSmallPlaces:
    def test_a_shop_below_the_limit_is_small(self):
        found = small_places.classify(
            PremisesFacts(occupancy="MARKET", floor_area_m2=299), RULES, ON, "320902"
        )

        assert found.kind is small_places.SmallKind.SHOP
        assert found.edition.is_to_be_confirmed

    def test_a_shop_at_the_limit_is_not(self):
        found = small_places.classify(
            PremisesFacts(occupancy="MARKET", floor_area_m2=300), RULES, ON, "320902"
        )

        assert found.kind is None

    def test_a_shop_of_unknown_size_is_not_classified(self):
        found = small_places.classify(PremisesFacts(occupancy="MARKET"), RULES, ON, "320902")

        assert found.kind is None
        assert found.missing


class TestVisits:
    def test_every_object_is_visited_at_least_once_a_year(self):
        assert visits.yearly_floor(PremisesFacts(), RULES, ON).number == 1

    def test_a_risky_one_more_often_with_the_reason(self):
        bound = visits.yearly_floor(PremisesFacts(risk="HIGH"), RULES, ON)

        assert bound.number == 2
        assert "高风险" in bound.why.zh

    def test_the_ceiling_is_never_below_the_floor(self):
        for risk in ("LOW", "NORMAL", "HIGH"):
            for is_key in (True, False):
                facts = PremisesFacts(risk=risk, is_key_unit=is_key)
                floor = visits.yearly_floor(facts, RULES, ON).number
                assert visits.yearly_ceiling(facts, RULES, ON).number >= floor


def test_asking_for_many_days_and_places_keeps_little():
    rules = book.Rulebook(RULES.all(), RULES.instruments)
    for number in range(366):
        on = date(2025, 11, 23) + timedelta(days=number)
        checklists.checklist(rules, "checklists.unit", on=on, place=f"320902{number:06d}")

    assert len(rules.kept) < 5
