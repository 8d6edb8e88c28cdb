"""Listens to jurisdictions: officers are given only communities their organization covers."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.registers.access import services
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.organization.signals import jurisdictions_changed


@receiver(jurisdictions_changed)
def take_back_communities(organization: Organization, by: Actor, at: datetime, **_: Any) -> None:
    services.take_back_communities(organization=organization, by=by, at=at)
