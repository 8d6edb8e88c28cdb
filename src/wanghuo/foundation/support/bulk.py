"""
Writes hundreds of thousands of rows of a model at the price the database itself asks.

What Django does for each row anew (building statements, asking fields for their columns) is done
once; PostgreSQL gets rows by COPY. Signals are not sent, and no column is read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    Field,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

FEW = 50
"""Rows for which COPY is not worth its turns to the server."""
NARROW = 8
"""Columns up to which one statement for many rows is the faster one."""
VARIABLES = 32766
"""Values one statement may hold on SQLite."""
Stored = tuple[Any, ...]
"""A row's columns as the database driver takes them, in the order of :class:`Table`."""


class Table:
    """The columns of a model, and how the database stores them."""

    def __init__(self, model: type[Model]) -> None:
        quoted = connection.ops.quote_name
        self.name = quoted(model._meta.db_table)
        fields = model._meta.concrete_fields
        self._quoted = {field.attname: quoted(cast("str", field.column)) for field in fields}
        self._storing = {field.attname: _storing(field) for field in fields}
        self.given = tuple(field.attname for field in fields if not isinstance(field, AutoField))
        """The columns a new row brings; a counted key comes from the database."""

    def stored(self, row: Model, names: Sequence[str] = ()) -> Stored:
        """Return some columns of a row, or all it brings, as the database takes them."""
        values, storing = row.__dict__, self._storing
        return tuple(
            None if (value := values[name]) is None else storing[name](value)
            for name in names or self.given
        )

    def adapted(self, values: Iterable[Any]) -> Stored:
        """Return the values of a new row, in the order of ``given``, as the database takes them."""
        pairs = zip(values, self.given, strict=True)
        return tuple(None if value is None else self._storing[name](value) for value, name in pairs)

    def insert(self, rows: Sequence[Stored]) -> None:
        """Write new rows, each with the columns ``given``."""
        names = ", ".join(self._quoted[name] for name in self.given)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql" and len(rows) > FEW:
                with cursor.copy(f"COPY {self.name} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                return
            row_of_places = f"({', '.join(['%s'] * len(self.given))})"
            insert = f"INSERT INTO {self.name} ({names}) VALUES"
            if len(self.given) > NARROW:
                cursor.executemany(f"{insert} {row_of_places}", rows)
                return
            # One statement for many rows: full-text search then sorts their words together.
            at_once = VARIABLES // len(self.given)
            for start in range(0, len(rows), at_once):
                some = rows[start : start + at_once]
                places = ", ".join([row_of_places] * len(some))
                cursor.execute(f"{insert} {places}", list(chain(*some)))

    def update(self, rows: Sequence[Stored], names: Sequence[str]) -> None:
        """Write columns of rows that are there, found by the last one of ``names``."""
        if not rows:
            return
        *changed, key = (self._quoted[name] for name in names)
        written = ", ".join(f"{name} = %s" for name in changed)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {self.name} SET {written} WHERE {key} = %s", rows)


@lru_cache(maxsize=64)
def table(model: type[Model]) -> Table:
    """Return the table of a model; made once, for one database serves one process."""
    return Table(model)


def insert(model: type[Model], rows: Iterable[Model]) -> None:
    """Write new rows of one model."""
    into = table(model)
    into.insert([into.stored(row) for row in rows])


def _storing(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """Return how a column's value is stored; the plain kinds without asking the field each time."""
    target = getattr(field, "target_field", field)
    for kind, store in ((BooleanField, bool), (IntegerField, int)):
        if isinstance(target, kind):
            return store
    if isinstance(target, CharField | TextField):
        return str
    if isinstance(target, UUIDField):
        return _itself if connection.features.has_native_uuid_field else attrgetter("hex")
    return partial(field.get_db_prep_save, connection=connections[DEFAULT_DB_ALIAS])


def _itself(value: Any) -> Any:
    return value
