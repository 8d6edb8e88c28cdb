"""What holds for every plan, whatever the facts."""

from collections import Counter, defaultdict
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wanghuo.insight.planning.domain import bound, engine, limits
from wanghuo.insight.planning.domain.facts import (
    MONTHS,
    KnownVisit,
    OfficerFacts,
    PlaceFacts,
    PlanRules,
    Purpose,
    Standing,
    StationYear,
)
from wanghuo.registers.premises.domain.terms import Risk

OFFICERS = ("an", "bo", "chen", "ding")
PLACES = tuple(f"place-{index}" for index in range(8))
ONE_VISIT = KnownVisit("place-0", 1, "an", "chen")
KNOWN_THRICE = StationYear(
    2027,
    (PlaceFacts("place-0", "UNIT", minutes=30, floor=0, ceiling=0),),
    (OfficerFacts("an", (0,) * 12),),
    (ONE_VISIT, ONE_VISIT, KnownVisit("place-0", 1, "an", "chen", Standing.FIXED)),
)
open_months = st.lists(st.sampled_from(MONTHS), min_size=1, unique=True).map(sorted).map(tuple)


def place_named(name: str):
    return st.builds(
        PlaceFacts,
        id=st.just(name),
        kind=st.just("UNIT"),
        minutes=st.sampled_from((30, 45, 60, 90)),
        floor=st.integers(0, 4),
        ceiling=st.integers(0, 6),
        is_key=st.booleans(),
        risk=st.sampled_from(Risk),
        officer=st.sampled_from(("", *OFFICERS)),
        territory=st.sampled_from(("", "north", "south")),
        months=st.one_of(st.just(MONTHS), open_months),
        excluded=st.frozensets(st.sampled_from(OFFICERS), max_size=3),
    )


def officer_named(name: str):
    return st.builds(
        OfficerFacts,
        id=st.just(name),
        minutes=st.lists(st.integers(0, 240), min_size=12, max_size=12).map(tuple),
        is_certified=st.booleans(),
        territories=st.frozensets(st.sampled_from(("north", "south"))),
    )


@st.composite
def station_years(draw):
    names = draw(st.lists(st.sampled_from(PLACES), unique=True))
    staff = draw(st.lists(st.sampled_from(OFFICERS), unique=True))
    first_month = draw(st.integers(1, 12))
    known = st.builds(
        KnownVisit,
        place=st.sampled_from(names) if names else st.nothing(),
        month=st.integers(1, 12),
        lead=st.sampled_from(OFFICERS[:2]),
        partner=st.sampled_from(OFFICERS[2:]),
        standing=st.sampled_from((Standing.DONE, Standing.FIXED, Standing.EARLIER)),
    )
    return StationYear(
        year=2027,
        places=tuple(draw(place_named(name)) for name in names),
        officers=tuple(draw(officer_named(name)) for name in staff),
        known=tuple(draw(st.lists(known, max_size=6))) if names else (),
        first_month=first_month,
    )


rules = st.builds(
    PlanRules,
    certified_per_visit=st.integers(0, 2),
    reserved_percent=st.sampled_from((0, 20)),
    spacing_percent=st.sampled_from((0, 50, 100)),
    extra_for_key=st.integers(0, 2),
)
seeds = st.text(max_size=4)
unhurried = settings(deadline=None)
"""A plan may take longer on a busy machine; what it holds is tested here, not its speed."""


def new(plan):
    return [visit for visit in plan.visits if visit.standing in (Standing.NEW, Standing.EARLIER)]


def count_by_place(visits):
    return Counter(visit.place for visit in visits)


