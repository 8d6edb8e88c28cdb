"""Follows hazards from their order to their proven end, as the people concerned would."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from wanghuo.interfaces.simulation.domain import fate
from wanghuo.interfaces.simulation.services import serving
from wanghuo.interfaces.simulation.services.world import World
from wanghuo.operations.hazards import selectors as hazard_selectors
from wanghuo.operations.hazards import services as hazards
from wanghuo.operations.hazards.domain.terms import Answer, NextStep, Status
from wanghuo.operations.hazards.models import Extension, Hazard, Transfer
from wanghuo.registers.access import selectors as people
from wanghuo.registers.documents import services as documents
from wanghuo.registers.documents.domain.states import Relation, ServiceMethod
from wanghuo.registers.organization.domain.kinds import PostKind

EXTENSIONS_IN_HUNDRED = 6
GRANTED_IN_HUNDRED = 75
RETURNED_IN_HUNDRED = 8


def follow(hazard_id: UUID, at: datetime, world: World) -> None:
    """Write down what somebody will do next about a hazard; re-inspections come from tasks."""
    hazard = Hazard.objects.get(pk=hazard_id)
    if not hazard.is_open:
        return
    step, rng = NextStep(hazard.next_step), world.rng
    if step is NextStep.SEND_TRANSFER:
        world.later(at, fate.delay(2.2, rng), lambda now: send(hazard_id, now, world))
    elif step is NextStep.CONFIRM_RECEIPT:
        world.later(at, fate.delay(1.2, rng), lambda now: receive(hazard_id, now, world))
    elif step is NextStep.REPLY:
        days = 4 + fate.delay(7, rng)
        world.later(at, days, lambda now: reply(hazard_id, now, world))
    elif step is NextStep.CLOSE_TRANSFER:
        world.later(at, fate.delay(2, rng), lambda now: read(hazard_id, now, world))
    elif step is NextStep.DECIDE_EXTENSION:
        world.later(at, fate.delay(0.9, rng), lambda now: decide(hazard_id, now, world))
    elif step is NextStep.REINSPECT and rng.random() * 100 < EXTENSIONS_IN_HUNDRED:
        days = max(0, ((hazard.deadline_on or at.date()) - at.date()).days - 3)
        world.later(at, days, lambda now: ask_for_time(hazard_id, now, world))


def ask_for_time(hazard_id: UUID, at: datetime, world: World) -> None:
    hazard = _hazard(hazard_id)
    if hazard.status != Status.ORDERED or hazard.deadline_on is None:
        return
    hazards.request_extension(
        hazard=hazard, requested_by=hazard.premises.head_name,
        reason=fate.one_of("extension_reasons", world.rng),
        until=max(hazard.deadline_on, at.date()) + timedelta(days=world.rng.randint(3, 7)),
        by=world.person(hazard.officer_id), at=at, rules=world.rules, calendar=world.calendar,
    )  # fmt: skip
    follow(hazard_id, at, world)


def decide(hazard_id: UUID, at: datetime, world: World) -> None:
    pending = Extension.objects.filter(hazard=hazard_id, decided_at__isnull=True).first()
    if pending is None:
        return
    is_granted = world.rng.random() * 100 < GRANTED_IN_HUNDRED
    reason = "情况属实，同意延期" if is_granted else "隐患危险性较大，应按期改正"
    hazards.decide_extension(
        extension=pending, is_granted=is_granted, reason=reason,
        by=world.person(_chief(_hazard(hazard_id))), at=at, rules=world.rules,
        calendar=world.calendar,
    )  # fmt: skip
    follow(hazard_id, at, world)


def send(hazard_id: UUID, at: datetime, world: World) -> None:
    hazard = _hazard(hazard_id)
    if not hazard.is_open or hazard.next_step != NextStep.SEND_TRANSFER:
        return
    to = hazard_selectors.receivers(hazard, rules=world.rules)[0]
    by = world.person(hazard.next_person_id or hazard.officer_id)
    why = "transfer_reasons" if hazard.order_id else "permit_reasons"
    sent = hazards.transfer(
        hazard=hazard, to=to, reason=fate.one_of(why, world.rng),
        by=by, at=at,
        rules=world.rules, calendar=world.calendar, danger=fate.one_of("dangers", world.rng),
    )  # fmt: skip
    served_at = at + timedelta(minutes=90)
    documents.serve(
        document=sent.letter, method=ServiceMethod.DIRECT, recipient=to.name,
        relation=Relation.AGENCY, served_at=served_at, by=by, at=served_at,
    )  # fmt: skip
    serving.serve_reports([hazard_id], at, world)
    follow(hazard_id, at, world)


def receive(hazard_id: UUID, at: datetime, world: World) -> None:
    sent = _open_transfer(hazard_id)
    if sent is None:
        return
    hazards.record_receipt(
        transfer=sent, by=world.person(sent.hazard.next_person_id), at=at, rules=world.rules,
        calendar=world.calendar,
        number=f"收〔{at.year}〕{world.rng.randint(1, 999)}号",
    )  # fmt: skip
    follow(hazard_id, at, world)


def reply(hazard_id: UUID, at: datetime, world: World) -> None:
    sent, rng = _open_transfer(hazard_id), world.rng
    if sent is None:
        return
    if rng.random() * 100 < RETURNED_IN_HUNDRED:
        answer, note = Answer.RETURNED, fate.one_of("returned", rng)
    else:
        answer = rng.choice((Answer.CORRECTED, Answer.CASE_FILED))
        note = fate.one_of("replies", rng)
    hazards.record_reply(
        transfer=sent, answer=answer, note=note, by=world.person(sent.hazard.next_person_id), at=at,
        rules=world.rules, calendar=world.calendar,
        number=f"亭消复〔{at.year}〕{rng.randint(1, 999)}号",
    )  # fmt: skip
    follow(hazard_id, at, world)


def read(hazard_id: UUID, at: datetime, world: World) -> None:
    hazard = _hazard(hazard_id)
    hazards.close_transferred(hazard=hazard, note="", by=world.person(hazard.officer_id), at=at)


def _hazard(hazard_id: UUID) -> Hazard:
    return Hazard.objects.select_related("premises", "station", "officer", "next_person").get(
        pk=hazard_id
    )


def _open_transfer(hazard_id: UUID) -> Transfer | None:
    """Return what waits for an answer; nothing, once the hazard ended with its premises."""
    rows = Transfer.objects.filter(
        hazard=hazard_id, answered_at__isnull=True, hazard__closed_at__isnull=True
    )
    return rows.select_related("hazard", "to").order_by("-sent_at").first()


def _chief(hazard: Hazard) -> UUID:
    chiefs = people.holders(hazard.station, [PostKind.CHIEF, PostKind.DEPUTY_CHIEF])
    return chiefs[0].pk
