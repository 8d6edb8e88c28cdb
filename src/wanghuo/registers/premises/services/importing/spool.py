"""A long list of things kept out of memory, for this process alone."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar

from django.conf import settings

IN_MEMORY = 1 << 23
"""Bytes kept before a file is taken; a file has no name and ends with the process."""
T = TypeVar("T")


class Spool(Generic[T]):
    """What was added comes back in order, as often as it is asked for."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed with the spool
            max_size=IN_MEMORY, dir=str(settings.DATA)
        )
        self._count = 0

    def add(self, thing: T) -> None:
        pickle.dump(thing, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
