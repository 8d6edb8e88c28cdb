"""
Finding supervised objects by words, pinyin initials, address, code, people and telephones.

Cost: the shortest posting list of the question's tokens, not the size of the register.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.domain.tokens import Question, Wanted, question
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.selectors.records import visible

_SQL = {
    "sqlite": (
        "SELECT entry.premises_id FROM premises_search"
        " JOIN premises_searchentry entry ON entry.id = premises_search.rowid"
        " WHERE premises_search MATCH %s"
    ),
    "postgresql": (
        "SELECT premises_id FROM premises_searchentry"
        " WHERE array_to_tsvector(string_to_array(tokens, ' ')) @@ %s::tsquery"
    ),
}

MOST_SORTED = 500
"""Matches that are put in order; a word more objects share than that names none of them."""


def search(text: str, seen_by: Person, *, limit: int = 20) -> list[Premises]:
    """
    Return the objects in sight that match ``text``, those in use first, then by name.

    Of more than ``MOST_SORTED`` matches any are taken: sorting a whole register to show a few
    of it would take seconds.
    """
    rows = visible(seen_by)
    some = list(matching(rows.order_by(), text).values_list("pk", flat=True)[:MOST_SORTED])
    return list(rows.filter(pk__in=some).order_by("status", "name", "id")[:limit])


def matching(rows: QuerySet[Premises], text: str) -> QuerySet[Premises]:
    """Limit ``rows`` to those that match ``text``; a text without letters or figures finds none."""
    asked = question(text)
    if not asked:
        return rows.none() if text.strip() else rows
    query = (_fts5 if connection.vendor == "sqlite" else _tsquery)(asked)
    return rows.filter(pk__in=RawSQL(_SQL[connection.vendor], [query]))


def _fts5(asked: Question) -> str:
    def token(wanted: Wanted) -> str:
        return f'"{wanted.token}"' + ("*" if wanted.is_beginning else "")

    return " AND ".join(
        "(" + " OR ".join("(" + " AND ".join(map(token, way)) + ")" for way in part) + ")"
        for part in asked
    )


def _tsquery(asked: Question) -> str:
    def token(wanted: Wanted) -> str:
        return f"'{wanted.token}'" + (":*" if wanted.is_beginning else "")

    return " & ".join(
        "(" + " | ".join("(" + " & ".join(map(token, way)) + ")" for way in part) + ")"
        for part in asked
    )
