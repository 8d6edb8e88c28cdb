"""
Finds archived files that nothing names: what a crash left between writing a file and its row.

Cost: linear in files, entries and rows that name files; memory 32 bytes and a little more for
each file that is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings

from wanghuo.foundation.journal.models import Entry

CHUNK = 2000
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was found and, unless it was only looked for, removed. Units: ``size`` in bytes."""

    files: int
    size: int


def tidy(*, before: datetime, remove: bool) -> Tidied:
    """
    Count, or remove, the files older than ``before`` that no entry and no row names.

    Younger files are left alone: their act may still be running.
    """
    named = _named()
    files = size = 0
    for path in _archived():
        about = path.stat()
        is_named = path.suffix != UNFINISHED and bytes.fromhex(path.name) in named
        if is_named or about.st_mtime >= before.timestamp():
            continue
        files, size = files + 1, size + about.st_size
        if remove:
            path.unlink()
    return Tidied(files, size)


def _archived() -> Iterator[Path]:
    for path in Path(settings.ARCHIVE).rglob("*"):
        if path.suffix == UNFINISHED or _is_digest(path.name):
            yield path


def _is_digest(name: str) -> bool:
    return len(name) == 64 and all(sign in "0123456789abcdef" for sign in name)


def _named() -> set[bytes]:
    """Return every digest in an entry's evidence or in a column called ``digest`` or so."""
    named = set()
    for evidence in (
        Entry.objects.exclude(evidence=[]).values_list("evidence", flat=True).iterator(CHUNK)
    ):
        named |= {bytes.fromhex(kept["digest"]) for kept in evidence}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.name == "digest" or field.name.endswith("_digest"):
                held = model._default_manager.values_list(field.attname, flat=True)
                named |= {
                    bytes.fromhex(digest)
                    for digest in held.iterator(CHUNK)
                    if digest and _is_digest(digest)
                }
    return named
