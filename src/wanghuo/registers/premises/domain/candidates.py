"""One row of a messy register, understood: an object to be, or what is wrong with the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.spreadsheets.cells import is_error
from wanghuo.registers.premises.domain import guesses, values
from wanghuo.registers.premises.domain.columns import FACILITY_COLUMNS, Column
from wanghuo.registers.premises.domain.normal import plain
from wanghuo.registers.premises.domain.terms import Occupancy, PremisesKind, SmallKind

BUILT_BEFORE = date(1998, 9, 1)
"""Buildings finished before the first Fire Law took effect stand apart on the official record."""
LARGEST_AREA_M2 = 10_000_000
TALLEST_M = 1_000
MOST_PEOPLE = 1_000_000
LONGEST = {"name": 128, "address": 200, "person": 64, "hours": 64, "note": 2000}
_SEPARATORS = re.compile(r"[、,，;；\n/]+")
_COMMUNITY_ENDINGS = re.compile(
    r"(社区居民委员会|社区居委会|居民委员会|村民委员会|社区委员会|居委会|村委会|社区|村)$"
)


class FormulaError(Invalid):
    code = "premises.formula-error"
    says = gettext_noop("The cell shows the error of a formula: {value}.")
    remedy = gettext_noop("Replace the formula by the value it should give.")


class RowLacksName(Invalid):
    code = "premises.row-lacks-name"
    says = gettext_noop("The row names no object.")
    remedy = gettext_noop("Write the name on the licence or on the sign.")


class RowLacksAddress(Invalid):
    code = "premises.row-lacks-address"
    says = gettext_noop("The row gives no address.")
    remedy = gettext_noop("Write street and number, or village and group.")


class TextTooLong(Invalid):
    code = "premises.text-too-long"
    says = gettext_noop("The text has {length} characters; {most} fit.")
    remedy = gettext_noop("Shorten it, or put the rest under the remarks.")


class UnknownCommunity(Invalid):
    code = "premises.unknown-community"
    says = gettext_noop("“{value}” is not a community or village of {station}.")
    remedy = gettext_noop("Use the official name, for example {example}.")


class NoCommunity(Invalid):
    code = "premises.no-community"
    says = gettext_noop("Neither the row nor its address names a community or village.")
    remedy = gettext_noop("Add a column 所属社区, or choose a community for such rows.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell; ``column`` counts from 0, None for the whole row."""

    refusal: Invalid
    column: int | None = None
    value: str = ""


@dataclass(slots=True)
class Candidate:
    """What a row says, field by field; unknown fields are absent."""

    number: int
    name: str = ""
    address: str = ""
    community: str = ""
    kind: PremisesKind = PremisesKind.UNIT
    facts: dict[str, Any] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    facilities: dict[str, int] = field(default_factory=dict)
    estates: list[dict[str, Any]] = field(default_factory=list)
    is_key_unit: bool | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not (self.name or self.address or self.facts or self.estates or self.problems)


def _area(text: str) -> Decimal | None:
    return values.number(text, most=LARGEST_AREA_M2)


def _height(text: str) -> Decimal | None:
    return values.number(text, most=TALLEST_M)


def _people(text: str) -> int | None:
    return values.count(text, most=MOST_PEOPLE)


def _degrees(text: str) -> Decimal | None:
    return values.number(text.rstrip("°EN东经北纬"), most=180, places=6)


READERS: Mapping[Column, tuple[str, Callable[[str], Any]]] = {
    Column.CREDIT_CODE: ("credit_code", values.credit_code),
    Column.HEAD_PHONE: ("head_phone", values.phone),
    Column.MANAGER_PHONE: ("manager_phone", values.phone),
    Column.HEAD_IDENTITY: ("head_identity_number", values.identity_number),
    Column.FLOOR_AREA: ("floor_area_m2", _area),
    Column.BASEMENT_AREA: ("basement_area_m2", _area),
    Column.FLOORS_BELOW: ("floors_below", values.count),
    Column.FLOOR_USED: ("highest_floor_used", values.highest_floor),
    Column.HEIGHT: ("height_m", _height),
    Column.ROOMS: ("rooms", _people),
    Column.BEDS: ("beds", _people),
    Column.SEATS: ("seats", _people),
    Column.STAFF: ("staff", _people),
    Column.BOARDERS: ("boarders", _people),
    Column.PUPILS: ("pupils", _people),
    Column.DWELLING: ("has_dwelling", values.yes_or_no),
    Column.LONGITUDE: ("longitude", _degrees),
    Column.LATITUDE: ("latitude", _degrees),
}
_TEXTS: Mapping[Column, tuple[str, int]] = {
    Column.HEAD_NAME: ("head_name", LONGEST["person"]),
    Column.MANAGER_NAME: ("manager_name", LONGEST["person"]),
    Column.HOURS: ("hours", LONGEST["hours"]),
}


def read_row(
    number: int, cells: Sequence[str], columns: Sequence[Column | None], *, sheet: str
) -> Candidate:
    """
    Understand one row; every cell that cannot be understood is a problem of the candidate.

    ``sheet`` is the sheet's name, which often tells what its rows are.
    """
    found = Candidate(number)
    said: dict[Column, str] = {}
    for at, column in enumerate(columns):
        text = cells[at] if at < len(cells) else ""
        if not text or column is None or column is Column.IGNORED:
            continue
        if is_error(text):
            found.problems.append(Problem(FormulaError(value=text), at, text))
            continue
        try:
            _take(found, said, column, text)
        except Invalid as refusal:
            found.problems.append(Problem(refusal, at, text))
    _name_and_place(found, said, columns)
    if not found.is_blank:
        _classify(found, said, sheet)
    return found


