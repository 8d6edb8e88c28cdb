"""What every happening of the simulated year needs: rules, chance, people, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.interfaces.simulation.services.agenda import Agenda, moment
from wanghuo.registers.access.models import Person

DAY_BEGINS, DAY_ENDS = 8 * 60 + 30, 17 * 60 + 30


@dataclass
class World:
    """What every happening of the year needs."""

    agenda: Agenda
    rules: Rulebook
    calendar: WorkingCalendar
    rng: Random
    until: datetime
    refused: Counter[str] = field(default_factory=Counter)
    people: dict[UUID, Person] = field(default_factory=dict)

    def person(self, person_id: UUID | None) -> Person:
        """Return somebody as one signed-in person, who remembers posts and sight."""
        if person_id is None:
            raise LookupError("a lived hazard that is open has a next person")
        known = self.people.get(person_id)
        if known is None:
            known = Person.objects.select_related("organization").get(pk=person_id)
            self.people[person_id] = known
        return known

    def working_moment(self, on: date, *, not_before: datetime | None = None) -> datetime:
        """Return an instant in the working hours of ``on``, or of the next working day."""
        day = self.calendar.first_working_day(on)
        at = moment(day, self.rng.randint(DAY_BEGINS, DAY_ENDS))
        return max(at, not_before + timedelta(minutes=10)) if not_before else at

    def later(self, at: datetime, days: int, act: Callable[[datetime], None]) -> None:
        """Let ``act`` happen some days after ``at``, in working hours."""
        when = self.working_moment(at.date() + timedelta(days=days), not_before=at)
        self.agenda.write(when, lambda now: self.attempt(act, now))

    def attempt(self, act: Callable[[datetime], object], at: datetime) -> None:
        """Do something that a rule may refuse; life goes on, the refusal is counted."""
        try:
            act(at)
        except Refused as refusal:
            self.refused[refusal.code] += 1
