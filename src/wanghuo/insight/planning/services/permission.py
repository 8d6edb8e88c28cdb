"""Asks whether who acts may, and sees the station whose plan it is."""

from __future__ import annotations

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access import selectors as access_selectors
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization


def require(by: Actor, permission: str, station: Organization) -> None:
    """
    Refuse unless ``by`` may do this for the station; the installation itself may do anything.

    Raises: PostLacksPermission, NotFound for a station out of sight.
    """
    if isinstance(by, Person):
        access.require(by, permission)
        if not access_selectors.scope_of(by).holds(station=station.pk):
            raise NotFound()


def person_or_none(by: Actor) -> Person | None:
    """Return the person who acts, or None when the installation does."""
    return by if isinstance(by, Person) else None
