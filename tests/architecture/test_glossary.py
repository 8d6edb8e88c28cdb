"""Every word of the field that is a class stands in the glossary with its Chinese."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps

import wanghuo
from wanghuo.foundation.kernel.words import Term

LINE = re.compile(r"^\| (?P<chinese>[^|]+) \| `(?P<name>\w+)` \| (?P<meaning>[^|]+) \|$", re.M)
RUNS = re.compile(r"__main__$|\.settings|\.wsgi$")
"""Modules that start something when they are imported."""

GLOSSARY = (Path(__file__).resolve().parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")
LINES = {found["name"]: found["chinese"] for found in LINE.finditer(GLOSSARY)}


def terms(of: type[Term] = Term) -> set[str]:
    """Return the names of the product's own enumerations; what only a page draws is no word."""
    for module in pkgutil.walk_packages(wanghuo.__path__, "wanghuo."):
        if not RUNS.search(module.name):
            importlib.import_module(module.name)
    below = of.__subclasses__()
    own = {
        term.__name__
        for term in below
        if term.__module__.startswith("wanghuo.") and ".views" not in term.__module__
    }
    return own.union(*(terms(term) for term in below))


def models() -> set[str]:
    ours = (m for m in apps.get_models() if m.__module__.startswith("wanghuo."))
    return {model.__name__ for model in ours}


def test_every_enumeration_and_every_model_has_its_line():
    assert sorted((terms() | models()) - LINES.keys()) == []


def test_every_line_names_a_class_there_is():
    assert sorted(LINES.keys() - terms() - models()) == []


@pytest.mark.parametrize("name", LINES)
def test_a_line_has_its_chinese(name: str):
    assert re.search(r"[一-鿿]", LINES[name])
