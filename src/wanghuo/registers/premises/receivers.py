"""Keeps who answers for objects in step with posts."""

from typing import Any

from django.dispatch import receiver

from wanghuo.registers.access.signals import assignments_changed
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import services


@receiver(assignments_changed)
def resolve(organization: Organization, **_: Any) -> None:
    services.resolve_everywhere(organization)
