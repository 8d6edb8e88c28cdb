"""
The tree of organizations beside a list.

Organizations live on a higher floor; whoever knows them hands in the question to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Node:
    """An organization as the tree shows it; ``path`` begins with the path of what stands above."""

    id: UUID
    code: str
    label: str
    path: str
    depth: int


Source = Callable[[Any], Sequence[Node]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Let ``source`` answer which organizations a person sees, in order of their paths."""
    _sources[:] = [source]


def organizations(request: HttpRequest) -> Sequence[Node]:
    """Return the organizations the reader sees; asked once per request."""
    remembered: Sequence[Node] | None = getattr(request, "_organization_tree", None)
    if remembered is None:
        user = getattr(request, "user", None)
        remembered = _sources[0](user) if _sources and user else ()
        request._organization_tree = remembered  # type: ignore[attr-defined]
    return remembered
