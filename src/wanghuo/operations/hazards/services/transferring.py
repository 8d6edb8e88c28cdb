"""Handing a hazard to the authority that may decide, and what that authority answers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Conflict, Invalid, NotAllowed
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import deadlines as counting
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.rulebook.calendar import WorkingCalendar
from wanghuo.foundation.support import device_ids
from wanghuo.foundation.support.clock import day_of
from wanghuo.operations.hazards import selectors
from wanghuo.operations.hazards.domain import lifecycle
from wanghuo.operations.hazards.domain.lifecycle import Act
from wanghuo.operations.hazards.domain.terms import Answer, Closing, NextStep
from wanghuo.operations.hazards.models import Hazard, Transfer
from wanghuo.operations.hazards.services import papers, reporting, steps
from wanghuo.operations.hazards.services.assigning import ReasonMissing
from wanghuo.operations.hazards.services.closing import ProofMissing
from wanghuo.registers.access import selectors as people
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import services as documents
from wanghuo.registers.organization.models import Organization

KINDS = {
    Answer.CORRECTED: "hazards.answered_corrected",
    Answer.CASE_FILED: "hazards.answered_case_filed",
    Answer.RETURNED: "hazards.answered_returned",
}


class NotTheReceiver(NotAllowed):
    code = "hazards.not-the-receiver"
    says = gettext_noop("This transfer was sent to {organization}.")
    remedy = gettext_noop("Somebody of {organization} has to do this.")


class AlreadyAnswered(Conflict):
    code = "hazards.already-answered"
    says = gettext_noop("This transfer was answered on {on}.")


class CannotDecide(Invalid):
    code = "hazards.cannot-decide"
    says = gettext_noop("{organization} does not decide such violations.")
    remedy = gettext_noop("Choose one of: {possible}.")


@transaction.atomic
def transfer(
    *,
    hazard: Hazard,
    to: Organization,
    reason: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    danger: str = "",
    id: UUID | None = None,
) -> Transfer:
    """
    Hand a hazard over in writing; the receiver has to confirm receipt next.

    A severe hazard not reported yet is reported in the same act. The same ``id`` again returns
    what is there.
    Raises: PostLacksPermission, ReasonMissing, IllegalTransition, CannotDecide, NoSuchAgency.
    """
    access.require(by, "hazards.transfer")
    if id is not None and (known := Transfer.objects.filter(pk=id, hazard=hazard).first()):
        return known
    if not reason.strip():
        raise ReasonMissing(field="reason")
    hazard = steps.locked(hazard)
    move = lifecycle.move(hazard.lifecycle_status, Act.TRANSFER)
    possible = selectors.receivers(hazard, rules=rules)
    if to not in possible:
        raise CannotDecide(
            organization=to.name, possible=[agency.name for agency in possible], field="to"
        )
    on = day_of(at)
    draft = transfer_draft(
        hazard=hazard, to=to, reason=reason, by=by, on=on, rules=rules, calendar=calendar
    )
    letter = documents.issue(
        kind=draft.kind, organization=hazard.station, subject=hazard,
        concerning=[hazard.premises], payload=draft.payload, by=by, at=at,
    )  # fmt: skip
    # What was not due to be sent yet is sent in time, whenever that is.
    due_on = on
    if hazard.next_step == NextStep.SEND_TRANSFER and hazard.next_due_on is not None:
        due_on = hazard.next_due_on
    sent = Transfer.objects.create(
        id=device_ids.free(Transfer, id),
        hazard=hazard, to=to, letter=letter, reason=reason.strip(), sent_at=at,
        sent_by=by, due_on=due_on,
    )  # fmt: skip
    steps.move_on(
        hazard, move, on=on, rules=rules, calendar=calendar, person=selectors.receiver(hazard, to)
    )
    hazard.save()
    reports = reporting.report_together(
        papers.severe([hazard]), orders=[], danger=danger, by=by, at=at, rules=rules
    )
    journal.record(
        "hazards.transferred", about=[hazard, sent, *reports], by=by, at=at,
        concerning=[hazard.premises], facts={
            "to": to.name, "number": letter.number_text, "reason": sent.reason, "due_on": due_on,
        },
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return sent


def transfer_draft(
    *,
    hazard: Hazard,
    to: Organization,
    reason: str,
    by: Person,
    on: date,
    rules: Rulebook,
    calendar: WorkingCalendar,
) -> papers.Draft:
    """Return the letter as it would be issued on a day; nothing is numbered or kept."""
    reply = counting.deadline(rules, lifecycle.REPLY.clock.rule, on=on, place=hazard.territory.code)
    return papers.transfer_draft(
        hazard, to=to, reason=reason.strip(), by=by, rules=rules,
        reply_due_on=counting.due(reply, on, calendar).on,
    )  # fmt: skip


@transaction.atomic
def record_receipt(
    *,
    transfer: Transfer,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    number: str = "",
) -> Transfer:
    """
    Confirm that the transfer arrived; the receiver has to answer next.

    The officer confirms for a receiver that does not work in the product. Confirming again
    returns what is there.
    Raises: NotTheReceiver, IllegalTransition.
    """
    hazard, transfer = _claimed(transfer, by)
    if transfer.received_at is not None:
        return transfer
    move = lifecycle.move(hazard.lifecycle_status, Act.RECEIVE)
    transfer.received_at, transfer.received_by = at, by
    transfer.receipt_number = number.strip()
    transfer.save()
    steps.move_on(
        hazard, move, on=day_of(at), rules=rules, calendar=calendar,
        person=selectors.receiver(hazard, transfer.to),
    )  # fmt: skip
    hazard.save()
    journal.record(
        "hazards.transfer_received", about=[hazard, transfer], by=by, at=at,
        concerning=[hazard.premises], facts={"to": transfer.to.name, "number": number.strip()},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return transfer


@transaction.atomic
def record_reply(
    *,
    transfer: Transfer,
    answer: Answer,
    note: str,
    by: Person,
    at: datetime,
    rules: Rulebook,
    calendar: WorkingCalendar,
    number: str = "",
) -> Transfer:
    """
    Answer a transfer: corrected, case filed, or returned with the reason.

    After a return the station's chief has to pass it on. The same answer again returns what is
    there.
    Raises: NotTheReceiver, ReasonMissing, AlreadyAnswered, IllegalTransition.
    """
    hazard, transfer = _claimed(transfer, by)
    if transfer.answered_at is not None:
        if transfer.answer == answer:
            return transfer
        raise AlreadyAnswered(on=transfer.answered_at)
    if not note.strip():
        raise ReasonMissing(field="note")
    act = Act.RETURN if answer is Answer.RETURNED else Act.REPLY
    move = lifecycle.move(hazard.lifecycle_status, act)
    transfer.answer, transfer.answered_at, transfer.answered_by = answer, at, by
    transfer.answer_note, transfer.answer_number = note.strip(), number.strip()
    transfer.save()
    steps.move_on(hazard, move, on=day_of(at), rules=rules, calendar=calendar)
    hazard.save()
    journal.record(
        KINDS[answer], about=[hazard, transfer], by=by, at=at, concerning=[hazard.premises],
        facts={"to": transfer.to.name, "note": transfer.answer_note, "number": number.strip()},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return transfer


@transaction.atomic
def close_transferred(*, hazard: Hazard, note: str, by: Person, at: datetime) -> Hazard:
    """
    Close a hazard on the strength of the other authority's answer.

    Raises: PostLacksPermission, IllegalTransition, ProofMissing.
    """
    access.require(by, "hazards.transfer")
    hazard = steps.locked(hazard)
    lifecycle.move(hazard.lifecycle_status, Act.CLOSE_TRANSFER)
    answered = hazard.transfers.filter(answered_at__isnull=False).order_by("answered_at").last()
    if answered is None:
        raise ProofMissing()
    proof = " ".join(part for part in (answered.answer_number, answered.answer_note, note) if part)
    steps.end(
        hazard, Closing.TRANSFERRED, by=by, at=at, proof_document=answered.letter_id,
        proof_note=proof.strip(),
    )  # fmt: skip
    hazard.save()
    journal.record(
        "hazards.closed_on_answer", about=hazard, by=by, at=at, concerning=[hazard.premises],
        facts={"to": answered.to.name, "proof": proof.strip()},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return hazard


def _claimed(transfer: Transfer, by: Person) -> tuple[Hazard, Transfer]:
    hazard = steps.locked(transfer.hazard)
    transfer = Transfer.objects.select_related("to", "letter").get(pk=transfer.pk)
    require_receiver(transfer, by)
    return hazard, transfer


def require_receiver(transfer: Transfer, person: Person) -> None:
    """
    Refuse whoever may not confirm or answer a transfer.

    Raises: NotTheReceiver.
    """
    if not may_answer(transfer, person):
        raise NotTheReceiver(organization=transfer.to.name, who_can=transfer.to.name)


def may_answer(transfer: Transfer, person: Person) -> bool:
    """Say whether a person may confirm or answer: the receiver, or the sender if it has nobody."""
    if people.may(person, "hazards.reply") and person.organization_id == transfer.to_id:
        return True
    is_outside = not selectors.works_here(transfer.to)
    return is_outside and people.may(person, "hazards.transfer")
