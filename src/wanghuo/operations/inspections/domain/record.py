"""The inspection record and the re-inspection record, filled from what a visit knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.checklists import Group
from wanghuo.foundation.rulebook.citations import Citation
from wanghuo.operations.hazards.domain.terms import Measure
from wanghuo.operations.inspections.domain.findings import Finding
from wanghuo.operations.inspections.domain.sheet import Sheet
from wanghuo.operations.inspections.domain.terms import Verdict
from wanghuo.registers.documents.domain import chinese, forms, wording
from wanghuo.registers.documents.domain.kinds import Correction


@dataclass(frozen=True, slots=True)
class Facts:
    """What both records say of the visit itself."""

    place: forms.Place
    officers: tuple[forms.Officer, ...]
    accompanied_by: str
    accompanied_as: str
    started_at: datetime
    ended_at: datetime | None
    is_id_shown: bool = True
    is_public_gathering_place: bool = False
    is_built_before_1998: bool | None = None
    remarks: str = ""


def inspection_record(
    facts: Facts,
    sheet: Sheet,
    findings: Sequence[Finding],
    *,
    duties: Mapping[str, Sequence[Citation]],
    orders: Iterable[forms.Reference] = (),
    transferred_to: str = "",
    reported_to: Iterable[str] = (),
) -> forms.InspectionRecord:
    """
    Return 公安派出所日常消防监督检查记录 of a visit.

    ``duties`` are the articles each violation breaks, by its code: a paper must not say that
    somebody broke the article by which officers inspect or by which a fine is set.
    """
    moved = [
        finding.item.record_field for finding in findings if finding.measure is Measure.TRANSFER
    ]
    return forms.InspectionRecord(
        place=facts.place,
        building_name=facts.place.name,
        officers=facts.officers,
        accompanied_by=facts.accompanied_by,
        accompanied_as=facts.accompanied_as,
        inspected_at=facts.started_at,
        ended_at=facts.ended_at,
        is_id_shown=facts.is_id_shown,
        ticks=_ticks(facts, sheet),
        others=_others(sheet),
        findings=tuple(as_printed(finding, duties) for finding in findings),
        orders=tuple(orders),
        transfers=wording.transfer_items_for(moved),
        transferred_to=transferred_to if moved else "",
        reported_to=tuple(reported_to),
        remarks=facts.remarks,
    )


def reinspection_record(
    facts: Facts,
    outcomes: Sequence[forms.CorrectedFinding],
    *,
    orders: Iterable[forms.Reference],
) -> forms.ReinspectionRecord:
    """Return 复查记录 of what a visit saw of earlier hazards."""
    on = facts.started_at.astimezone(chinese.BEIJING).date()
    return forms.ReinspectionRecord(
        place=facts.place,
        orders=tuple(dict.fromkeys(orders)),
        officers=facts.officers,
        accompanied_by=facts.accompanied_by,
        accompanied_as=facts.accompanied_as,
        reinspected_at=facts.started_at,
        is_at_request=all(_is_early(outcome, on) for outcome in outcomes),
        outcomes=tuple(outcomes),
        opinion=_opinion(outcomes, on),
        remarks=facts.remarks,
    )


def _has_time(outcome: forms.CorrectedFinding, on: date) -> bool:
    """Say whether the time allowed still runs, its last day included; none is None."""
    until = outcome.finding.deadline_on
    return until is not None and until >= on


def _is_early(outcome: forms.CorrectedFinding, on: date) -> bool:
    """Say whether the last day is still to come; a re-inspection before it was asked for."""
    until = outcome.finding.deadline_on
    return until is not None and until > on


def _opinion(outcomes: Sequence[forms.CorrectedFinding], on: date) -> str:
    """Return what follows for each finding, those with the same consequence together."""
    said: dict[str, list[str]] = {}
    for number, outcome in enumerate(outcomes, start=1):
        said.setdefault(_consequence(outcome, on), []).append(str(number))
    if len(said) == 1 and len(outcomes) > 1:
        return f"所列各项{next(iter(said))}"
    return "；".join(f"第{'、'.join(numbers)}项{words}" for words, numbers in said.items())


def _consequence(outcome: forms.CorrectedFinding, on: date) -> str:
    if outcome.outcome is Correction.CORRECTED:
        return "已改正，予以销号"
    if outcome.outcome is Correction.PARTLY:
        until = outcome.next_deadline_on
        return f"部分改正，其余责令于{chinese.day(until)}前改正" if until else "部分改正"
    if _has_time(outcome, on):
        return "尚未改正，责令在原定期限内改正"
    return "逾期未改正，依法移送处理"


def as_printed(finding: Finding, duties: Mapping[str, Sequence[Citation]]) -> forms.Finding:
    return forms.Finding(
        description=finding.description,
        violation=finding.violation,
        citations=tuple(cited(duty) for duty in duties.get(finding.violation, ())),
        deadline_on=finding.deadline_on if finding.measure is not Measure.AT_ONCE else None,
        is_fixed_on_spot=finding.measure is Measure.FIXED_ON_SPOT,
    )


def cited(citation: Citation) -> forms.Citation:
    """Return a citation as documents print it: title without its marks, article in words."""
    title: Words = citation.instrument.title
    bare = title.zh.strip("《》")
    whole = citation.words.zh
    number = f"（{citation.instrument.number}）" if citation.instrument.number else ""
    return forms.Citation(
        instrument=bare, article=whole.removeprefix(f"《{bare}》").removeprefix(number)
    )


def _ticks(facts: Facts, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    answered = [
        wording.Answered(
            line.item.record_field, line.verdict, [fault.box or fault.code for fault in line.faults]
        )
        for line in sheet.lines
        if line.verdict is not None
    ]
    ticks = wording.ticks_for(answered)
    gathers = facts.is_public_gathering_place
    ticks["public_gathering_place"] = ("YES" if gathers else "NO",)
    if facts.is_built_before_1998 is not None:
        ticks["completed_before_1998"] = ("YES" if facts.is_built_before_1998 else "NO",)
    return ticks


SECTIONS: Mapping[Group, str] = {
    Group.LEGALITY: "legality",
    Group.MANAGEMENT: "management",
    Group.BUILDING: "building",
    Group.EQUIPMENT: "facilities",
    Group.ELECTRICITY_AND_FIRE: "management",
    Group.DANGEROUS_GOODS: "dangerous_goods",
    Group.COMMUNITY: "committee",
}
"""The part of the form whose line 其他 takes items the form has no line of its own for."""

SAID: Mapping[Verdict, str] = {
    Verdict.PASS: "合格",
    Verdict.FAIL: "不合格",
    Verdict.NOT_APPLICABLE: "不涉及",
}


def _others(sheet: Sheet) -> dict[str, str]:
    """Return, by part of the form, the answers to items the form has no boxes for."""
    answers: dict[str, dict[Verdict, list[str]]] = {}
    for line in sheet.lines:
        section = SECTIONS.get(line.item.group)
        if line.verdict and section and line.item.record_field not in wording.fields_filled_by():
            by_verdict = answers.setdefault(section, {verdict: [] for verdict in SAID})
            by_verdict[line.verdict].append(line.item.title.zh)
    return {
        section: "；".join(
            f"{SAID[verdict]}：{'、'.join(titles)}"
            for verdict, titles in by_verdict.items()
            if titles
        )
        for section, by_verdict in answers.items()
    }


def counts(sheet: Sheet) -> dict[str, int]:
    """Return how many items passed, failed or did not apply, for the journal."""
    tally = {verdict: 0 for verdict in Verdict}
    for line in sheet.lines:
        if line.verdict is not None:
            tally[line.verdict] += 1
    return {
        "passed": tally[Verdict.PASS],
        "failed": tally[Verdict.FAIL],
        "not_applicable": tally[Verdict.NOT_APPLICABLE],
    }
