"""Which function does which kind of work."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from django.apps import apps

Work = Callable[..., dict[str, Any] | None]
_works: dict[str, tuple[Work, str]] = {}


def work(kind: str, *, title: str) -> Callable[[Work], Work]:
    """Register a function as the work of ``kind``; ``title`` is an English message."""

    def register(function: Work) -> Work:
        _works[kind] = (function, title)
        return function

    return register


def work_of(kind: str) -> Work:
    load()
    return _works[kind][0]


def title_of(kind: str) -> str:
    load()
    return _works[kind][1] if kind in _works else kind


def load() -> None:
    """Import every room's ``tasks`` module, which registers its work."""
    for config in apps.get_app_configs():
        if config.name.startswith("wanghuo.") and find_spec(f"{config.name}.tasks"):
            importlib.import_module(f"{config.name}.tasks")
