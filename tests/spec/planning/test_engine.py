"""What the planner promises a station, in sentences."""

from collections import Counter

import pytest

from tests.factories.planning import officer, place, places, year
from wanghuo.insight.planning.domain import bound, engine
from wanghuo.insight.planning.domain.facts import (
    KnownVisit,
    PlanRules,
    Purpose,
    Standing,
)
from wanghuo.registers.premises.domain.terms import Risk

RULES = PlanRules(reserved_percent=0)


def months_of(plan, name):
    return [visit.month for visit in plan.visits if visit.place == name]


def codes(reasons):
    return [reason.code for reason in reasons]


class TestGivenHoursEnoughForAll:
    def test_then_every_object_gets_at_least_its_floor_and_nothing_is_unmet(self):
        plan = engine.draft(year(places(24, floor=2, ceiling=4)), RULES, "seed")

        assert set(Counter(visit.place for visit in plan.visits).values()) == {2}
        assert plan.report.unmet == ()

    def test_then_the_months_carry_the_same_number_of_visits(self):
        plan = engine.draft(year(places(120)), RULES, "seed")

        assert plan.report.visits_by_month == (10,) * 12

    def test_then_the_officers_carry_the_same_load(self):
        plan = engine.draft(year(places(180)), RULES, "seed")

        load = Counter(officer for visit in plan.visits for officer in visit.officers)
        assert max(load.values()) - min(load.values()) <= 12

    def test_then_key_units_and_high_risk_get_more_up_to_their_ceiling(self):
        facts = [
            place("key", floor=1, ceiling=4, is_key=True),
            place("risky", floor=1, ceiling=4, risk=Risk.HIGH),
            place("both-but-capped", floor=1, ceiling=2, is_key=True, risk=Risk.HIGH),
            place("plain", floor=1, ceiling=4),
        ]

        plan = engine.draft(year(facts), RULES, "seed")

        visits = Counter(visit.place for visit in plan.visits)
        assert visits == {"key": 2, "risky": 2, "both-but-capped": 2, "plain": 1}

    def test_then_two_visits_to_one_object_lie_months_apart(self):
        plan = engine.draft(year(places(30, floor=2, ceiling=2)), RULES, "seed")

        for index in range(30):
            first, second = months_of(plan, f"place-{index:03}")
            assert second - first >= 3

    def test_then_the_accountable_officer_leads_in_nearly_every_visit(self):
        facts = [
            place(f"place-{index}", officer=("an", "bo", "chen")[index % 3]) for index in range(60)
        ]

        plan = engine.draft(year(facts), RULES, "seed")

        accountable = {entry.id: entry.officer for entry in facts}
        led = sum(visit.lead == accountable[visit.place] for visit in plan.visits)
        assert led == len(plan.visits)


class TestGivenAConflictOfInterest:
    def test_then_the_officer_makes_no_visit_there_even_when_accountable(self):
        facts = [place("shop", officer="an", excluded=frozenset({"an"}))]

        plan = engine.draft(year(facts), RULES, "seed")

        (visit,) = plan.visits
        assert set(visit.officers) == {"bo", "chen"}
        assert "accountable-excluded" in codes(visit.why_officers)
        assert "excluded" in codes(visit.why_officers)

    def test_when_it_leaves_fewer_than_two_officers_then_the_floor_is_reported_unmet_with_why(self):
        facts = [place("shop", excluded=frozenset({"an", "bo"}))]

        plan = engine.draft(year(facts), RULES, "seed")

        (unmet,) = plan.report.unmet
        assert plan.visits == ()
        assert unmet.reason.code == "unmet-officers"
        assert unmet.reason.facts == {"able": 1, "staff": 3, "certified": 1}


class TestGivenOneOfTwoMustBeCertified:
    def test_then_no_visit_is_made_by_two_without_a_certificate(self):
        staff = [officer("an"), officer("bo", certified=False), officer("chen", certified=False)]

        plan = engine.draft(year(places(20), staff), RULES, "seed")

        assert all("an" in visit.officers for visit in plan.visits)
        assert len(plan.visits) == 20


class TestGivenTooFewHours:
    STAFF = (officer("an", 2), officer("bo", 2))
    """Two visits of an hour a month: 24 in the year."""

    def test_then_the_hours_are_used_to_the_last_and_the_rest_is_reported_with_numbers(self):
        plan = engine.draft(year(places(30), self.STAFF), RULES, "seed")

        report = plan.report
        assert (len(plan.visits), len(report.unmet)) == (24, 6)
        assert report.needed_minutes == 30 * 2 * 60
        assert report.available_minutes == 24 * 2 * 60
        assert report.missing_minutes == 6 * 2 * 60
        assert {unmet.reason.code for unmet in report.unmet} == {"unmet-hours"}

    def test_then_key_units_come_first(self):
        facts = [*places(30), *(place(f"key-{index}", is_key=True) for index in range(5))]

        plan = engine.draft(year(facts, self.STAFF), RULES, "seed")

        visited = {visit.place for visit in plan.visits}
        assert {f"key-{index}" for index in range(5)} <= visited

    def test_then_no_additional_visit_takes_the_time_of_a_required_one(self):
        facts = [*places(23), *(place(f"key-{n}", ceiling=4, is_key=True) for n in range(3))]

        plan = engine.draft(year(facts, self.STAFF), RULES, "seed")

        assert all(visit.purpose == Purpose.FLOOR for visit in plan.visits)

    def test_then_long_and_short_visits_still_fill_the_hours(self):
        facts = [
            *(place(f"long-{index}", minutes=90) for index in range(10)),
            *(place(f"short-{index}", minutes=30) for index in range(20)),
        ]

        plan = engine.draft(year(facts, self.STAFF), RULES, "seed")

        assert sum(visit.minutes for visit in plan.visits) >= 22 * 60


