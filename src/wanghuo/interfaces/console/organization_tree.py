"""Answers the lists' question which organizations a person sees."""

from __future__ import annotations

from django.utils.translation import get_language

from wanghuo.foundation.support.listings.trees import Node
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization import selectors as organizations


def nodes_seen_by(person: Person) -> list[Node]:
    """Return the organizations a list can be narrowed to, parents before children."""
    if not person.is_authenticated:
        return []
    seen = organizations.police_line(access.scope_of(person).stations)
    in_english = get_language() == "en"
    return [
        Node(
            id=organization.pk,
            code=organization.code,
            label=(organization.name_en if in_english else organization.short_name)
            or organization.name,
            path=organization.path,
            depth=organization.depth,
        )
        for organization in seen
    ]
