"""
What a police station may do about a fault, and who can where it may not.

A station orders corrections and passes on; it decides no fine under the Fire Law. The three
violations of permits it may only transfer. A severe hazard is ordered and reported in one act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wanghuo.foundation.kernel.refusals import NotAllowed
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import competence, violations
from wanghuo.foundation.rulebook.agencies import AgencyKind
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.competence import Competence, Verb
from wanghuo.operations.hazards.domain.terms import Grade, Measure
from wanghuo.registers.organization.domain.kinds import OrganizationKind

PERMIT_RULE = "deadlines.transfer_permit_violation"
MATTERS = {
    Measure.FIXED_ON_SPOT: "order_at_once",
    Measure.AT_ONCE: "order_at_once",
    Measure.BY_DATE: "order_by_date",
    Measure.TRANSFER: "fire_law_fine",
    Measure.REPORT: "severe_hazard_report",
}
"""The line of the competence matrix each measure stands on."""

ONLY_TRANSFER = gettext_noop(
    "A violation of permits lies outside a station's authority: it is transferred in writing."
)
NO_POWER = gettext_noop("The competence matrix in force here does not give a station this power.")
NOT_ON_THE_SPOT = gettext_noop(
    "A severe hazard must be ordered to be corrected and reported at the same time."
)
NOTHING_TO_REPORT = gettext_noop(
    "Only a hazard that seriously threatens public safety is reported to township and brigade."
)
NOTHING_TO_TRANSFER = gettext_noop(
    "No violation of the catalogue is named, so there is nothing another authority could decide."
)


class MeasureNotAllowed(NotAllowed):
    code = "hazards.measure-not-allowed"
    says = gettext_noop("“{measure}” is not possible here: {why}")
    remedy = gettext_noop("Possible here: {possible}.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure: whether it may be taken and, if not, why and who can."""

    measure: Measure
    is_allowed: bool
    competence: Competence
    why_not: str = ""
    who_can: tuple[OrganizationKind, ...] = ()

    @property
    def is_of_grade(self) -> bool:
        """Say whether only the grade stands in the way."""
        return self.why_not == NOTHING_TO_REPORT

    @property
    def citation(self) -> Citation:
        """Where the law gives the power, or withholds it."""
        return self.competence.citation


def is_of_permits(violation: str, *, rules: Rulebook, on: date, place: str) -> bool:
    """Say whether a violation is one of those a station transfers within the days the law sets."""
    if not violation:
        return False
    known = violations.violation(rules, violation, on=on, place=place)
    return known.transfer_deadline == PERMIT_RULE


def receivers(
    violation: str, *, rules: Rulebook, on: date, place: str
) -> tuple[OrganizationKind, ...]:
    """
    Return who may receive a transfer, the usual one first; the brigade where no rule says.

    Source: rule violations.catalogue.
    """
    if not violation:
        return (OrganizationKind.BRIGADE,)
    known = violations.violation(rules, violation, on=on, place=place)
    kinds = tuple(OrganizationKind(kind.value) for kind in known.transfer_to)
    return kinds or (OrganizationKind.BRIGADE,)


def choices(
    *, violation: str, grade: Grade, rules: Rulebook, on: date, place: str
) -> tuple[Choice, ...]:
    """Return every measure with its verdict, in the order they are offered."""
    is_permit = is_of_permits(violation, rules=rules, on=on, place=place)
    who_can = receivers(violation, rules=rules, on=on, place=place) if is_permit else ()

    def choice(measure: Measure) -> Choice:
        matter = "permit_violation" if is_permit else MATTERS[measure]
        verb = Verb.TRANSFER if measure is Measure.TRANSFER else Verb.ORDER
        power = competence.may(verb, matter, AgencyKind.STATION, rules, on=on, place=place)
        if who_can and measure is not Measure.TRANSFER:
            return Choice(measure, False, power, ONLY_TRANSFER, who_can)
        if not power.allowed:
            others = tuple(OrganizationKind(kind.value) for kind in power.who_can)
            return Choice(measure, False, power, NO_POWER, others)
        why_not = _why_not(measure, violation, grade)
        return Choice(measure, not why_not, power, why_not)

    return tuple(choice(measure) for measure in Measure)


def _why_not(measure: Measure, violation: str, grade: Grade) -> str:
    if measure is Measure.TRANSFER and not violation:
        return NOTHING_TO_TRANSFER
    if measure is Measure.FIXED_ON_SPOT and grade is Grade.SEVERE:
        return NOT_ON_THE_SPOT
    if measure is Measure.REPORT and grade is not Grade.SEVERE:
        return NOTHING_TO_REPORT
    return ""


def check(
    measure: Measure, *, violation: str, grade: Grade, rules: Rulebook, on: date, place: str
) -> None:
    """
    Refuse a measure a station may not take.

    Raises: MeasureNotAllowed, naming what is possible and who can.
    """
    offered: Sequence[Choice] = choices(
        violation=violation, grade=grade, rules=rules, on=on, place=place
    )
    chosen = next(choice for choice in offered if choice.measure is measure)
    if chosen.is_allowed:
        return
    raise MeasureNotAllowed(
        measure=measure,
        why=chosen.why_not,
        who_can=list(chosen.who_can),
        citation=str(chosen.citation),
        possible=[choice.measure for choice in offered if choice.is_allowed],
        field="measure",
    )
