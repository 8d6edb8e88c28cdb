"""Spans of days are half-open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wanghuo.foundation.kernel.spans import Span, month, year

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
spans = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))


@given(spans)
def test_the_first_day_counts_and_the_last_does_not(span: Span):
    assert span.start in span
    assert span.end is not None and span.end not in span


@given(spans, spans)
def test_two_spans_overlap_when_they_share_a_day(first: Span, second: Span):
    assert first.overlaps(second) == (max(first.start, second.start) < min(first.end, second.end))
    assert first.overlaps(second) == second.overlaps(first)


@given(st.integers(2000, 2099))
def test_the_months_of_a_year_are_its_days(number: int):
    by_month = [day for m in range(1, 13) for day in month(number, m).days()]

    assert by_month == list(year(number).days())


def test_an_open_span_holds_every_later_day():
    assert date(2999, 1, 1) in Span(date(2026, 1, 1))


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="must end after"):
        Span(date(2026, 1, 2), date(2026, 1, 2))
