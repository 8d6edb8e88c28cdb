"""Listens to posts and to the ground of premises: open hazards follow both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.operations.hazards import services, signals
from wanghuo.operations.hazards.models import Hazard
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import signals as premises_signals
from wanghuo.registers.premises.services import Passing


@receiver(premises_signals.posts_followed)
def follow_posts(
    organization: Organization, by: Actor, at: datetime, is_left: bool, **_: Any
) -> None:
    services.hand_over(organization=organization, by=by, at=at, is_left=is_left)
    signals.posts_followed.send(
        sender=Hazard, organization=organization, by=by, at=at, is_left=is_left
    )


@receiver(premises_signals.ground_changed)
def follow_ground(passing: Passing, by: Actor, at: datetime, **_: Any) -> None:
    """Take open hazards along, and announce their next steps once the tasks came along too."""
    passed = services.pass_over(passing, by=by, at=at)
    signals.ground_followed.send(sender=Hazard, passing=passing, by=by, at=at)
    services.announce(passed, by=by, at=at)
