"""Closing a hazard for a reason other than its correction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.operations.hazards.domain import lifecycle
from wanghuo.operations.hazards.domain.terms import Closing
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.services import steps
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person

BY_THE_CHIEF = (Closing.PREMISES_CLOSED, Closing.FOUND_IN_ERROR)


class ProofMissing(Invalid):
    code = "hazards.proof-missing"
    says = gettext_noop("A hazard is closed only with proof.")
    remedy = gettext_noop("Say what proves it and where the proof is kept.")


class NotAClosingOfTheChief(Invalid):
    code = "hazards.not-a-closing-of-the-chief"
    says = gettext_noop("“{closing}” follows from the life cycle and cannot be chosen.")
    remedy = gettext_noop("Re-inspect the hazard, or wait for the other authority's answer.")


@transaction.atomic
def close(*, hazard: Hazard, closing: Closing, proof: str, by: Person, at: datetime) -> Hazard:
    """
    Close a hazard because the premises closed down or it was recorded in error.

    Only who decides on extensions may: it ends an obligation without correction.
    Raises: PostLacksPermission, NotAClosingOfTheChief, ProofMissing, IllegalTransition.
    """
    access.require(by, "hazards.decide_extension")
    if closing not in BY_THE_CHIEF:
        raise NotAClosingOfTheChief(closing=closing, field="closing")
    if not proof.strip():
        raise ProofMissing(field="proof")
    hazard = steps.locked(hazard)
    lifecycle.move(hazard.lifecycle_status, lifecycle.Act.CLOSE)
    steps.end(hazard, closing, by=by, at=at, proof_note=proof.strip())
    hazard.save()
    changed = [hazard, *steps.lapse_extension(hazard, by=by, at=at)]
    journal.record(
        "hazards.closed_without_correction", about=changed, by=by, at=at,
        concerning=[hazard.premises], facts={"closing": closing, "reason": proof.strip()},
    )  # fmt: skip
    steps.announce([hazard], by=by, at=at)
    return hazard
