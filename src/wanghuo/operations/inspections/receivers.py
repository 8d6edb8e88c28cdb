"""
Listens to hazards and premises: a hazard that waits for re-inspection has an open task, any
other has none; premises no longer in use have none but those of their open hazards. Listens to
posts too, and to the ground of premises: open tasks and visits follow both.

The reason a task is released is kept in Chinese, the language of the record.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import override

from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards import signals as hazards
from wanghuo.operations.hazards.domain.extras import Picture
from wanghuo.operations.hazards.domain.terms import NextStep
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.inspections import selectors, services, signals
from wanghuo.operations.inspections.domain.terms import Origin, Purpose
from wanghuo.operations.inspections.models import Task
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.models import Organization
from wanghuo.registers.premises import signals as premises_signals
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services import Passing


@receiver(hazards.next_step_set)
def keep_task_of_hazard(hazard: Hazard, by: Actor, at: datetime, **_: Any) -> None:
    """Open, move, hand over or release the re-inspection task as the hazard's next step says."""
    if hazard.next_step == NextStep.DECIDE_EXTENSION:
        return  # the old day stands until the chief has decided
    task, due_on = selectors.open_task_of(hazard), hazard.next_due_on
    if hazard.next_step != NextStep.REINSPECT or due_on is None:
        if task is not None:
            services.release_task(task=task, reason=_because(hazard), by=by, at=at)
        return
    explained = hazard.next_due_explained
    if task is not None:
        services.reschedule_task(
            task=task, due_on=due_on, due_explained=explained, by=by, at=at,
            accountable=hazard.next_person,
        )  # fmt: skip
        return
    starts_on = hazard.deadline_on or day_of(at)
    services.open_task(
        premises=hazard.premises, origin=Origin.HAZARD, purpose=Purpose.REINSPECTION,
        window_start=min(starts_on, due_on), due_on=due_on,
        due_explained=explained, accountable=hazard.next_person,
        partner=_second(hazard), hazard=hazard,
        reason_facts={"description": hazard.description[:120]}, by=by, at=at,
    )  # fmt: skip


@receiver(hazards.closed)
def release_task_of_hazard(hazard: Hazard, by: Actor, at: datetime, **_: Any) -> None:
    """Release the task of a hazard that was closed otherwise than by that task's visit."""
    task = selectors.open_task_of(hazard)
    if task is not None:
        services.release_task(task=task, reason=_because(hazard), by=by, at=at)


@receiver(hazards.visit_asked)
def address_of_reinspection(hazard: Hazard, reader: Person, **_: Any) -> str | None:
    """Tell the hazard's page where its re-inspection is done."""
    task = selectors.open_task_of(hazard)
    return reverse("inspections:task", args=[task.pk]) if task is not None else None


@receiver(premises_signals.closed)
def release_tasks_of_premises(premises: Premises, by: Actor, at: datetime, **_: Any) -> None:
    """Release what was still to be visited at premises that are no longer in use there."""
    for task in selectors.open_tasks_at(premises):
        services.release_task(task=task, reason="监督对象已停止使用或者迁出", by=by, at=at)


@receiver(hazards.posts_followed)
def follow_posts(
    organization: Organization, by: Actor, at: datetime, is_left: bool, **_: Any
) -> None:
    """Give what people who left had open to whom the rule names."""
    services.hand_over(organization=organization, by=by, at=at, is_left=is_left)


@receiver(hazards.ground_followed)
def follow_ground(passing: Passing, by: Actor, at: datetime, **_: Any) -> None:
    """Take open tasks and visits along with their premises."""
    services.pass_over(passing, by=by, at=at)
    signals.ground_followed.send(sender=Task, passing=passing, by=by, at=at)


def _because(hazard: Hazard) -> str:
    with override("zh-hans"):
        now = hazard.get_next_step_display() if hazard.is_open else hazard.get_closing_display()
    return f"隐患无需复查：{now}"


def _second(hazard: Hazard) -> Person | None:
    """Return the officer who found it beside the one who has to look again."""
    found_by = (hazard.partner, hazard.found_by)
    return next(
        (person for person in found_by if person and person.pk != hazard.next_person_id), None
    )


@receiver(hazards.pictures_asked)
def pictures_of_hazard(hazard: Hazard, **_: Any) -> list[Picture]:
    """Give the hazard's page the photographs of the visits that found it and looked again."""
    return [
        Picture(
            address=(address := reverse("inspections:photograph", args=[photograph.pk])),
            thumbnail=address,
            caption=hazard.description,
            taken_at=photograph.taken_at,
        )
        for photograph in selectors.pictures_of(hazard)
    ]