@unhurried
@given(station_years(), rules, seeds)
def test_every_floor_is_met_or_reported_with_what_is_missing(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    visits = count_by_place(plan.visits)
    reported = {unmet.place: unmet.missing for unmet in plan.report.unmet}
    for place in year.places:
        assert reported.get(place.id, 0) == max(0, place.floor - visits[place.id])


@unhurried
@given(station_years(), rules, seeds)
def test_no_planned_visit_goes_above_the_ceiling_of_its_object(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    visits, planned = count_by_place(plan.visits), count_by_place(new(plan))
    assert all(visits[p.id] <= p.ceiling for p in year.places if planned[p.id])


@unhurried
@given(station_years(), rules, seeds)
def test_no_officer_is_planned_beyond_the_hours_of_a_month(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    officers = {officer.id: officer for officer in year.officers}
    minutes = defaultdict(int)
    for visit in plan.visits:
        for officer in visit.officers:
            minutes[officer, visit.month] += visit.minutes
    for visit in new(plan):
        for officer in visit.officers:
            declared = officers[officer].minutes[visit.month - 1]
            assert minutes[officer, visit.month] * 100 <= declared * (100 - rules.reserved_percent)


@unhurried
@given(station_years(), rules, seeds)
def test_two_different_officers_without_conflict_make_each_visit(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    excluded = {place.id: place.excluded for place in year.places}
    certified = {officer.id for officer in year.officers if officer.is_certified}
    for visit in new(plan):
        assert visit.lead != visit.partner
        assert not excluded[visit.place] & set(visit.officers)
        assert len(certified & set(visit.officers)) >= rules.certified_per_visit


@unhurried
@given(station_years(), rules, seeds)
def test_each_visit_falls_in_an_open_month_that_is_not_past(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    months = {place.id: place.months for place in year.places}
    assert all(visit.month in months[visit.place] for visit in new(plan))
    assert all(visit.month >= year.first_month for visit in new(plan))


@unhurried
@given(station_years(), rules, seeds)
def test_additional_visits_keep_their_full_distance(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    months = defaultdict(list)
    for visit in plan.visits:
        months[visit.place].append(visit.month)
    facts = {place.id: place for place in year.places}
    for visit in new(plan):
        place = facts[visit.place]
        if visit.purpose == Purpose.EXTRA and place.floor == 0 and len(months[place.id]) == 2:
            first, second = sorted(months[place.id])
            assert second - first >= rules.gap(2) or rules.wanted(place) > 2


@unhurried
@given(station_years(), rules, seeds)
def test_the_machine_never_breaks_a_limit_that_binds_the_hand(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    planned = {visit.place for visit in new(plan)}
    untouched = [v for v in plan.visits if v.standing == Standing.FIXED]
    if not untouched:
        assert limits.faults([v for v in plan.visits if v.place in planned], year, rules) == []


@unhurried
@given(station_years(), rules, seeds, st.randoms(use_true_random=False))
@example(KNOWN_THRICE, PlanRules(0, 0, 0, 0), "", Random(3))
def test_the_order_of_the_facts_decides_nothing(year, rules, seed, chance):
    def shuffled(items):
        items = list(items)
        chance.shuffle(items)
        return tuple(items)

    other = StationYear(
        year.year,
        shuffled(year.places),
        shuffled(year.officers),
        shuffled(year.known),
        year.first_month,
    )

    assert engine.draft(other, rules, seed) == engine.draft(year, rules, seed)


@unhurried
@given(station_years(), rules, seeds)
def test_a_new_plan_keeps_what_is_done_and_what_was_fixed(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    kept = Counter((v.place, v.month, v.lead, v.partner, v.standing) for v in plan.visits)
    firm = Counter(
        (v.place, v.month, v.lead, v.partner, v.standing)
        for v in year.known
        if v.standing != Standing.EARLIER
    )
    assert firm <= kept


@unhurried
@given(station_years(), rules, seeds)
def test_the_report_adds_up(year, rules, seed):
    plan = engine.draft(year, rules, seed)

    report = plan.report
    assert sum(report.visits_by_month) == len(plan.visits)
    assert report.objects_covered + len(report.unmet) == report.objects == len(year.places)
    missing = sum(unmet.missing for unmet in report.unmet)
    assert report.floor_visits_planned + missing == report.floor_visits
    of_staff = {officer.id for officer in year.officers}
    planned = sum(v.minutes for v in plan.visits for o in v.officers if o in of_staff)
    assert sum(load.planned for load in report.loads) == planned


@settings(max_examples=25, deadline=None)
@given(station_years(), rules, seeds)
def test_no_plan_is_worth_more_than_its_bound(year, rules, seed):
    measure = bound.measure(year, rules, seed)

    assert measure.value <= measure.bound + 1e-6 * max(1.0, abs(measure.bound))
