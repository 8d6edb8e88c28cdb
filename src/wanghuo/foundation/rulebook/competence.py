"""Who may do what (职权): inspect, order, decide, and who must pass a matter on to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wanghuo.foundation.kernel.refusals import NotAllowed
from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.rulebook import violations
from wanghuo.foundation.rulebook.agencies import AgencyKind, named
from wanghuo.foundation.rulebook.bilingual import Words, words
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.foundation.rulebook.editions import Certainty


class BeyondCompetence(NotAllowed):
    code = "rulebook.beyond-competence"
    says = gettext_noop("This agency may not do this: {why}")
    remedy = gettext_noop("Pass it to whoever can: {who_can}.")


class Verb(Term):
    """What an agency may do about a matter."""

    INSPECT = "INSPECT", gettext_noop("Inspect")
    ORDER = "ORDER", gettext_noop("Order correction")
    DECIDE = "DECIDE", gettext_noop("Decide")
    TRANSFER = "TRANSFER", gettext_noop("Must transfer")


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of the matrix."""

    key: str
    title: Words
    allowed: Mapping[Verb, tuple[AgencyKind, ...]]
    transfer_to: tuple[AgencyKind, ...]
    transfer_deadline: str
    why: Words
    citations: tuple[Citation, ...]
    certainty: Certainty

    @property
    def citation(self) -> Citation:
        return self.citations[0]

    @property
    def is_to_be_confirmed(self) -> bool:
        return self.certainty in {Certainty.C, Certainty.U}


@dataclass(frozen=True, slots=True)
class Competence:
    """The answer to “may this agency do this?”, with why not and who can."""

    allowed: bool
    why: Words
    who_can: tuple[AgencyKind, ...]
    citation: Citation
    must_transfer_to: tuple[AgencyKind, ...] = ()
    transfer_deadline: str = ""
    is_to_be_confirmed: bool = False

    def required(self) -> Competence:
        """
        Return itself if it allows.

        Raises: BeyondCompetence.
        """
        if not self.allowed:
            raise BeyondCompetence(
                why=self.why, who_can=named(self.who_can), citation=self.citation
            )
        return self


def matrix(rules: Rulebook, *, on: date, place: str = "") -> dict[str, Matter]:
    """Return every matter by its key. Source: rule competence.matrix."""
    kept = ("competence", *rules.stand(on, place))
    if kept not in rules.kept:
        edition = rules.edition("competence.matrix", on=on, place=place)
        rules.kept[kept] = {
            key: _matter(rules, key, data, edition.certainty) for key, data in edition.value.items()
        }
    found: dict[str, Matter] = rules.kept[kept]
    return found


def may(
    verb: Verb, matter: str, agency: AgencyKind | str, rules: Rulebook, *, on: date, place: str = ""
) -> Competence:
    """
    Tell whether a kind of agency may do something about a matter.

    ``matter`` is a key of the matrix (``daily_inspection``, ``temporary_seal``) or the code of a
    violation (``V08``), whose line follows from the catalogue of violations.
    Raises: NoSuchViolation, for what neither knows.
    """
    line = matrix(rules, on=on, place=place).get(matter)
    if line is None:
        line = _of_violation(violations.violation(rules, matter, on=on, place=place))
    kind = AgencyKind(agency)
    who_can = line.allowed.get(verb, ())
    must_transfer = kind in line.allowed.get(Verb.TRANSFER, ())
    return Competence(
        allowed=kind in who_can,
        why=line.why,
        who_can=who_can,
        citation=line.citation,
        must_transfer_to=line.transfer_to if must_transfer else (),
        transfer_deadline=line.transfer_deadline if must_transfer else "",
        is_to_be_confirmed=line.is_to_be_confirmed,
    )


def _matter(rules: Rulebook, key: str, data: Mapping[str, Any], sure: Certainty) -> Matter:
    return Matter(
        key=key,
        title=words(data["title"]),
        allowed={
            verb: tuple(AgencyKind(kind) for kind in data.get(verb.lower(), ())) for verb in Verb
        },
        transfer_to=tuple(AgencyKind(kind) for kind in data.get("transfer_to", ())),
        transfer_deadline=data.get("transfer_deadline", ""),
        why=words(data["why"]),
        citations=tuple(rules.citation(written) for written in data["citations"]),
        certainty=Certainty(data.get("certainty", sure)),
    )


def _of_violation(violation: violations.Violation) -> Matter:
    """Return the line of the matrix that follows from what the catalogue says of a violation."""
    inspectors = (AgencyKind.STATION, AgencyKind.BRIGADE, AgencyKind.DETACHMENT)
    can_order = inspectors if violation.is_ordered_by_station else inspectors[1:]
    decides = AgencyKind.STATION in violation.decided_by
    return Matter(
        key=violation.code,
        title=violation.title,
        allowed={
            Verb.INSPECT: inspectors,
            Verb.ORDER: can_order,
            Verb.DECIDE: violation.decided_by,
            Verb.TRANSFER: () if decides else (AgencyKind.STATION,),
        },
        transfer_to=violation.transfer_to,
        transfer_deadline=violation.transfer_deadline,
        why=Words(
            f"{violation.title.zh}由{named(violation.decided_by).zh}处罚",
            f"{violation.title.en}: punished by {named(violation.decided_by).en}",
        ),
        citations=(*violation.penalty_citation, *violation.duty),
        certainty=violation.certainty,
    )
