"""Who may act on which object; no service of this room acts without asking here."""

from __future__ import annotations

from uuid import UUID

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person


def pass_through(
    by: Actor, permission: str, *, station: UUID, territory: UUID | None = None
) -> None:
    """
    Let ``by`` act on what belongs to a station; an installation acting by itself passes.

    Raises: PostLacksPermission; NotFound, for a station out of sight.
    """
    if not isinstance(by, Person):
        return
    access.require(by, permission)
    if not people.scope_of(by).holds(station=station, territory=territory):
        raise NotFound()
