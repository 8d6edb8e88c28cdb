"""More time: the premises ask, the chief decides."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support import device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards.domain import extensions, lifecycle
from wanghuo.operations.hazards.domain.lifecycle import Act
from wanghuo.operations.hazards.domain.terms import Decision
from wanghuo.operations.hazards.models import Extension, Hazard
from wanghuo.operations.hazards.services import steps
from wanghuo.operations.hazards.services.assigning import ReasonMissing
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person


class RequesterMissing(Invalid):
    code = "hazards.requester-missing"
    says = gettext_noop("A request for an extension names who asked for it.")
    remedy = gettext_noop("Give the name of the person of the premises who asked.")


class NoPendingExtension(Conflict):
    code = "hazards.no-pending-extension"
    says = gettext_noop("This request has already been decided.")


@transaction.atomic
def request_extension(
    *,
    hazard: Hazard,
    requested_by: str,
    reason: str,
    until: date,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    id: UUID | None = None,
) -> Extension:
    """
    Record that the premises asked for more time; the chief has to decide next.

    The same ``id`` again returns what is there.
    Raises: PostLacksPermission, RequesterMissing, ReasonMissing, IllegalTransition,
    TooLateToExtend, TooManyExtensions, DeadlineTooEarly, DeadlineTooLate.
    """
    access.require(by, "hazards.extend")
    if id is not None and (known := Extension.objects.filter(pk=id, hazard=hazard).first()):
        return known
    if not requested_by.strip():
        raise RequesterMissing(field="requested_by")
    if not reason.strip():
        raise ReasonMissing(field="reason")
    hazard = steps.locked(hazard)
    move = lifecycle.move(hazard.lifecycle_status, Act.REQUEST_EXTENSION)
    on = day_of(at)
    extensions.check(
        until, deadline_on=hazard.deadline, on=on,
        granted=hazard.extensions.filter(decision=Decision.GRANTED).count(),
        rules=rules, place=hazard.territory.code,
    )  # fmt: skip
    request = Extension.objects.create(
        id=device_ids.free(Extension, id),
        hazard=hazard, requested_by=requested_by.strip(), reason=reason.strip(),
        until=until, deadline_before=hazard.deadline, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    steps.move_on(hazard, move, on=on, rules=rules, calendar=calendar)
    hazard.save()
    journal.record(
        "hazards.extension_requested", about=[hazard, request], by=by, at=at,
        concerning=[hazard.premises], facts={
            "requested_by": request.requested_by, "until": until, "reason": request.reason,
        },
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return request


@transaction.atomic
def decide_extension(
    *,
    extension: Extension,
    is_granted: bool,
    reason: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    document_number: str = "",
) -> Extension:
    """
    Grant or refuse more time; a refusal needs its reason, and the old deadline stands.

    Deciding the same way again returns what is there.
    Raises: PostLacksPermission, NoPendingExtension, ReasonMissing.
    """
    access.require(by, "hazards.decide_extension")
    hazard = steps.locked(extension.hazard)
    extension = Extension.objects.get(pk=extension.pk)
    decision = Decision.GRANTED if is_granted else Decision.REFUSED
    if extension.decision == decision:
        return extension
    if extension.decision != Decision.PENDING:
        raise NoPendingExtension()
    if not is_granted and not reason.strip():
        raise ReasonMissing(field="reason")
    act = Act.GRANT_EXTENSION if is_granted else Act.REFUSE_EXTENSION
    move = lifecycle.move(hazard.lifecycle_status, act)
    extension.decision, extension.decided_at, extension.decided_by = decision, at, by
    extension.decision_reason, extension.document_number = reason.strip(), document_number.strip()
    extension.save()
    if is_granted:
        hazard.deadline_on = extension.until
    steps.move_on(hazard, move, on=day_of(at), rules=rules, calendar=calendar)
    hazard.save()
    journal.record(
        "hazards.extension_granted" if is_granted else "hazards.extension_refused",
        about=[hazard, extension], by=by, at=at, concerning=[hazard.premises],
        facts={"until": extension.until, "reason": extension.decision_reason},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return extension
