"""Anticipated failures: a rule said no, and says which rule."""

from __future__ import annotations

import string

from wanghuo.foundation.kernel.words import gettext_noop


class Refused(Exception):
    """
    An anticipated failure.

    ``code`` is stable, documented and never reused. ``says`` is one English sentence for a
    person; ``{names}`` in it come from the facts. Interfaces translate ``says`` before
    filling it. ``remedy`` tells what the reader can do; ``field`` or ``pointer`` among the
    facts names the place.
    """

    code: str = "refused"
    says: str = gettext_noop("This cannot be done.")
    remedy: str = ""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(filled(self.says, facts))

    @property
    def field(self) -> str:
        """The form field or JSON pointer at fault, or an empty string."""
        return str(self.facts.get("field", ""))


class NotFound(Refused):
    code = "not-found"
    says = gettext_noop("There is no such record, or it lies outside what you may see.")


class NotAllowed(Refused):
    """``who_can`` among the facts names who may do it instead."""

    code = "not-allowed"
    says = gettext_noop("Your post does not allow this.")


class Invalid(Refused):
    code = "invalid"
    says = gettext_noop("What was given is not valid.")


class Conflict(Refused):
    code = "conflict"
    says = gettext_noop("The record has changed or is in a state that does not allow this.")


class StaleVersion(Conflict):
    code = "conflict.stale-version"
    says = gettext_noop("Somebody else changed this record while you were editing it.")
    remedy = gettext_noop("Compare the two versions below, then save again.")


def filled(sentence: str, facts: dict[str, object]) -> str:
    """Fill ``{names}`` from ``facts``; a name that has no fact stays visible instead of failing."""

    class Lenient(dict[str, object]):
        def __missing__(self, key: str) -> str:
            return "{" + key + "}"

    return string.Formatter().vformat(sentence, (), Lenient(facts))
