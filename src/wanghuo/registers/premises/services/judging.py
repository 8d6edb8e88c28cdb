"""Decisions by hand on key-unit status and on how often an object is visited."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.book import Rulebook
from wanghuo.foundation.support import concurrency
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services.accountability import ReasonMissing
from wanghuo.registers.premises.services.derived import judge
from wanghuo.registers.premises.services.gate import pass_through


class BoundsNotInOrder(Invalid):
    code = "premises.bounds-not-in-order"
    says = gettext_noop("The most visits a year ({ceiling}) cannot be below the least ({floor}).")
    remedy = gettext_noop("Give a ceiling at least as high as the floor.")


class BelowStatutoryFloor(Invalid):
    code = "premises.below-statutory-floor"
    says = gettext_noop("The rule asks for at least {floor} visits a year; fewer need a document.")
    remedy = gettext_noop("Give the number of the document that allows fewer visits.")


class NothingSetByHand(Conflict):
    code = "premises.nothing-set-by-hand"
    says = gettext_noop("The yearly visits already follow the rule.")


@transaction.atomic
def decide_key_unit(
    *,
    premises: Premises,
    is_key: bool | None,
    reason: str,
    version: int | None,
    by: Actor,
    at: datetime,
    rules: Rulebook,
) -> Premises:
    """
    Decide whether an object is a key unit; None lets the thresholds say so again.

    Raises: ReasonMissing, StaleVersion.
    """
    pass_through(
        by, "premises.assign", station=premises.station_id, territory=premises.territory_id
    )
    if not reason.strip():
        raise ReasonMissing(field="reason")
    current = concurrency.claim(premises, version)
    current.key_unit_finding = {
        k: v for k, v in current.key_unit_finding.items() if k != "decision"
    }
    if is_key is not None:
        current.key_unit_finding["decision"] = {
            "is_key": is_key,
            "reason": reason.strip(),
            "by": by.label,
            "on": day_of(at).isoformat(),
        }
    judge(current, rules, day_of(at))
    current.save()
    facts = {"name": current.name, "is_key": current.is_key_unit, "reason": reason}
    journal.record("premises.key_unit_decided", about=current, by=by, at=at, facts=facts)
    return current


@transaction.atomic
def bound_visits(
    *,
    premises: Premises,
    floor: int,
    ceiling: int,
    reason: str,
    document: str,
    version: int | None,
    by: Actor,
    at: datetime,
    rules: Rulebook,
) -> Premises:
    """
    Set the yearly floor and ceiling of visits by hand.

    Raises: ReasonMissing, BoundsNotInOrder, BelowStatutoryFloor, StaleVersion.
    """
    pass_through(
        by, "premises.assign", station=premises.station_id, territory=premises.territory_id
    )
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if ceiling < floor:
        raise BoundsNotInOrder(floor=floor, ceiling=ceiling, field="ceiling")
    current = concurrency.claim(premises, version)
    current.visits_override = {}
    judge(current, rules, day_of(at))
    if floor < current.yearly_floor and not document.strip():
        raise BelowStatutoryFloor(floor=current.yearly_floor, field="document")
    current.visits_override = {
        "floor": floor,
        "ceiling": ceiling,
        "reason": reason.strip(),
        "document": document.strip(),
        "by": by.label,
        "on": day_of(at).isoformat(),
    }
    current.yearly_floor, current.yearly_ceiling = floor, ceiling
    current.save()
    facts = {"name": current.name, "floor": floor, "ceiling": ceiling, "reason": reason}
    journal.record("premises.visits_bounded", about=current, by=by, at=at, facts=facts)
    return current


@transaction.atomic
def unbound_visits(
    *,
    premises: Premises,
    reason: str,
    version: int | None,
    by: Actor,
    at: datetime,
    rules: Rulebook,
) -> Premises:
    """
    Let the rule set floor and ceiling again.

    Raises: ReasonMissing, NothingSetByHand, StaleVersion.
    """
    pass_through(
        by, "premises.assign", station=premises.station_id, territory=premises.territory_id
    )
    if not reason.strip():
        raise ReasonMissing(field="reason")
    current = concurrency.claim(premises, version)
    if not current.visits_override:
        raise NothingSetByHand()
    current.visits_override = {}
    judge(current, rules, day_of(at))
    current.save()
    facts = {"name": current.name, "reason": reason}
    journal.record("premises.visits_unbounded", about=current, by=by, at=at, facts=facts)
    return current