def _take(found: Candidate, said: dict[Column, str], column: Column, text: str) -> None:
    if column in READERS:
        fact, read = READERS[column]
        value = read(text)
        if value not in (None, ""):
            found.facts[fact] = value
    elif column in _TEXTS:
        fact, most = _TEXTS[column]
        if not values.is_nothing(text):
            found.facts[fact] = _fitting(plain(text), most)
    elif column in FACILITY_COLUMNS:
        count = _facility_count(text)
        if count:
            found.facilities[column.value] = count
    elif column is Column.FLOORS:
        above, below = values.storeys(text)
        pairs = {"floors_above": above, "floors_below": below}
        found.facts |= {fact: value for fact, value in pairs.items() if value is not None}
    elif column is Column.BUILT:
        built = values.day(text)
        if built:
            found.facts["is_built_before_1998"] = built < BUILT_BEFORE
    elif column is Column.KEY_UNIT:
        found.is_key_unit = values.yes_or_no(text)
    elif column is Column.RISK:
        level = guesses.risk(text)
        if level:
            found.facts["risk"] = level
    elif column is Column.ALIAS:
        found.aliases += [
            _fitting(plain(one), LONGEST["name"])
            for one in _SEPARATORS.split(text)
            if not values.is_nothing(one)
        ]
    elif column is Column.NOTE:
        if not values.is_nothing(text):
            so_far = found.facts.get("note")
            found.facts["note"] = (f"{so_far}；{text}" if so_far else text)[: LONGEST["note"]]
    else:
        said[column] = text


def _facility_count(text: str) -> int | None:
    """Read ``12具``, ``有`` or ``√``; having some without a number counts as one."""
    try:
        return _people(text)
    except Invalid:
        figures = re.search(r"\d+", plain(text))
        return int(figures[0]) if figures else int(bool(values.yes_or_no(text)))


def _fitting(text: str, most: int) -> str:
    if len(text) > most:
        raise TextTooLong(length=len(text), most=most)
    return text


def _name_and_place(
    found: Candidate, said: dict[Column, str], columns: Sequence[Column | None]
) -> None:
    places = {column: at for at, column in enumerate(columns) if column}
    for column, name in ((Column.NAME, "name"), (Column.ADDRESS, "address")):
        text = plain(said.get(column, ""))
        if values.is_nothing(text):
            continue
        try:
            setattr(found, name, _fitting(text, LONGEST[name]))
        except Invalid as refusal:
            found.problems.append(Problem(refusal, places[column], text))
    found.community = plain(said.get(Column.COMMUNITY, ""))
    if values.is_nothing(found.community):
        found.community = ""
    names = [plain(one) for one in _SEPARATORS.split(said.get(Column.ESTATES, ""))]
    names = [name for name in names if not values.is_nothing(name)]
    extra: dict[str, Any] = {"address": plain(said.get(Column.ESTATE_ADDRESS, ""))}
    for column, name in ((Column.HOUSEHOLDS, "households"), (Column.BUILDINGS, "buildings")):
        try:
            extra[name] = _people(said.get(column, ""))
        except Invalid as refusal:
            found.problems.append(Problem(refusal, places[column], said[column]))
    found.estates = [{"name": name} | (extra if len(names) == 1 else {}) for name in names]
    if found.is_blank:
        return
    if not found.name:
        found.problems.append(Problem(RowLacksName(), places.get(Column.NAME)))
    if not found.address:
        found.problems.append(Problem(RowLacksAddress(), places.get(Column.ADDRESS)))


def _classify(found: Candidate, said: dict[Column, str], sheet: str) -> None:
    use = said.get(Column.OCCUPANCY, "")
    kind = guesses.kind(said.get(Column.KIND, "")) or guesses.kind_by_name(found.name)
    if kind is None and guesses.kind(sheet) is PremisesKind.PROPERTY_COMPANY:
        kind = PremisesKind.PROPERTY_COMPANY
    found.kind = kind or PremisesKind.UNIT
    if found.kind is PremisesKind.PROPERTY_COMPANY:
        found.facts["occupancy"] = Occupancy.PROPERTY
        return
    if found.kind is not PremisesKind.UNIT:
        found.facts["occupancy"] = Occupancy.COMMITTEE
        return
    small: SmallKind | None = guesses.small_kind(use) or guesses.small_kind(
        said.get(Column.KIND, "")
    )
    if small:
        found.facts["small_kind"] = small
    occupancy = guesses.OCCUPANCY_OF_SMALL[small] if small else guesses.occupancy(use, found.name)
    if occupancy:
        found.facts["occupancy"] = occupancy


class Communities:
    """The communities and villages of a station, found by the names people give them."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        self._by_name: dict[str, str | None] = {}
        self._short: list[tuple[str, str]] = []
        self.names: list[str] = []
        for key, name in known:
            self.names.append(name)
            for spelling in {plain(name), short_name(name)}:
                taken = spelling in self._by_name and self._by_name[spelling] != key
                self._by_name[spelling] = None if taken else key
            self._short.append((short_name(name), key))
        self._short.sort(key=lambda pair: -len(pair[0]))

    def named(self, text: str) -> str | None:
        """Return the community a cell names: its official name, or without its ending."""
        bare = plain(text).replace(" ", "")
        for spelling in (bare, short_name(bare)):
            if found := self._by_name.get(spelling):
                return found
        longer = [key for short, key in self._short if len(short) > 1 and short in bare]
        return longer[0] if len(set(longer)) == 1 else None

    def in_address(self, address: str) -> str | None:
        """Return the one community whose name occurs in an address."""
        found = [key for short, key in self._short if len(short) > 1 and short in address]
        return found[0] if found else None


def short_name(name: str) -> str:
    """Return a community's name without what it is: 城东社区居委会 gives 城东."""
    return _COMMUNITY_ENDINGS.sub("", plain(name)) or plain(name)
