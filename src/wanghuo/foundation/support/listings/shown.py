"""A list as one reader asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from wanghuo.foundation.support import pages
from wanghuo.foundation.support.listings.columns import Cell, Column
from wanghuo.foundation.support.listings.filters import Filter, OrganizationFilter
from wanghuo.foundation.support.listings.listing import BulkAct, Listing
from wanghuo.foundation.support.listings.trees import Node

COUNTED = 10_000
"""Rows counted exactly; more are said as 10,000+."""

AT_HAND = 5
"""Filters drawn at once; the rest unfold."""

MOVING = ("after", "before", "export", "print")
"""Parameters that name a place in the list, not the list."""


@dataclass(frozen=True, slots=True)
class SetFilter:
    """A filter with the value the address gives it."""

    filter: Filter
    value: Any
    request: HttpRequest

    @property
    def template(self) -> str:
        return f"listings/filter_{self.filter.template}.html"

    @property
    def is_drawn(self) -> bool:
        return bool(self.filter.template)

    @property
    def said(self) -> str:
        return self.filter.says(self.value, self.request) if self.value is not None else ""

    @property
    def joined(self) -> str:
        """The value as it stands in the address."""
        return ",".join(self.value) if isinstance(self.value, list) else str(self.value or "")

    @property
    def choices(self) -> list[tuple[str, Any, bool]]:
        known = [(str(code), label) for code, label in self.filter.choices(self.request)]
        if self.joined and self.joined not in dict(known):
            known.insert(0, (self.joined, self.said))
        return [(code, label, code == self.joined) for code, label in known]

    @property
    def without(self) -> str:
        """The address of the list without this filter."""
        return _address(self.request, dict.fromkeys(self.filter.parameters))


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as it is drawn."""

    column: Column
    direction: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    id: Any
    cells: list[Cell]
    tone: str


