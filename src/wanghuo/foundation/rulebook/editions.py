"""What a rule says during a span of days, where that was read, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.kernel.spans import Span
from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook.bilingual import UNSAID, Words
from wanghuo.foundation.rulebook.citations import Source


class Certainty(Term):
    """How well the wording behind an edition was verified."""

    A = "A", gettext_noop("Verified in several independent sources")
    B = "B", gettext_noop("Verified in one source")
    C = "C", gettext_noop("One weak or local source")
    U = "U", gettext_noop("Not verified")
    LOCAL = "LOCAL", gettext_noop("Decided locally")


class EditionStatus(Term):
    """Whether an edition binds as law or as a policy that the place itself sets."""

    LAW = "LAW", gettext_noop("In the law")
    LOCAL_POLICY = "LOCAL_POLICY", gettext_noop("Local policy, to be confirmed")
    CONFIRMED = "CONFIRMED", gettext_noop("Local policy, confirmed")


@dataclass(frozen=True, slots=True)
class Edition:
    """
    One edition of one rule at one place.

    ``is_addition`` means that the mapping ``value`` is laid over the value of the next broader
    place; otherwise it replaces it.
    """

    key: str
    in_force: Span
    value: Any
    source: Source
    certainty: Certainty
    status: EditionStatus
    place: str = ""
    note: Words = UNSAID
    is_addition: bool = False
    id: str = ""

    @property
    def is_to_be_confirmed(self) -> bool:
        return self.status is EditionStatus.LOCAL_POLICY

    @property
    def since(self) -> date:
        return self.in_force.start


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule at one place with its editions, oldest first."""

    key: str
    title: Words
    editions: tuple[Edition, ...]
    about: Words = UNSAID
    place: str = ""
    gaps_explained: Words = UNSAID

    @property
    def family(self) -> str:
        return self.key.split(".")[0]
