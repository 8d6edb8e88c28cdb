"""Windows of months for the visits of one object, and the costs that order them."""

import itertools

import pytest

from wanghuo.insight.planning.domain import costs
from wanghuo.insight.planning.domain.facts import MONTHS
from wanghuo.insight.planning.domain.windows import open_months, spread


@pytest.mark.parametrize(
    ("visits", "gap", "windows"),
    [
        (1, 1, [MONTHS]),
        (2, 3, [(1, 2, 3, 4, 5), (8, 9, 10, 11, 12)]),
        (12, 1, [(month,) for month in MONTHS]),
    ],
)
def test_a_whole_year_is_divided_with_the_distance_between(visits, gap, windows):
    assert spread(MONTHS, visits, gap) == windows


@pytest.mark.parametrize("visits", range(2, 7))
def test_neighbouring_windows_keep_their_distance_wherever_a_year_allows_it(visits):
    gap = -(-6 // visits)

    windows = spread(MONTHS, visits, gap)

    assert len(windows) == visits
    assert all(b[0] - a[-1] >= gap for a, b in itertools.pairwise(windows))


def test_a_short_rest_of_the_year_squeezes_the_distance_but_never_shares_a_month():
    assert spread((10, 11, 12), 2, 6) in ([(10,), (12,)], [(10,), (11,)])
    assert spread((11, 12), 2, 6) == [(11,), (12,)]


def test_fewer_months_than_visits_give_fewer_windows():
    assert spread((12,), 3, 1) == [(12,)]
    assert spread((), 3, 1) == []


def test_months_near_a_visit_that_stands_are_closed():
    assert open_months(MONTHS, first_month=3, taken=[6], gap=3) == (3, 9, 10, 11, 12)


def test_ties_depend_on_seed_and_name_alone_and_stay_below_a_point():
    assert costs.ties("seed", "shop", 12) == costs.ties("seed", "shop", 40)[:12]
    assert costs.ties("seed", "shop", 12) != costs.ties("other", "shop", 12)
    assert all(0 <= tie < costs.SCALE for tie in costs.ties("seed", "shop", 100))


def test_load_steps_fill_the_capacity_and_grow_dearer():
    steps = costs.steps(target=40, capacity=100)

    points = [price for _, price in steps]
    assert sum(width for width, _ in steps) == 100
    assert points == sorted(points)
    assert sum(width for width, _ in costs.steps_after(50, steps)) == 50
