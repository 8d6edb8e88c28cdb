"""Filters of a list: each reads its part of the address, narrows the rows and says itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import Term, gettext_noop
from wanghuo.foundation.support.listings import trees

Choices = Sequence[tuple[str, Any]]
Years = tuple[int, int]
"""The first and the last year, both counted."""


class UnknownFilterValue(Invalid):
    code = "listings.unknown-filter-value"
    says = gettext_noop("The filter {name} does not know the value {value}.")
    remedy = gettext_noop("Open the list again without this filter and choose from its values.")


class Filter:
    """
    What every filter answers; ``value`` is what ``read`` made of the address.

    ``template`` draws the control; a filter without one is set only by links from other pages.
    """

    template = "choice"

    def __init__(self, name: str, label: Any) -> None:
        self.name = name
        self.label = label

    @property
    def parameters(self) -> tuple[str, ...]:
        return (self.name,)

    def read(self, request: HttpRequest) -> Any:
        """Return the value in the address, or None. Raises: UnknownFilterValue."""
        return request.GET.get(self.name, "").strip() or None

    def choices(self, request: HttpRequest) -> Choices:
        return ()

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        raise NotImplementedError

    def says(self, value: Any, request: HttpRequest) -> str:
        return str(value)

    def years(self, rows: QuerySet[Any], value: Any) -> Years | None:
        """Return the years ``rows`` are of, when this filter is about time."""
        return None

    def unknown(self, value: object) -> UnknownFilterValue:
        return UnknownFilterValue(name=str(self.label), value=str(value)[:60])


class ChoiceFilter(Filter):
    """One of some values; several may stand in the address, joined by commas."""

    def __init__(
        self,
        name: str,
        label: Any,
        choices: Callable[[HttpRequest], Choices] | Choices,
        *,
        field: str = "",
        apply: Callable[[QuerySet[Any], list[str]], QuerySet[Any]] | None = None,
    ) -> None:
        super().__init__(name, label)
        self._choices = choices
        self.field = field or name
        self.apply = apply

    def choices(self, request: HttpRequest) -> Choices:
        return self._choices(request) if callable(self._choices) else self._choices

    def read(self, request: HttpRequest) -> list[str] | None:
        wanted = [v for part in request.GET.getlist(self.name) for v in part.split(",") if v]
        if not wanted:
            return None
        known = {str(value) for value, _label in self.choices(request)}
        for value in wanted:
            if value not in known:
                raise self.unknown(value)
        return wanted

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        if self.apply:
            return self.apply(rows, value)
        return rows.filter(**{f"{self.field}__in": value})

    def says(self, value: Any, request: HttpRequest) -> str:
        labels = {str(code): str(label) for code, label in self.choices(request)}
        return gettext(", ").join(labels[code] for code in value)


class YearFilter(ChoiceFilter):
    """A year; one in which nothing happened yet is a year all the same."""

    def read(self, request: HttpRequest) -> list[str] | None:
        given = request.GET.get(self.name, "")
        if not given:
            return None
        if not re.fullmatch(r"[12]\d{3}", given):
            raise self.unknown(given)
        return [given]

    def says(self, value: Any, request: HttpRequest) -> str:
        return str(value[0])

    def years(self, rows: QuerySet[Any], value: Any) -> Years | None:
        if value:
            return int(value[0]), int(value[0])
        return None if self.apply else _span(rows, self.field)


class TermFilter(ChoiceFilter):
    """One code of a term."""

    def __init__(self, name: str, label: Any, term: type[Term], **options: Any) -> None:
        super().__init__(
            name, label, [(member.value, _(member.english)) for member in term], **options
        )


class FlagFilter(Filter):
    """Yes or nothing: a box to tick."""

    template = "flag"

    def __init__(
        self,
        name: str,
        label: Any,
        *,
        apply: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None,
        field: str = "",
    ) -> None:
        super().__init__(name, label)
        self.apply = apply
        self.field = field or name

    def read(self, request: HttpRequest) -> bool | None:
        given = request.GET.get(self.name, "")
        if given in ("", "0"):
            return None
        if given in ("1", "on", "true"):
            return True
        raise self.unknown(given)

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        return self.apply(rows) if self.apply else rows.filter(**{self.field: True})

    def says(self, value: Any, request: HttpRequest) -> str:
        return ""


class TextFilter(Filter):
    """Free text, found as ``apply`` finds it."""

    template = "text"

    def __init__(
        self,
        name: str,
        label: Any,
        *,
        apply: Callable[[QuerySet[Any], str], QuerySet[Any]],
        placeholder: Any = "",
    ) -> None:
        super().__init__(name, label)
        self.apply = apply
        self.placeholder = placeholder

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        return self.apply(rows, value)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``since`` to ``until``, both counted, as people mean them."""

    since: date | None
    until: date | None


