"""Keyset pages: every row once, in order, forwards and back."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.district import FOUNDED_AT
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.support.pages import UnreadablePlace, count_up_to, keyset

NOBODY = uuid.UUID(int=1)
ORDER = ("-kind", "message", "id")

rows = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=25)


def store(words: list[tuple[str, str]]) -> list[Job]:
    Job.objects.all().delete()
    made = [
        Job(kind=kind, message=message, by_id=NOBODY, by_label="x", created_at=FOUNDED_AT)
        for kind, message in words
    ]
    Job.objects.bulk_create(made)
    return list(Job.objects.order_by(*ORDER))


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows, st.integers(1, 7))
def test_walking_the_pages_meets_every_row_once_in_order(words: list[tuple[str, str]], size: int):
    expected = store(words)
    walked: list[Job] = []
    page = keyset(Job.objects.all(), order=ORDER, size=size)
    walked += page.rows
    while page.next:
        page = keyset(Job.objects.all(), order=ORDER, size=size, after=page.next)
        walked += page.rows

    assert walked == expected

    back = list(page.rows)
    while page.previous:
        page = keyset(Job.objects.all(), order=ORDER, size=size, before=page.previous)
        back = page.rows + back
    assert back == expected


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["%%%", "e30", "WyJhIl0", "bnVsbA", "W251bGwsMSwyXQ"])
def test_a_damaged_token_is_refused_and_never_an_error(token: str):
    with pytest.raises(UnreadablePlace):
        keyset(Job.objects.all(), order=ORDER, after=token)


@pytest.mark.django_db
def test_a_long_list_is_counted_no_further_than_asked():
    store([("a", "x")] * 12)

    assert count_up_to(Job.objects.all(), 5) == 6
    assert count_up_to(Job.objects.all(), 50) == 12
