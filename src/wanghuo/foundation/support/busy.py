"""What is said when a large piece of writing keeps others from writing for too long."""

from __future__ import annotations

from django.db import OperationalError

from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.foundation.kernel.words import gettext_noop

LOCKED = ("database is locked", "database table is locked")


class Busy(Conflict):
    code = "support.busy"
    says = gettext_noop(
        "A large piece of work, such as the import of a register, is being written just now; "
        "what you sent was not saved."
    )
    remedy = gettext_noop("Wait a minute, go back and send it again; what you typed is kept.")


def busy_of(error: BaseException) -> Busy | None:
    """Return the refusal that an error of a database held by somebody else stands for."""
    is_locked = isinstance(error, OperationalError) and str(error) in LOCKED
    return Busy() if is_locked else None
