"""Giving a hazard to another officer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import steps
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import Layer


class ReasonMissing(Invalid):
    code = "hazards.reason-missing"
    says = gettext_noop("This needs a reason.")
    remedy = gettext_noop("Say in a sentence why.")


class NotOfThisStation(Invalid):
    code = "hazards.not-of-this-station"
    says = gettext_noop("{name} is not an officer of {station}.")
    remedy = gettext_noop("Choose one of the station's officers.")


class AlreadyClosed(Conflict):
    code = "hazards.already-closed"
    says = gettext_noop("This hazard was closed on {on}.")


@transaction.atomic
def reassign(*, hazard: Hazard, to: Person, reason: str, by: Person, at: datetime) -> Hazard:
    """
    Make another officer of the station accountable, from now on.

    A step that waits for the chief or the brigade stays where it is.
    Raises: PostLacksPermission, ReasonMissing, AlreadyClosed, NotOfThisStation.
    """
    access.require(by, "hazards.reassign")
    if not reason.strip():
        raise ReasonMissing(field="reason")
    hazard = steps.locked(hazard)
    if not hazard.is_open:
        raise AlreadyClosed(on=hazard.closed_at)
    if hazard.officer_id == to.pk:
        return hazard
    if not people.officers_of(hazard.station).filter(pk=to.pk).exists():
        raise NotOfThisStation(name=to.name, station=hazard.station.name, field="to")
    before = hazard.officer
    hazard.officer = to
    if hazard.next_layer == Layer.OFFICER:
        hazard.next_person = to
    hazard.save(update_fields=["officer", "next_person"])
    journal.record(
        "hazards.reassigned", about=hazard, by=by, at=at, concerning=[hazard.premises],
        facts={"from": before.name, "to": to.name, "reason": reason.strip()},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return hazard
