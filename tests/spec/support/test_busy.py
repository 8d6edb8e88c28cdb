"""What is said of a database that somebody else holds, and what is a bug all the same."""

from __future__ import annotations

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError, connection

from wanghuo.foundation.support.busy import HURRIED_MILLISECONDS, Busy, busy_of, hurried


def made_of(first: Exception, then: Exception) -> Exception:
    try:
        try:
            raise first
        except Exception:
            raise then  # noqa: B904 - as Django's sessions do
    except Exception as error:
        return error


class TestGivenAnErrorOfTheDatabase:
    @pytest.mark.parametrize("says", ["database is locked", "database table is locked"])
    def test_when_somebody_holds_it_then_that_is_said_with_what_to_do(self, says: str):
        refusal = busy_of(OperationalError(says))

        assert isinstance(refusal, Busy)
        assert "Wait a minute" in refusal.remedy

    def test_when_another_error_was_made_of_it_then_that_is_said_too(self):
        error = made_of(OperationalError("database is locked"), SessionInterrupted("deleted"))

        assert isinstance(busy_of(error), Busy)

    @pytest.mark.parametrize(
        "error",
        [
            OperationalError("no such table: premises"),
            OperationalError("disk I/O error"),
            ValueError("database is locked"),
            made_of(KeyError("x"), SessionInterrupted("deleted")),
        ],
        ids=str,
    )
    def test_when_it_is_anything_else_then_it_stays_a_bug(self, error: Exception):
        assert busy_of(error) is None


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one writer at a time")
def test_when_a_reader_is_in_a_hurry_then_others_wait_as_long_as_before():
    def patience() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    usual = patience()

    with pytest.raises(RuntimeError), hurried():
        assert patience() <= HURRIED_MILLISECONDS
        raise RuntimeError

    assert patience() == usual > HURRIED_MILLISECONDS
