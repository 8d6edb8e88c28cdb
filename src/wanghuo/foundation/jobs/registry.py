"""Which function does which kind of work."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any

from django.apps import apps

Work = Callable[..., dict[str, Any] | None]
_works: dict[str, tuple[Work, str, Mapping[str, str]]] = {}


def work(
    kind: str, *, title: str, counts: Mapping[str, str] | None = None
) -> Callable[[Work], Work]:
    """
    Register a function as the work of ``kind``; ``title`` is an English message.

    ``counts`` says in English what of its summary a page shows, and under which words.
    """

    def register(function: Work) -> Work:
        _works[kind] = (function, title, counts or {})
        return function

    return register


def work_of(kind: str) -> Work:
    load()
    return _works[kind][0]


def title_of(kind: str) -> str:
    load()
    return _works[kind][1] if kind in _works else kind


def counts_of(kind: str) -> Mapping[str, str]:
    load()
    return _works[kind][2] if kind in _works else {}


def load() -> None:
    """Import every room's ``tasks`` module, which registers its work."""
    for config in apps.get_app_configs():
        if config.name.startswith("wanghuo.") and find_spec(f"{config.name}.tasks"):
            importlib.import_module(f"{config.name}.tasks")
