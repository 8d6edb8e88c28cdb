"""Says of every planned visit why this object, why this month, why these officers."""

from __future__ import annotations

from collections import Counter, defaultdict

from wanghuo.insight.planning.domain.demand import Demand
from wanghuo.insight.planning.domain.facts import (
    KnownVisit,
    OfficerFacts,
    PlannedVisit,
    PlanRules,
    Purpose,
    Reason,
    Standing,
)
from wanghuo.insight.planning.domain.officers import Pair
from wanghuo.insight.planning.domain.outcome import Outcome
from wanghuo.registers.premises.domain.terms import Risk


def visits(outcome: Outcome, rules: PlanRules) -> tuple[PlannedVisit, ...]:
    """Return every visit of the year with its reasons, by month, then object."""
    explain = _Explanation(outcome, rules)
    lines = [explain.firm(demand, visit) for demand in outcome.demands for visit in demand.firm]
    for seat, (month, pair) in outcome.placed.items():
        lines.append(explain.new(seat.demand, outcome.purposes[seat], month, pair))
    return tuple(sorted(lines, key=lambda line: (line.month, line.place, line.lead)))


class _Explanation:
    def __init__(self, outcome: Outcome, rules: PlanRules) -> None:
        self.outcome, self.rules = outcome, rules
        self.officers = {officer.id: officer for officer in outcome.year.officers}
        self.by_month = Counter(month for month, _ in outcome.placed.values())
        self.mean = round(len(outcome.placed) / max(1, len(outcome.capacity.months)), 1)
        self.months: dict[str, list[int]] = defaultdict(list)
        for demand in outcome.demands:
            self.months[demand.place.id] += [visit.month for visit in demand.firm]
        for seat, (month, _) in outcome.placed.items():
            self.months[seat.demand.place.id].append(month)
        for taken in self.months.values():
            taken.sort()

    def firm(self, demand: Demand, visit: KnownVisit) -> PlannedVisit:
        place = demand.place
        rank = demand.firm.index(visit) + 1
        code = "done" if visit.standing == Standing.DONE else "fixed"
        return PlannedVisit(
            place=place.id,
            month=visit.month,
            lead=visit.lead,
            partner=visit.partner,
            minutes=visit.minutes or place.minutes,
            purpose=Purpose.FLOOR if rank <= place.floor else Purpose.EXTRA,
            standing=visit.standing,
            why_object=(Reason(code),),
        )

    def new(self, demand: Demand, purpose: Purpose, month: int, pair: Pair) -> PlannedVisit:
        before = [visit for visit in demand.earlier if visit.month == month]
        return PlannedVisit(
            place=demand.place.id,
            month=month,
            lead=pair[0],
            partner=pair[1],
            minutes=demand.place.minutes,
            purpose=purpose,
            standing=Standing.EARLIER if before else Standing.NEW,
            why_object=self._why_object(demand, purpose, month),
            why_month=self._why_month(demand, month, before),
            why_officers=self._why_officers(demand, month, pair, before),
        )

    def _cited(self, code: str, rule: str, **facts: object) -> Reason:
        citation = self.rules.citations.get(rule)
        return Reason(code, {**facts, "rule": citation} if citation else facts)

    def _why_object(self, demand: Demand, purpose: Purpose, month: int) -> tuple[Reason, ...]:
        place = demand.place
        if purpose == Purpose.FLOOR:
            number = self.months[place.id].index(month) + 1
            return (self._cited("floor", "floor", number=number, floor=place.floor),)
        reasons = []
        if place.is_key:
            reasons.append(self._cited("key", "extra", floor=place.floor))
        if place.risk == Risk.HIGH:
            reasons.append(self._cited("risk", "extra", floor=place.floor))
        return tuple(reasons) or (self._cited("extra", "ceiling", ceiling=place.ceiling),)

    def _why_month(
        self, demand: Demand, month: int, before: list[KnownVisit]
    ) -> tuple[Reason, ...]:
        place, reasons = demand.place, []
        taken = self.months[place.id]
        if before:
            reasons.append(Reason("same-month"))
        if len(demand.months) == 1:
            reasons.append(Reason("only-month"))
        window = next((window for window in demand.windows if month in window), None)
        if len(taken) > 1 and window:
            facts = {"number": taken.index(month) + 1, "total": len(taken), "gap": demand.gap}
            facts |= {"first": window[0], "last": window[-1]}
            reasons.append(self._cited("spaced", "spacing", **facts))
        if demand.gap < demand.wanted_gap:
            reasons.append(Reason("squeezed", {"wanted": demand.wanted_gap}))
        if (place.is_key or place.risk == Risk.HIGH) and month <= 6:
            reasons.append(Reason("early"))
        reasons.append(Reason("even", {"visits": self.by_month[month], "mean": self.mean}))
        return tuple(reasons)

    def _why_officers(
        self, demand: Demand, month: int, pair: Pair, before: list[KnownVisit]
    ) -> tuple[Reason, ...]:
        place, reasons = demand.place, []
        if any(set(visit.officers) == set(pair) for visit in before):
            reasons.append(Reason("same-officers"))
        for officer in pair:
            reasons.append(self._why_officer(demand, month, self.officers[officer]))
        if place.officer and place.officer not in pair:
            away = place.officer not in place.excluded
            code = "accountable-away" if away else "accountable-excluded"
            reasons.append(Reason(code, {"officer": place.officer}))
        certified = [officer for officer in pair if self.officers[officer].is_certified]
        if self.rules.certified_per_visit == 1 and len(certified) == 1:
            reasons.append(self._cited("certified", "certified", officer=certified[0]))
        if place.excluded:
            reasons.append(self._cited("excluded", "conflict", officers=sorted(place.excluded)))
        return tuple(reasons)

    def _why_officer(self, demand: Demand, month: int, officer: OfficerFacts) -> Reason:
        place = demand.place
        if officer.id == place.officer:
            return Reason("accountable", {"officer": officer.id})
        if place.territory and place.territory in officer.territories:
            return Reason("territory", {"officer": officer.id})
        capacity = self.outcome.capacity
        key = officer.id, month
        facts: dict[str, object] = {
            "officer": officer.id,
            "planned": (capacity.available[key] - capacity.free[key]) * capacity.unit,
            "available": capacity.available[key] * capacity.unit,
        }
        return Reason("hours", facts)
