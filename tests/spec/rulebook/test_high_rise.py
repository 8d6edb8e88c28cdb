"""Whether a building is a high-rise is a rule's answer, not a number in the program."""

from datetime import date

import pytest

from wanghuo.foundation.rulebook import book, key_units
from wanghuo.foundation.rulebook.facts import PremisesFacts

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("height_m", "is_high"), [(None, False), (24.0, False), (24.1, True), (60.0, True)]
)
def test_given_a_height_when_it_is_above_the_rule_then_the_building_is_a_high_rise(
    height_m, is_high
):
    facts = PremisesFacts(occupancy="MARKET", height_m=height_m)

    assert key_units.is_high_rise(facts, book.shipped(), ON) is is_high
