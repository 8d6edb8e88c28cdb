"""
Finds archived files that nothing names: what a crash left between writing a file and its row, and
what a row named that has served its time.

Cost: linear in files, entries and rows that name files; memory 32 bytes and a little more for
each file that is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, JSONField

from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal.models import Entry
from wanghuo.foundation.kernel.ids import uuid7

CHUNK = 2000
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was found and, unless it was only looked for, removed. Units: ``size`` in bytes."""

    files: int
    size: int


def tidy(*, before: datetime, remove: bool, among: Collection[str] | None = None) -> Tidied:
    """
    Count, or remove, the files older than ``before`` that no entry and no row names.

    Younger files are left alone: their act may still be running. ``among`` limits it to the files
    of some digests.
    """
    if among is not None and not among:
        return Tidied(0, 0)
    named = _named()
    files = size = 0
    for path in _archived() if among is None else _there(among):
        about = path.stat()
        is_named = path.suffix != UNFINISHED and bytes.fromhex(path.name) in named
        if is_named or about.st_mtime >= before.timestamp():
            continue
        if remove and not _removed(path, before):
            continue
        files, size = files + 1, size + about.st_size
    return Tidied(files, size)


def _there(digests: Collection[str]) -> Iterator[Path]:
    return (path for path in map(archive.path_of, digests) if path.exists())


def _removed(path: Path, before: datetime) -> bool:
    """Remove a file, or put it back when an act was given it again while it was looked at."""
    aside = path.with_name(f".{uuid7()}{UNFINISHED}")
    path.rename(aside)
    if aside.stat().st_mtime >= before.timestamp():
        aside.rename(path)
        return False
    aside.unlink()
    return True


def _archived() -> Iterator[Path]:
    for path in Path(settings.ARCHIVE).rglob("*"):
        if path.suffix == UNFINISHED or _is_digest(path.name):
            yield path


def _is_digest(name: str) -> bool:
    return len(name) == 64 and all(sign in "0123456789abcdef" for sign in name)


def _named() -> set[bytes]:
    """Return every digest in an entry's evidence or in a column that holds one."""
    named = set()
    for evidence in (
        Entry.objects.exclude(evidence=[]).values_list("evidence", flat=True).iterator(CHUNK)
    ):
        named |= {bytes.fromhex(kept["digest"]) for kept in evidence}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if lookup := _naming(field):
                held = model._default_manager.values_list(lookup, flat=True)
                named |= {
                    bytes.fromhex(digest)
                    for digest in held.iterator(CHUNK)
                    if digest and _is_digest(digest)
                }
    return named


def _naming(field: Field[Any, Any]) -> str:
    """Return what of a column holds a digest; empty for one that holds none."""
    if field.name == "digest" or field.name.endswith("_digest"):
        return field.attname
    if field.name == "file" and isinstance(field, JSONField):
        return "file__digest"
    return ""
