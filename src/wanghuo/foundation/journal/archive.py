"""
Content-addressed files: what an act rests on, named by its hash.

A file is written beside its place, flushed to disk and renamed, so a crash leaves either the
whole file or none. A file no entry names is harmless and can be collected.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from wanghuo.foundation.journal.domain import hashing
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import gettext_noop

PIECE = 1 << 18
"""Bytes."""


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


def keep(content: bytes | Iterable[bytes], *, name: str, media_type: str) -> Kept:
    """
    Put ``content``, whole or in pieces, into the archive, once however often it is given.

    Given again, the file counts as young again, so that tidying leaves it alone.
    """
    algorithm = settings.JOURNAL_HASH
    hash_, size = hashing.new(algorithm), 0
    beside = Path(settings.ARCHIVE) / f".{uuid7()}.part"
    beside.parent.mkdir(parents=True, exist_ok=True)
    try:
        with beside.open("wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                file.write(piece)
                hash_.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        digest = hash_.hexdigest()
        place = path_of(digest)
        try:
            os.utime(place)
        except OSError:  # not there, or put there by another user
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    return Kept(digest, algorithm, size, name, media_type)


def path_of(digest: str) -> Path:
    return Path(settings.ARCHIVE) / digest[:2] / digest[2:4] / digest


def read(digest: str) -> bytes:
    """
    Return an archived file's content.

    Raises: FileMissing.
    """
    with opened(digest) as file:
        return file.read()


def opened(digest: str) -> BinaryIO:
    """
    Open an archived file to be read piece by piece.

    Raises: FileMissing.
    """
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError as error:
        raise FileMissing(digest=digest) from error


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield what is in ``file`` by so much at a time that memory need not hold it."""
    while piece := file.read(PIECE):
        yield piece