class TestGivenAFloorAboveTheCeiling:
    def test_then_the_ceiling_holds_and_the_difference_is_reported(self):
        plan = engine.draft(year([place("shop", floor=4, ceiling=1)]), RULES, "seed")

        (unmet,) = plan.report.unmet
        assert len(plan.visits) == 1
        assert (unmet.missing, unmet.reason.code) == (3, "unmet-ceiling")


class TestGivenAYearAlreadyUnderWay:
    def test_then_past_months_get_no_visit(self):
        plan = engine.draft(year(places(20), first_month=9), RULES, "seed")

        assert min(visit.month for visit in plan.visits) == 9

    def test_then_what_is_done_counts_and_keeps_its_distance(self):
        done = KnownVisit("shop", month=8, lead="an", partner="bo")
        facts = [place("shop", floor=2, ceiling=2)]

        plan = engine.draft(year(facts, known=(done,), first_month=9), RULES, "seed")

        first, second = plan.visits
        assert first.standing == Standing.DONE
        assert second.month >= 11

    def test_when_the_rest_is_too_short_for_the_distance_then_required_visits_move_closer(self):
        plan = engine.draft(
            year([place("shop", floor=2, ceiling=2)], first_month=11), RULES, "seed"
        )

        assert months_of(plan, "shop") == [11, 12]
        assert "squeezed" in codes(plan.visits[0].why_month)

    def test_when_no_month_is_left_for_a_required_visit_then_it_is_reported(self):
        plan = engine.draft(
            year([place("shop", floor=2, ceiling=2)], first_month=12), RULES, "seed"
        )

        (unmet,) = plan.report.unmet
        assert (unmet.planned, unmet.missing, unmet.reason.code) == (1, 1, "unmet-months")


class TestGivenAnOfficerLeaves:
    def test_then_the_others_keep_their_months_and_take_over_the_visits(self):
        staff = [officer("an"), officer("bo"), officer("chen")]
        before = engine.draft(year(places(36), staff), RULES, "seed")
        earlier = tuple(
            KnownVisit(v.place, v.month, v.lead, v.partner, Standing.EARLIER) for v in before.visits
        )
        after_june = [officer("an"), officer("bo"), officer("chen", minutes=(2400,) * 6 + (0,) * 6)]

        after = engine.draft(year(places(36), after_june, known=earlier), RULES, "other")

        months = {visit.place: visit.month for visit in before.visits}
        kept = sum(visit.month == months[visit.place] for visit in after.visits)
        assert kept >= 30
        assert all("chen" not in v.officers for v in after.visits if v.month > 6)
        assert after.report.unmet == ()


class TestGivenTheSameFacts:
    def test_when_the_seed_is_the_same_then_the_plan_is_the_same(self):
        facts = year(places(50, floor=2, ceiling=3))

        assert engine.draft(facts, RULES, "2027") == engine.draft(facts, RULES, "2027")

    def test_when_the_seed_differs_then_the_plan_differs_and_reaches_as_much(self):
        facts = year(places(50))

        one, other = engine.draft(facts, RULES, "one"), engine.draft(facts, RULES, "other")

        assert one.visits != other.visits
        assert sorted(one.report.visits_by_month) == sorted(other.report.visits_by_month)


class TestGivenAPlan:
    def test_then_each_line_says_why_this_object_this_month_these_officers(self):
        rules = PlanRules(citations={"floor": "visits.yearly_floor"})
        facts = [place("shop", floor=2, ceiling=2, officer="an")]

        plan = engine.draft(year(facts), rules, "seed")

        first, second = plan.visits
        assert [r.facts["number"] for v in plan.visits for r in v.why_object] == [1, 2]
        assert first.why_object[0].facts["rule"] == "visits.yearly_floor"
        assert "spaced" in codes(first.why_month)
        assert codes(second.why_officers)[0] == "accountable"

    @pytest.mark.parametrize("minutes", [(60,), (30, 60, 90)])
    def test_then_its_value_comes_within_half_a_percent_of_the_bound(self, minutes):
        facts = [
            place(f"place-{index:03}", minutes=minutes[index % len(minutes)], ceiling=2,
                  is_key=index % 20 == 0, officer=("an", "bo", "chen")[index % 3])
            for index in range(300)
        ]  # fmt: skip

        measure = bound.measure(year(facts), RULES, "seed")

        assert 0.995 < measure.ratio <= 1.000001