class Shown:
    """The rows, filters, heads and addresses of one answer."""

    def __init__(self, request: HttpRequest, listing: Listing, rows: QuerySet[Any]) -> None:
        self.request = request
        self.listing = listing
        self.title = listing.title
        self.filters = [SetFilter(f, f.read(request), request) for f in listing.filters]
        for chosen in self.active:
            rows = chosen.filter.narrow(rows, chosen.value, request)
        self.queryset = rows
        wanted = request.GET.get("order", "")
        found = listing.order_for(wanted)
        self.order_name = wanted if found else listing.first_order
        self.order = found or listing.orders[self.order_name]

    @property
    def active(self) -> list[SetFilter]:
        return [chosen for chosen in self.filters if chosen.value is not None]

    @property
    def filters_at_hand(self) -> list[SetFilter]:
        """The filters drawn first: the leading ones and those in use."""
        drawn = [chosen for chosen in self.filters if chosen.is_drawn]
        return [f for i, f in enumerate(drawn) if i < AT_HAND or f.value is not None]

    @property
    def filters_folded(self) -> list[SetFilter]:
        at_hand = self.filters_at_hand
        return [f for f in self.filters if f.is_drawn and f not in at_hand]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Parameters the filter form must carry on: order and columns, and undrawn filters."""
        drawn = {p for f in self.filters if f.is_drawn for p in f.filter.parameters}
        return [
            (name, value)
            for name, values in self.request.GET.lists()
            for value in values
            if name not in drawn and name not in MOVING
        ]

    @property
    def kept_for_columns(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.request.GET.lists()
            for value in values
            if name not in MOVING and name != "columns"
        ]

    @cached_property
    def columns(self) -> list[Column]:
        """The columns the reader chose, now or before; their order is the declared one."""
        known = self.listing.columns_by_key
        asked = [key for part in self.request.GET.getlist("columns") for key in part.split(",")]
        chosen = {key for key in asked if key in known}
        session = getattr(self.request, "session", None)
        place = f"columns:{self.listing.key}"
        if session is not None:
            if chosen and session.get(place) != sorted(chosen):
                session[place] = sorted(chosen)
            chosen = chosen or set(session.get(place, ())) & set(known)
        if not chosen:
            chosen = {column.key for column in self.listing.columns if column.is_default}
        return [column for column in self.listing.columns if column.key in chosen]

    @property
    def column_choice(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.columns) for column in self.listing.columns]

    @cached_property
    def page(self) -> pages.Page[Any]:
        get = self.request.GET
        return pages.keyset(
            self.queryset, order=self.order, after=get.get("after") or None,
            before=get.get("before") or None, size=self.listing.size,
        )  # fmt: skip

    @cached_property
    def rows(self) -> list[Row]:
        return [self.drawn(row) for row in self.page.rows]

    def drawn(self, row: Any) -> Row:
        tone = self.listing.row_tone(row) if self.listing.row_tone else ""
        return Row(row.pk, [column.cell(row) for column in self.columns], tone)

    @property
    def is_one_page(self) -> bool:
        return not self.page.next and not self.page.previous

    @cached_property
    def count(self) -> int:
        """How many rows there are, no further than ``COUNTED`` + 1."""
        if self.is_one_page:
            return len(self.page.rows)
        return pages.count_up_to(self.queryset, COUNTED)

    @property
    def count_said(self) -> str:
        if self.count > COUNTED:
            return gettext("{count}+ rows").format(count=f"{COUNTED:,}")
        rows = ngettext("{count} row", "{count} rows", self.count)
        return rows.format(count=f"{self.count:,}")

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        if not column.sort:
            return Head(column, "", "")
        direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(
            self.order_name, ""
        )
        turned = f"-{column.key}" if direction == "ascending" else column.key
        return Head(column, direction, self.address(order=turned))

    @property
    def next_address(self) -> str:
        return self.address(after=self.page.next) if self.page.next else ""

    @property
    def previous_address(self) -> str:
        return self.address(before=self.page.previous) if self.page.previous else ""

    @property
    def export_address(self) -> str:
        return self.address(export="xlsx")

    @property
    def may_export(self) -> bool:
        return self.listing.may_export(self.request)

    @property
    def print_address(self) -> str:
        return self.address(print="1")

    @property
    def bare_address(self) -> str:
        """The list without any filter."""
        return self.request.path

    def address(self, **changes: str | None) -> str:
        return _address(self.request, changes)

    @cached_property
    def tree(self) -> Sequence[tuple[Node, str, bool]]:
        """The organizations beside the list: node, address, whether it is the chosen one."""
        for chosen in self.filters:
            if isinstance(chosen.filter, OrganizationFilter):
                nodes = chosen.filter.tree(self.request)
                if len(nodes) < 2:
                    return ()
                name = chosen.filter.name
                return [
                    (node, self.address(**{name: str(node.id)}), node == chosen.value)
                    for node in nodes
                ]
        return ()

    @property
    def tree_root_address(self) -> str:
        names = [f.filter.name for f in self.filters if isinstance(f.filter, OrganizationFilter)]
        return _address(self.request, dict.fromkeys(names))

    @property
    def tree_is_chosen(self) -> bool:
        return any(is_chosen for _node, _address, is_chosen in self.tree)

    @property
    def bulk(self) -> list[BulkAct]:
        return [act for act in self.listing.bulk if act.is_allowed(self.request)]

    @property
    def filter_line(self) -> str:
        """The filters in words, for the head of a spreadsheet or print."""
        parts = []
        for chosen in self.active:
            said = chosen.said
            label = str(chosen.filter.label)
            parts.append(
                gettext("{label}: {value}").format(label=label, value=said) if said else label
            )
        return gettext("; ").join(parts) or gettext("All records in sight")


def _address(request: HttpRequest, changes: dict[str, str | None]) -> str:
    """Return this list's address with some parameters changed, from its first page."""
    parameters = request.GET.copy()
    for name in MOVING:
        parameters.pop(name, None)
    for name in [name for name, values in parameters.lists() if not any(values)]:
        parameters.pop(name)
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = value
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path
