"""
Content-addressed files: what an act rests on, named by its hash.

A file is written beside its place, flushed to disk and renamed, so a crash leaves either the
whole file or none. A file no entry names is harmless and can be collected.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from wanghuo.foundation.journal.domain import hashing
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import gettext_noop


class FileMissing(NotFound):
    code = "journal.file-missing"
    says = gettext_noop("The archived file is missing from the archive.")
    remedy = gettext_noop("Restore the archive folder from a backup.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the archive, as evidence of an act names it. Units: ``size`` in bytes."""

    digest: str
    algorithm: str
    size: int
    name: str
    media_type: str

    def as_evidence(self) -> dict[str, str | int]:
        return {
            "digest": self.digest, "algorithm": self.algorithm, "size": self.size,
            "name": self.name, "media_type": self.media_type,
        }  # fmt: skip


def keep(content: bytes, *, name: str, media_type: str) -> Kept:
    """Put ``content`` into the archive, once however often it is given."""
    algorithm = settings.JOURNAL_HASH
    digest = hashing.digest(algorithm, content)
    place = path_of(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{uuid7()}.part")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    return Kept(digest, algorithm, len(content), name, media_type)


def path_of(digest: str) -> Path:
    return Path(settings.ARCHIVE) / digest[:2] / digest[2:4] / digest


def read(digest: str) -> bytes:
    """
    Return an archived file's content.

    Raises: FileMissing.
    """
    try:
        return path_of(digest).read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(digest=digest) from error
