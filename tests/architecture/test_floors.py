"""The house stands: floors, rooms, doors, foreign keys, the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "wanghuo"
FLOORS = ["foundation", "registers", "operations", "insight", "interfaces"]
DOORS = {"services", "selectors", "domain", "signals"}
FOUNDATION_IS_OPEN = "foundation"
"""The foundation's rooms are made of doors: every module there may be used."""


def modules() -> Iterator[Path]:
    yield from (path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(name: str) -> tuple[str, str] | None:
    parts = name.split(".")
    if len(parts) > 2 and parts[0] == "wanghuo" and parts[1] in FLOORS:
        return parts[1], parts[2]
    return None


def test_every_import_contract_is_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(cache_dir=None, no_cache=True, no_logo=True) == EXIT_STATUS_SUCCESS


MODELS_ARE_TYPES = {"models", "requests", "scope", "record_tabs"}
"""Beside the doors: model classes as types of arguments, and registries made for upper rooms."""


def test_a_room_is_entered_through_its_doors():
    offences = []
    for path in modules():
        here = room_of(dotted(path))
        for name in imports_of(path):
            there = room_of(name)
            if there is None or there == here or there[0] == FOUNDATION_IS_OPEN:
                continue
            inner = name.split(".")[3:]
            if inner and inner[0] not in DOORS | MODELS_ARE_TYPES:
                offences.append(f"{path.relative_to(ROOT)} imports {name}")

    assert not offences, "\n".join(offences)


def test_foreign_keys_point_downward_by_name_and_leave_no_trace_below():
    order = {floor: number for number, floor in enumerate(FLOORS)}
    offences = []
    for model in apps.get_models():
        here = room_of(model.__module__)
        if here is None:
            continue
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            there = room_of(field.related_model.__module__)
            if there is None or there == here:
                continue
            if order[there[0]] > order[here[0]]:
                offences.append(f"{model._meta.label}.{field.name} points upward")
            if not field.remote_field.hidden:
                offences.append(f"{model._meta.label}.{field.name} needs related_name='+'")

    assert not offences, "\n".join(offences)


READS_THE_CLOCK = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time"),
    ("random", "random"), ("random", "choice"), ("random", "randint"), ("random", "shuffle"),
    ("clock", "now"), ("clock", "today"),
}  # fmt: skip
CONVERSIONS = {("timezone", "localtime"), ("timezone", "localdate")}
EDGE = {"views", "tasks", "management", "middleware", "clock", "templatetags", "receivers"}


def reads_of_the_clock(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        call = (name, node.func.attr)
        converts = call in CONVERSIONS and (node.args or node.keywords)
        if call in READS_THE_CLOCK and not converts:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {name}.{node.func.attr}()"


def test_only_the_edge_reads_the_clock_or_chance():
    offences = []
    for path in modules():
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] == "interfaces" or EDGE & set(parts):
            continue
        offences += reads_of_the_clock(path)

    assert not offences, "\n".join(offences)


def test_no_module_is_a_drawer_for_odds_and_ends():
    drawers = {"utils", "util", "common", "misc", "helpers"}

    assert not [str(path) for path in modules() if drawers & set(path.with_suffix("").parts)]


def test_no_two_modules_import_each_other_under_cover_of_their_types():
    covered = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "typing.TYPE_CHECKING" in set(imports_of(path))
    ]

    assert not covered


def test_no_module_outgrows_a_reader():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert not long


def test_every_room_says_what_it_owns():
    silent = [
        str(path.parent.relative_to(PACKAGE))
        for floor in FLOORS
        for path in (PACKAGE / floor).glob("*/__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not silent
