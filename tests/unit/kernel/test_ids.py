"""Ids are ordered by time and valid UUIDs of version 7."""

import uuid
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from wanghuo.foundation.kernel.ids import seeded, uuid7, uuid7_from


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_an_id_is_of_version_7_and_carries_its_millisecond(milliseconds: int, chance: bytes):
    made = uuid7_from(milliseconds, chance)

    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == milliseconds


@given(st.integers(0, 2**48 - 2), st.binary(min_size=10), st.binary(min_size=10))
def test_a_later_millisecond_gives_a_greater_id(milliseconds: int, first: bytes, second: bytes):
    assert uuid7_from(milliseconds, first) < uuid7_from(milliseconds + 1, second)


def test_ids_of_one_process_never_go_backwards():
    made = [uuid7() for _ in range(20_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_seed_makes_the_same_ids_again_and_only_for_a_while():
    since = datetime(2026, 1, 1, tzinfo=UTC)
    with seeded("a", since):
        first = [uuid7() for _ in range(50)]
    with seeded("a", since):
        again = [uuid7() for _ in range(50)]

    assert first == again == sorted(first)
    assert uuid7() not in first
