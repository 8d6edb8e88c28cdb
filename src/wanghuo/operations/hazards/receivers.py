"""Listens to posts: open hazards follow them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.operations.hazards import services
from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization.models import Organization


@receiver(assignments_changed)
def follow_posts(organization: Organization, by: Actor, at: datetime, **_: Any) -> None:
    services.hand_over(organization=organization, by=by, at=at)
