"""Keeps who answers for objects, and for the documents to be served, in step with posts."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import services
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.signals import posts_followed


@receiver(assignments_changed)
def resolve(organization: Organization, by: Actor, at: datetime, is_left: bool, **_: Any) -> None:
    services.resolve_everywhere(organization, by=by, at=at, is_left=is_left)
    services.hand_over_papers(organization=organization, by=by, at=at, is_left=is_left)
    posts_followed.send(sender=Premises, organization=organization, by=by, at=at, is_left=is_left)
