"""Verbs of local decisions; each is journalled with its reason and makes caches read again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.kernel.refusals import Conflict, Invalid
from wanghuo.foundation.kernel.spans import Span
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook import proofs
from wanghuo.foundation.support import concurrency
from wanghuo.registers.access import services as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.policy import selectors
from wanghuo.registers.policy.models import DayOverride, LocalEdition, Revision, YearNotice

PLACE_LENGTHS = {0, 2, 4, 6, 9, 12}


class EditionsOverlap(Conflict):
    code = "policy.editions-overlap"
    says = gettext_noop("A local edition of this rule already counts there from {since}.")
    remedy = gettext_noop("End or withdraw that edition first.")


class EditionWithdrawn(Conflict):
    code = "policy.edition-withdrawn"
    says = gettext_noop("This local edition was already withdrawn.")


class ReasonMissing(Invalid):
    code = "policy.reason-missing"
    says = gettext_noop("A local decision needs a reason.")
    remedy = gettext_noop("Name the document or meeting that decided it.")


class NoSuchPlace(Invalid):
    code = "policy.no-such-place"
    says = gettext_noop("“{place}” is not the beginning of a division code.")
    remedy = gettext_noop("Give 2, 4, 6, 9 or 12 digits, or nothing for the whole country.")


class EndsTooEarly(Invalid):
    code = "policy.ends-too-early"
    says = gettext_noop("The edition would end on {until}, before it begins on {since}.")
    remedy = gettext_noop("Give a later day.")


@transaction.atomic
def add_local_edition(
    *,
    key: str,
    place: str,
    since: date,
    until: date | None,
    value: Any,
    reason: str,
    by: Person,
    at: datetime,
    document: str = "",
    is_confirmed: bool = False,
    is_addition: bool = False,
) -> LocalEdition:
    """
    Lay what a place decided over a shipped rule.

    Raises: PostLacksPermission, NoSuchRule, NoSuchPlace, ReasonMissing, EndsTooEarly,
    EditionsOverlap, UnreadableValue.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    if len(place) not in PLACE_LENGTHS or not (place.isdigit() or not place):
        raise NoSuchPlace(place=place, field="place")
    if until is not None and until <= since:
        raise EndsTooEarly(since=since, until=until, field="until")
    rules = selectors.rulebook()
    rules.rule(key, place)
    _refuse_overlap(key, place, Span(since, until))
    edition = LocalEdition(
        key=key, place=place, since=since, until=until, value=value, is_addition=is_addition,
        is_confirmed=is_confirmed, document=document, reason=reason, entered_at=at, entered_by=by,
    )  # fmt: skip
    proofs.prove(rules.with_local([selectors.as_edition(edition, rules)]), key, on=since,
                 place=place)  # fmt: skip
    edition.save(force_insert=True)
    facts = {"key": key, "place": place, "since": since, "until": until, "reason": reason,
             "value": value, "document": document}  # fmt: skip
    journal.record("policy.edition_added", about=edition, by=by, at=at, facts=facts)
    _read_again()
    return edition


@transaction.atomic
def confirm_local_edition(
    *, edition: LocalEdition, version: int, reason: str, by: Person, at: datetime
) -> LocalEdition:
    """
    Note that the competent authority confirmed a local edition.

    Raises: PostLacksPermission, ReasonMissing, StaleVersion, EditionWithdrawn.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    edition = _claimed(edition, version)
    edition.is_confirmed = True
    return _kept(edition, "policy.edition_confirmed", {"reason": reason}, by=by, at=at)


@transaction.atomic
def end_local_edition(
    *, edition: LocalEdition, version: int, until: date, reason: str, by: Person, at: datetime
) -> LocalEdition:
    """
    Let a local edition count until, not on, ``until``; what it governed before stays as it was.

    Raises: PostLacksPermission, ReasonMissing, StaleVersion, EditionWithdrawn, EndsTooEarly.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    edition = _claimed(edition, version)
    if until <= edition.since:
        raise EndsTooEarly(since=edition.since, until=until, field="until")
    edition.until = until
    facts = {"until": until, "reason": reason}
    return _kept(edition, "policy.edition_ended", facts, by=by, at=at)


