"""Listens to visits: an officer with a conflict of interest does not make one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.dispatch import receiver

from wanghuo.insight.planning import selectors
from wanghuo.operations.inspections import services as inspections
from wanghuo.operations.inspections import signals
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import Premises


@receiver(signals.officers_named)
def refuse_excluded(premises: Premises, officers: Sequence[Person], on: date, **_: Any) -> None:
    """Raises: OfficerExcluded."""
    conflict = selectors.conflict_of(officers, premises, on=on)
    if conflict is not None:
        raise inspections.OfficerExcluded(
            name=conflict.person.name, premises=premises.name, reason=conflict.reason,
            field="partner",
        )  # fmt: skip
