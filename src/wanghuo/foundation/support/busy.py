"""What is said when a large piece of writing keeps others from writing for too long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop

LOCKED = ("database is locked", "database table is locked")
HURRIED_MILLISECONDS = 500
"""What a reader waits for something to be remembered that the page can do without."""


class Busy(Conflict):
    code = "support.busy"
    says = gettext_noop(
        "A large piece of work, such as the import of a register, is being written just now; "
        "what you sent was not saved."
    )
    remedy = gettext_noop("Wait a minute, go back and send it again; what you typed is kept.")


def busy_of(error: BaseException) -> Busy | None:
    """
    Return the refusal that an error of a database held by somebody else stands for.

    Others may have made their own error of it, as Django's sessions do.
    """
    while not _is_locked(error):
        before = error.__cause__ or error.__context__
        if before is None:
            return None
        error = before
    return Busy()


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and str(error) in LOCKED


@contextmanager
def hurried() -> Iterator[None]:
    """Let SQLite give up soon on a lock that somebody else holds."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {min(usual, HURRIED_MILLISECONDS)}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