class DateFilter(Filter):
    """From a day to a day; ``is_instant`` for columns that hold instants."""

    template = "days"

    def __init__(self, name: str, label: Any, *, field: str = "", is_instant: bool = False) -> None:
        super().__init__(name, label)
        self.field = field or name
        self.is_instant = is_instant

    @property
    def parameters(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    def read(self, request: HttpRequest) -> Days | None:
        since, until = (self._day(request.GET.get(name, "")) for name in self.parameters)
        return Days(since, until) if since or until else None

    def _day(self, text: str) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise self.unknown(text) from None

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        if value.since:
            rows = rows.filter(**{f"{self.field}__gte": self._start(value.since)})
        if value.until and value.until < date.max:
            rows = rows.filter(**{f"{self.field}__lt": self._start(value.until + timedelta(1))})
        return rows

    def _start(self, day: date) -> date | datetime:
        if not self.is_instant:
            return day
        return timezone.make_aware(datetime.combine(day, time.min))

    def says(self, value: Any, request: HttpRequest) -> str:
        since = value.since.isoformat() if value.since else ""
        until = value.until.isoformat() if value.until else ""
        return f"{since} – {until}".strip()

    def years(self, rows: QuerySet[Any], value: Any) -> Years | None:
        if value and value.since and value.until:
            return value.since.year, value.until.year
        first, last = _span(rows, self.field) or (None, None)
        return (_year_of(first), _year_of(last)) if first else None


def _span(rows: QuerySet[Any], field: str) -> tuple[Any, Any] | None:
    """Return the least and the greatest value of ``field``."""
    found = rows.order_by().aggregate(first=Min(field), last=Max(field))
    return (found["first"], found["last"]) if found["first"] is not None else None


def _year_of(day: Any) -> int:
    return (timezone.localtime(day) if isinstance(day, datetime) else day).year


class ReferenceFilter(Filter):
    """One record, reached by a link from its page; ``named`` says it without showing its id."""

    template = ""

    def __init__(
        self,
        name: str,
        label: Any,
        *,
        field: str = "",
        named: Callable[[UUID, HttpRequest], str] | None = None,
    ) -> None:
        super().__init__(name, label)
        self.field = field or name
        self.named = named

    def read(self, request: HttpRequest) -> UUID | None:
        given = super().read(request)
        try:
            return UUID(given) if given else None
        except ValueError:
            raise self.unknown(given) from None

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        return rows.filter(**{self.field: value})

    def says(self, value: Any, request: HttpRequest) -> str:
        return self.named(value, request) if self.named else ""


class OrganizationFilter(Filter):
    """An organization with everything below it; drawn as a tree beside the list."""

    template = ""

    def __init__(self, name: str = "station", label: Any = "", *, field: str = "") -> None:
        super().__init__(name, label or _("Organization"))
        self.field = field or name

    def tree(self, request: HttpRequest) -> Sequence[trees.Node]:
        return trees.organizations(request)

    def read(self, request: HttpRequest) -> trees.Node | None:
        given = super().read(request)
        if not given:
            return None
        for node in self.tree(request):
            if given in (str(node.id), node.code):
                return node
        raise self.unknown(given)

    def narrow(self, rows: QuerySet[Any], value: Any, request: HttpRequest) -> QuerySet[Any]:
        below = [node.id for node in self.tree(request) if node.path.startswith(value.path)]
        return rows.filter(**{f"{self.field}__in": below})

    def says(self, value: Any, request: HttpRequest) -> str:
        return str(value.label)
