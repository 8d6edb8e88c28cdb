"""Closing, reopening, moving, and one object taking the place of another."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import concurrency
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.models import Territory
from wanghuo.registers.premises.domain.terms import PremisesStatus
from wanghuo.registers.premises.models import Premises, Succession
from wanghuo.registers.premises.services.accountability import ReasonMissing
from wanghuo.registers.premises.services.gate import pass_through
from wanghuo.registers.premises.services.particulars import NoStationThere, refuse_double, settle
from wanghuo.registers.premises.services.passing import announce_ground
from wanghuo.registers.premises.signals import closed


class NotInUse(Conflict):
    code = "premises.not-in-use"
    says = gettext_noop("{name} is already recorded as closed or moved away.")
    remedy = gettext_noop("Put it back into use first, if that was a mistake.")


class InUse(Conflict):
    code = "premises.in-use"
    says = gettext_noop("{name} is in use.")


class EndsInTheFuture(Invalid):
    code = "premises.ends-in-the-future"
    says = gettext_noop("The day {on} has not come yet.")
    remedy = gettext_noop("Give today or an earlier day.")


class SucceedsItself(Invalid):
    code = "premises.succeeds-itself"
    says = gettext_noop("An object cannot take its own place.")
    remedy = gettext_noop("Choose another object.")


@transaction.atomic
def close(
    *,
    premises: Premises,
    reason: str,
    on: date,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Premises:
    """
    Record that an object is no longer in use; open hazards and tasks end with it, upstairs.

    Raises: ReasonMissing, NotInUse, EndsInTheFuture, StaleVersion.
    """
    pass_through(by, "premises.close", station=premises.station_id, territory=premises.territory_id)
    return _end(premises, PremisesStatus.CLOSED, "premises.closed", reason, on, version, by, at)


def _end(
    premises: Premises,
    status: PremisesStatus,
    kind: str,
    reason: str,
    on: date,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Premises:
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if on > day_of(at):
        raise EndsInTheFuture(on=on, field="on")
    current = concurrency.claim(premises, version)
    if current.status != PremisesStatus.ACTIVE:
        raise NotInUse(name=current.name)
    current.status, current.ended_on = status, on
    current.save()
    facts = {"name": current.name, "reason": reason, "on": on}
    journal.record(kind, about=current, by=by, at=at, facts=facts)
    closed.send(sender=Premises, premises=current, by=by, at=at)
    return current


@transaction.atomic
def reopen(
    *, premises: Premises, reason: str, version: int | None, by: Actor, at: datetime
) -> Premises:
    """
    Put an object back into use, when it reopened or was closed by mistake.

    Raises: ReasonMissing, InUse, AlreadyRegistered, StaleVersion.
    """
    pass_through(by, "premises.close", station=premises.station_id, territory=premises.territory_id)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    current = concurrency.claim(premises, version)
    if current.status == PremisesStatus.ACTIVE:
        raise InUse(name=current.name)
    current.status, current.ended_on = PremisesStatus.ACTIVE, None
    refuse_double(current)
    current.save()
    facts = {"name": current.name, "reason": reason}
    journal.record("premises.reopened", about=current, by=by, at=at, facts=facts)
    return current


@transaction.atomic
def move(
    *,
    premises: Premises,
    reason: str,
    on: date,
    version: int | None,
    by: Actor,
    at: datetime,
    rules: Rulebook,
    territory: Territory | None = None,
    address: str = "",
) -> Premises:
    """
    Record that an object moved: with a new address to it, without one out of the district.

    On another station's ground the whole record goes to that station, with all that is open.

    Raises: ReasonMissing, NotInUse, EndsInTheFuture, NoStationThere, AlreadyRegistered,
    StaleVersion, access.NobodyTakesOver.
    """
    pass_through(
        by, "premises.change", station=premises.station_id, territory=premises.territory_id
    )
    if territory is None or not address.strip():
        return _end(premises, PremisesStatus.MOVED, "premises.moved", reason, on, version, by, at)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    current = concurrency.claim(premises, version)
    if current.status != PremisesStatus.ACTIVE:
        raise NotInUse(name=current.name)
    station = organizations.station_for(territory, on=day_of(at))
    if station is None:
        raise NoStationThere(territory=territory.name, field="territory")
    facts = {"name": current.name, "reason": reason, "from": current.address, "to": address}
    former = current.station
    current.territory, current.address, current.station = territory, address.strip(), station
    current.longitude = current.latitude = None
    settle(current, rules, day_of(at))
    is_passing = station.pk != former.pk
    journal.record(
        "premises.moved", about=current, by=by, at=at, facts=facts,
        concerning=[former, station] if is_passing else [],
    )  # fmt: skip
    announce_ground([current], former=former, by=by, at=at)
    return current


@transaction.atomic
def succeed(
    *,
    former: Premises,
    successor: Premises,
    on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> Succession:
    """
    Record that an object took the place of another at its address; the former one closes.

    Raises: SucceedsItself, EndsInTheFuture.
    """
    pass_through(by, "premises.close", station=former.station_id, territory=former.territory_id)
    if former.pk == successor.pk:
        raise SucceedsItself(field="successor")
    if on > day_of(at):
        raise EndsInTheFuture(on=on, field="on")
    link, _ = Succession.objects.get_or_create(
        former=former, successor=successor, defaults={"on": on, "reason": reason.strip()}
    )
    changed: list[Premises | Succession] = [link]
    ended = None
    if former.status == PremisesStatus.ACTIVE:
        ended = concurrency.claim(former)
        ended.status, ended.ended_on = PremisesStatus.CLOSED, on
        ended.save()
        changed.append(ended)
    facts = {"name": successor.name, "former": former.name, "reason": reason}
    journal.record(
        "premises.succeeded", about=changed, concerning=[successor, former], by=by, at=at,
        facts=facts,
    )  # fmt: skip
    if ended:
        closed.send(sender=Premises, premises=ended, by=by, at=at)
    return link
