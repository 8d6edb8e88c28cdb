"""Visits that the flows left over try every other month, and required ones may displace."""

from __future__ import annotations

from collections import Counter, defaultdict

from wanghuo.insight.planning.domain.demand import Capacity, worth_of
from wanghuo.insight.planning.domain.facts import Purpose
from wanghuo.insight.planning.domain.months import Seat
from wanghuo.insight.planning.domain.officers import Pair, best_pair, give

Placed = dict[Seat, tuple[int, Pair]]

MOST_DISPLACED = 4
"""Additional visits that one required visit may displace in a month; each is worth 500 or more."""


def purposes(seats: list[Seat]) -> dict[Seat, Purpose]:
    """Tell of each visit whether its object still needs it or merely profits from it."""
    rank: Counter[str] = Counter()
    result = {}
    for seat in sorted(seats, key=lambda seat: seat.key):
        place = seat.demand.place.id
        rank[place] += 1
        result[seat] = Purpose.FLOOR if rank[place] <= seat.demand.floor else Purpose.EXTRA
    return result


def place_left_overs(left: list[Seat], placed: Placed, capacity: Capacity, seed: str) -> list[Seat]:
    """
    Place what can still be placed; return the visits for which nothing is left.

    For a required visit shorter ones move to other months, and additional ones give way.
    """
    return _SecondChance(placed, capacity, seed).run(left)


class _SecondChance:
    def __init__(self, placed: Placed, capacity: Capacity, seed: str) -> None:
        self.placed, self.capacity, self.seed = placed, capacity, seed
        self.months: dict[str, list[int]] = defaultdict(list)
        for seat, (month, _) in placed.items():
            self.months[seat.demand.place.id].append(month)
        self.shortest = min((capacity.units(seat.demand.place) for seat in placed), default=0)
        purpose = purposes(list(placed))
        self.additional = sorted(
            (seat for seat in placed if purpose[seat] == Purpose.EXTRA),
            key=lambda seat: (worth_of(seat.demand, Purpose.EXTRA), seat.key),
        )

    def run(self, left: list[Seat]) -> list[Seat]:
        nowhere: list[Seat] = []
        for seat in self._required_first(left):
            if self._place(seat) or (self._is_required(seat) and self._make_room(seat)):
                continue
            displaced = self._displace(seat) if self._is_required(seat) else []
            nowhere += [other for other in displaced or [seat] if not self._place(other)]
        return nowhere

    def _required_first(self, left: list[Seat]) -> list[Seat]:
        counted = Counter({place: len(months) for place, months in self.months.items()})
        ranked = []
        for seat in sorted(left, key=lambda seat: seat.key):
            counted[seat.demand.place.id] += 1
            is_required = counted[seat.demand.place.id] <= seat.demand.floor
            worth = worth_of(seat.demand, Purpose.FLOOR if is_required else Purpose.EXTRA)
            ranked.append((-worth, seat.key, seat))
        return [seat for *_, seat in sorted(ranked, key=lambda entry: entry[:2])]

    def _is_required(self, seat: Seat) -> bool:
        return len(self.months[seat.demand.place.id]) < seat.demand.floor

    def _months_for(self, seat: Seat) -> list[int]:
        """List the months that keep their distance from the object's other visits."""
        demand = seat.demand
        others = self.months[demand.place.id]
        return [m for m in demand.months if all(abs(m - other) >= demand.gap for other in others)]

    def _place(self, seat: Seat, *, but: int = 0) -> bool:
        need = self.capacity.units(seat.demand.place)
        left = {month: self._left_for_two(month) for month in self._months_for(seat)}
        months = [month for month, units in left.items() if units >= need and month != but]
        for month in sorted(months, key=lambda month: (-left[month], month)):
            pair = best_pair(seat.demand, month, self.capacity, self.seed)
            if pair is not None:
                self._put(seat, month, pair)
                return True
        return False

    def _put(self, seat: Seat, month: int, pair: Pair) -> None:
        give(pair, month, self.capacity.units(seat.demand.place), self.capacity)
        self.placed[seat] = month, pair
        self.months[seat.demand.place.id].append(month)

    def _left_for_two(self, month: int) -> int:
        """Return the units that at least two officers still have in a month."""
        free = sorted(self.capacity.free[officer.id, month] for officer in self.capacity.officers)
        return free[-2] if len(free) > 1 else 0

    def _make_room(self, seat: Seat) -> bool:
        """Move one shorter visit to another month where what it leaves behind suffices."""
        units = self.capacity.units
        need = units(seat.demand.place)
        left = {month: self._left_for_two(month) for month in self.capacity.months}
        possible = set(self._months_for(seat))
        if not possible or self.shortest > min(need - 1, max(left.values())):
            return False
        elsewhere = {
            month: max((room for at, room in left.items() if at != month), default=0)
            for month in left
        }
        for other, (month, pair) in sorted(self.placed.items(), key=lambda entry: entry[0].key):
            moved = units(other.demand.place)
            most = min(need - 1, elsewhere[month])
            if month not in possible or not need - left[month] <= moved <= most:
                continue
            self._lift(other)
            if best_pair(seat.demand, month, self.capacity, self.seed) and self._place(
                other, but=month
            ):
                return self._place(seat)
            self._put(other, month, pair)
        return False

    def _lift(self, seat: Seat) -> None:
        month, pair = self.placed.pop(seat)
        give(pair, month, -self.capacity.units(seat.demand.place), self.capacity)
        self.months[seat.demand.place.id].remove(month)

    def _displace(self, seat: Seat) -> list[Seat]:
        """Put a required visit in place of the least worthy additional ones of one month."""
        units = self.capacity.units
        for month in self._months_for(seat):
            taken: list[Seat] = []
            found: Pair | None = None
            for other in self.additional:
                if self.placed[other][0] == month:
                    give(self.placed[other][1], month, -units(other.demand.place), self.capacity)
                    taken.append(other)
                    found = best_pair(seat.demand, month, self.capacity, self.seed)
                if found or len(taken) == MOST_DISPLACED:
                    break
            for other in taken:
                give(self.placed[other][1], month, units(other.demand.place), self.capacity)
            if found:
                for other in taken:
                    self.additional.remove(other)
                    self._lift(other)
                self._put(seat, month, found)
                return taken
        return []
