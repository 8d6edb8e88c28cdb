"""
Keeps who answers for objects, and for the documents to be served, in step with posts; keeps
objects with the station that covers their ground.
"""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict
from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization import signals as organization_signals
from wanghuo.registers.organization.domain.kinds import OrganizationKind
from wanghuo.registers.organization.models import Organization, Territory
from wanghuo.registers.premises import services
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.signals import posts_followed


@receiver(assignments_changed)
def resolve(organization: Organization, by: Actor, at: datetime, is_left: bool, **_: Any) -> None:
    services.resolve_everywhere(organization, by=by, at=at, is_left=is_left)
    services.hand_over_papers(organization=organization, by=by, at=at, is_left=is_left)
    posts_followed.send(sender=Premises, organization=organization, by=by, at=at, is_left=is_left)


@receiver(assignments_changed)
def gather(organization: Organization, by: Actor, at: datetime, is_left: bool, **_: Any) -> None:
    """Give a station what lies on its ground as soon as it has people to answer for it."""
    if is_left or organization.kind != OrganizationKind.STATION:
        return
    try:
        services.gather(organization, by=by, at=at)
    except Conflict:
        return  # what lies there stays with its station until another post is taken up


@receiver(organization_signals.jurisdictions_changed)
def follow_ground(
    organization: Organization, territory: Territory, by: Actor, at: datetime, **_: Any
) -> None:
    """Let what lies on ground that another station covers now pass to that station."""
    if organization.kind == OrganizationKind.STATION:
        ground = organizations.below(territory)
        services.follow_ground(ground=ground, by=by, at=at)
