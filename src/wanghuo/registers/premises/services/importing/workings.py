"""What entering an import and taking it back have in common: work done beside the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from types import TracebackType
from typing import Generic, Self, TypeVar
from uuid import UUID

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services.desk import Desk, Holder, Place
from wanghuo.registers.premises.services.importing.spool import Spool
from wanghuo.registers.premises.services.passing import announce_ground

S = TypeVar("S")


class Workings(Generic[S]):
    """
    Steps that will be written, with the digests of their rows, kept in files.

    ``codes`` are those in use at the station, on which the steps rest.
    """

    def __init__(
        self,
        batch: ImportBatch,
        *,
        by: Person,
        at: datetime,
        rules: Rulebook,
        codes: Mapping[Place, Holder],
    ) -> None:
        self.batch, self.by, self.at = batch, by, at
        self._codes = codes
        self._desk = Desk(rules=rules, at=at, station=batch.station, known=codes)
        self._digester = journal.Digester(by)
        self._territories: dict[str, Territory] = {}
        self._files = ExitStack()
        self._steps: Spool[S] = self._files.enter_context(Spool())
        self._digests: Spool[list[journal.Digested]] = self._files.enter_context(Spool())
        self._moved: Spool[list[UUID]] = self._files.enter_context(Spool())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()

    def digests(self) -> Iterator[journal.Digested]:
        for digests in self._digests:
            yield from digests

    def carry_along(self) -> None:
        """
        Let what is open at objects in another community follow them; call it after writing.

        Raises: access.NobodyTakesOver.
        """
        for ids in self._moved:
            found = Premises.objects.select_related("territory", "station__territory").in_bulk(ids)
            premises = list(found.values())
            announce_ground(premises, former=self.batch.station, by=self.by, at=self.at)

    def _keep(self, step: S) -> None:
        """Keep a step and the digests of the desk's rows, and clear the desk for the next."""
        self._steps.add(step)
        self._digests.add([self._digester.of(row) for row in self._desk.rows])
        if self._desk.moved:
            self._moved.add([one.pk for one in self._desk.moved])
        self._desk.clear()

    def _is_station_as_found(self, codes: Mapping[Place, Holder]) -> bool:
        """Say whether codes to be taken and ground to lie on are as they were when work began."""
        if any(codes.get(key) != self._codes.get(key) for key in self._desk.taken):
            return False
        return self._desk.is_ground_as_found()

    def _territory(self, pk: str) -> Territory:
        known = self._territories.get(pk)
        if known is None:
            known = self._territories[pk] = Territory.objects.get(pk=pk)
        return known
