"""
Listens to visits and handovers: who has a conflict of interest keeps away. Listens to the ground
of premises: plans follow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.insight.planning import selectors, services
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections import signals
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import signals as premises_signals
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services import Passing


@receiver(signals.officers_named)
def refuse_excluded(premises: Premises, officers: Sequence[Person], on: date, **_: Any) -> None:
    """Raises: OfficerExcluded."""
    conflict = selectors.conflict_of(officers, premises, on=on)
    if conflict is not None:
        raise inspections.OfficerExcluded(
            name=conflict.person.name, premises=premises.name, reason=conflict.reason,
            field="partner",
        )  # fmt: skip


@receiver(premises_signals.exclusions_asked)
def excluded_pairs(station: Organization, on: date, **_: Any) -> set[tuple[UUID, UUID]]:
    """Tell the rooms below whom a conflict of interest keeps from which premises."""
    return selectors.excluded(station, on=on)


@receiver(signals.ground_followed)
def follow_ground(passing: Passing, by: Actor, at: datetime, **_: Any) -> None:
    """Let the plans of two stations follow premises that passed from one to the other."""
    if passing.is_between_stations:
        services.pass_over(passing, by=by, at=at)
