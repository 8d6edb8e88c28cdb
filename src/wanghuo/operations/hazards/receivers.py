"""Listens to posts: open hazards follow them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.operations.hazards import services, signals
from wanghuo.operations.hazards.models import Hazard
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import signals as premises_signals


@receiver(premises_signals.posts_followed)
def follow_posts(
    organization: Organization, by: Actor, at: datetime, is_left: bool, **_: Any
) -> None:
    services.hand_over(organization=organization, by=by, at=at, is_left=is_left)
    signals.posts_followed.send(
        sender=Hazard, organization=organization, by=by, at=at, is_left=is_left
    )
