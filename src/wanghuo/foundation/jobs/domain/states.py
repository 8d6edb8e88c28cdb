"""The states of a job."""

from wanghuo.foundation.kernel.words import Term, gettext_noop


class State(Term):
    WAITING = "WAITING", gettext_noop("Waiting")
    RUNNING = "RUNNING", gettext_noop("Running")
    DONE = "DONE", gettext_noop("Done")
    FAILED = "FAILED", gettext_noop("Failed")
    CANCELLED = "CANCELLED", gettext_noop("Cancelled")


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})