@transaction.atomic
def withdraw_local_edition(
    *, edition: LocalEdition, version: int, reason: str, by: Person, at: datetime
) -> LocalEdition:
    """
    Take back a local edition entered by mistake; the row and its history stay.

    Raises: PostLacksPermission, ReasonMissing, StaleVersion, EditionWithdrawn.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    edition = _claimed(edition, version)
    edition.withdrawn_at, edition.withdrawn_by = at, by
    return _kept(edition, "policy.edition_withdrawn", {"reason": reason}, by=by, at=at)


@transaction.atomic
def set_day(
    *, day: date, is_worked: bool, reason: str, by: Person, at: datetime, name: str = ""
) -> DayOverride:
    """
    Enter in the working-day table that a day is worked or not.

    Raises: PostLacksPermission, ReasonMissing, YearOutOfReach.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    selectors.calendar_of(day.year)
    row = DayOverride.objects.filter(day=day).first()
    row = concurrency.claim(row) if row else DayOverride(day=day)
    row.is_worked, row.name, row.source = is_worked, name, reason
    row.save()
    kind = "policy.day_worked" if is_worked else "policy.day_off"
    journal.record(kind, about=row, by=by, at=at, facts={"day": day, "reason": reason})
    _read_again()
    return row


@transaction.atomic
def clear_day(*, day: date, reason: str, by: Person, at: datetime) -> None:
    """
    Take an entry out of the working-day table; the shipped calendar counts again.

    Raises: PostLacksPermission, ReasonMissing.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    row = DayOverride.objects.filter(day=day).first()
    if row is None:
        return
    facts = {"day": day, "reason": reason}
    journal.record("policy.day_cleared", about=(), removed=[row], by=by, at=at, facts=facts)
    row.delete()
    _read_again()


@transaction.atomic
def confirm_year(*, year: int, reason: str, by: Person, at: datetime) -> YearNotice:
    """
    Note that the table holds a year's notice in full, so its days count as confirmed.

    Raises: PostLacksPermission, ReasonMissing, YearOutOfReach.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    selectors.calendar_of(year)
    row = YearNotice.objects.filter(year=year).first()
    row = concurrency.claim(row) if row else YearNotice(year=year)
    row.source = reason
    row.save()
    facts = {"year": year, "reason": reason}
    journal.record("policy.year_confirmed", about=row, by=by, at=at, facts=facts)
    _read_again()
    return row


@transaction.atomic
def unconfirm_year(*, year: int, reason: str, by: Person, at: datetime) -> None:
    """
    Take back the confirmation of a year.

    Raises: PostLacksPermission, ReasonMissing.
    """
    access.require(by, "policy.edit")
    _need_reason(reason)
    row = YearNotice.objects.filter(year=year).first()
    if row is None:
        return
    facts = {"year": year, "reason": reason}
    journal.record("policy.year_unconfirmed", about=(), removed=[row], by=by, at=at, facts=facts)
    row.delete()
    _read_again()


def _claimed(edition: LocalEdition, version: int) -> LocalEdition:
    edition = concurrency.claim(edition, version)
    if edition.is_withdrawn:
        raise EditionWithdrawn()
    return edition


def _kept(
    edition: LocalEdition, kind: str, facts: dict[str, Any], *, by: Person, at: datetime
) -> LocalEdition:
    """Write a changed edition with its act, and let every process read the rules again."""
    edition.save()
    facts = {"key": edition.key} | facts
    journal.record(kind, about=edition, by=by, at=at, facts=facts)
    _read_again()
    return edition


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(field="reason")


def _refuse_overlap(key: str, place: str, span: Span) -> None:
    others = LocalEdition.objects.select_for_update().filter(
        key=key, place=place, withdrawn_at__isnull=True
    )
    for other in others:
        if other.in_force.overlaps(span):
            raise EditionsOverlap(since=other.since, field="since")


def _read_again() -> None:
    Revision.objects.update_or_create(id=1, defaults={"token": uuid7()})
