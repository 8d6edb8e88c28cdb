"""
A crowd of rows: one lived row multiplied by the database itself, to sizes no service would reach.

Only reading is measured on it; the rows carry no journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

from wanghuo.foundation.support import statistics

STATIONS = "benchmark_station"

INDEXES_SQLITE = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
)
INDEXES_POSTGRESQL = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
)
UNCHECKED_SQLITE, CHECKED_SQLITE = "PRAGMA foreign_keys = 0", "PRAGMA foreign_keys = 1"
UNCHECKED_POSTGRESQL = "SET session_replication_role = replica"
CHECKED_POSTGRESQL = "SET session_replication_role = origin"


def multiply(template: Model, count: int, **columns: str) -> None:
    """
    Insert ``count`` copies of ``template``.

    ``columns`` gives SQL for columns that differ; in it ``n.i`` counts from 1 and ``s`` is the
    row of the station whose turn it is. A ``%`` in it is written twice.
    """
    quote = connection.ops.quote_name
    names = [field.column for field in template._meta.concrete_fields if field.column in columns]
    names += [
        field.column
        for field in template._meta.concrete_fields
        if field.column not in columns and not (field.primary_key and field.db_returning)
    ]
    values = ", ".join(columns.get(name, f"t.{quote(name)}") for name in names)
    targets = ", ".join(quote(name) for name in names)
    table = quote(template._meta.db_table)
    key = quote(template._meta.pk.column)
    stations = _one("SELECT count(*) FROM " + STATIONS)
    if connection.vendor == "sqlite":
        series = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
        )
        source = "n"
    else:
        series, source = "", f"generate_series(1, {count}) AS n(i)"
    sql = (
        f"{series} INSERT INTO {table} ({targets}) SELECT {values} FROM {source}"
        f" JOIN {STATIONS} s ON s.k = n.i %% {stations} CROSS JOIN {table} t WHERE t.{key} = %s"
    )
    with indexes_laid_aside(template._meta.db_table), connection.cursor() as cursor:
        cursor.execute(sql, [template._meta.pk.get_db_prep_value(template.pk, connection)])


@contextmanager
def indexes_laid_aside(table: str) -> Iterator[None]:
    """
    Fill a table without its indexes and without asking after every foreign key.

    Made anew in one go each index is sorted once; kept up row by row over millions of rows, it
    no longer fits the cache and every row waits for the disk.
    """
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(INDEXES_SQLITE if is_sqlite else INDEXES_POSTGRESQL, [table])
        kept = cursor.fetchall()
        for name, _definition in kept:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(UNCHECKED_SQLITE if is_sqlite else UNCHECKED_POSTGRESQL)
        yield
        cursor.execute(CHECKED_SQLITE if is_sqlite else CHECKED_POSTGRESQL)
        for _name, definition in kept:
            cursor.execute(definition)


def identifier(kind: int, counter: str = "n.i") -> str:
    """Return SQL for a time-ordered id of the ``kind``-th table, from a counter."""
    if connection.vendor == "sqlite":
        time = f"printf('%08x', {kind} * 268435456 + {counter} / 16)"
        return f"{time} || '00007000a000' || printf('%012x', {counter})"
    return (
        f"(lpad(to_hex({kind}::bigint * 268435456 + {counter} / 16), 8, '0') || '00007000a000' ||"
        f" lpad(to_hex({counter}), 12, '0'))::uuid"
    )


def day_of_year(counter: str, year: int) -> str:
    """Return SQL for a day of ``year``, spread over its first 320 days."""
    if connection.vendor == "sqlite":
        return f"date('{year}-01-01', '+' || ({counter} %% 320) || ' days')"
    return f"(date '{year}-01-01' + ({counter} %% 320)::int)"


def remember_stations(rows: list[tuple[str, str, str, str]]) -> None:
    """Keep the ids of station, territory, officer and partner in a table, numbered from 0."""
    kind = "text" if connection.vendor == "sqlite" else "uuid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {STATIONS} (k integer PRIMARY KEY, id {kind}, territory {kind},"
            f" officer {kind}, partner {kind})"
        )
        cursor.executemany(
            f"INSERT INTO {STATIONS} (k, id, territory, officer, partner)"
            " VALUES (%s, %s, %s, %s, %s)",
            [(number, *row) for number, row in enumerate(rows)],
        )


def gather_statistics() -> None:
    """Leave the tables as a night leaves them: the product on SQLite, the server on PostgreSQL."""
    if connection.vendor == "sqlite":
        statistics.refresh()
    else:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
