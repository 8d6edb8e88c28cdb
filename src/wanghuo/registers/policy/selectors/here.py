"""Rules and working days as they stand here: shipped, with local decisions laid over them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from wanghuo.foundation.kernel.refusals import Invalid, NotFound
from wanghuo.foundation.kernel.words import gettext_noop
from wanghuo.foundation.rulebook.bilingual import Words
from wanghuo.foundation.rulebook.book import SHIPPED, Rulebook
from wanghuo.foundation.rulebook.calendar import Day, DayKind, WorkingCalendar
from wanghuo.foundation.rulebook.citations import Citation, Instrument, Source
from wanghuo.foundation.rulebook.editions import Certainty, Edition, EditionStatus
from wanghuo.registers.policy.models import DayOverride, LocalEdition, Revision, YearNotice

FIRST_YEAR, LAST_YEAR = 2004, 2099
"""Years the working-day table reaches; the first is the first of chinesecalendar."""


@dataclass(frozen=True, slots=True)
class _Kept:
    token: UUID | None
    rules: Rulebook
    calendar: WorkingCalendar


_kept: dict[str, _Kept] = {}


def rulebook() -> Rulebook:
    """Return every rule as it stands here; read again only after a local decision."""
    return _current().rules


def calendar() -> WorkingCalendar:
    """Return the working calendar as it stands here; read again only after a local decision."""
    return _current().calendar


class YearOutOfReach(Invalid):
    code = "policy.year-out-of-reach"
    says = gettext_noop("There are no working days for the year {year}.")
    remedy = gettext_noop("Give a year from {first} to {last}.")


def calendar_of(year: int) -> WorkingCalendar:
    """
    Return the working calendar for asking about a year.

    Raises: YearOutOfReach.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfReach(year=year, first=FIRST_YEAR, last=LAST_YEAR)
    return calendar()


def local_editions(key: str = "") -> QuerySet[LocalEdition]:
    """Return local editions, newest first, withdrawn ones included."""
    rows = LocalEdition.objects.select_related("entered_by", "withdrawn_by")
    return (rows.filter(key=key) if key else rows).order_by("-since", "-id")


def local_edition(edition_id: UUID) -> LocalEdition:
    """Raises: NotFound."""
    found = local_editions().filter(pk=edition_id).first()
    if found is None:
        raise NotFound()
    return found


def day_overrides(year: int) -> dict[str, DayOverride]:
    """Return the entries of the working-day table for a year, by ISO date."""
    return {row.day.isoformat(): row for row in DayOverride.objects.filter(day__year=year)}


def year_notice(year: int) -> YearNotice | None:
    return YearNotice.objects.filter(year=year).first()


def as_edition(row: LocalEdition, rules: Rulebook) -> Edition:
    """Return a local edition the way the rulebook understands it."""
    local = rules.instruments["LOCAL"]
    instrument = Instrument(
        code=local.code,
        title=Words(row.document, row.document) if row.document else local.title,
        issued_by=local.issued_by,
        is_law=False,
    )
    return Edition(
        key=row.key,
        place=row.place,
        in_force=row.in_force,
        value=row.value,
        source=Source(citation=Citation(instrument), read_on=row.entered_at.date()),
        certainty=Certainty.LOCAL,
        status=EditionStatus.CONFIRMED if row.is_confirmed else EditionStatus.LOCAL_POLICY,
        note=Words(row.reason, row.reason),
        is_addition=row.is_addition,
        id=str(row.pk),
    )


def _current() -> _Kept:
    token = Revision.objects.values_list("token", flat=True).first()
    kept = _kept.get("here")
    if kept is None or kept.token != token:
        kept = _kept["here"] = _Kept(token, _rules(), _calendar())
    return kept


def _rules() -> Rulebook:
    own = Path(settings.LOCAL_RULES)
    shipped = Rulebook.from_folders([SHIPPED, own] if own.is_dir() else [SHIPPED])
    rows = LocalEdition.objects.filter(withdrawn_at__isnull=True).order_by("since", "id")
    return shipped.with_local(as_edition(row, shipped) for row in rows)


def _calendar() -> WorkingCalendar:
    overrides = {row.day: _day(row) for row in DayOverride.objects.all()}
    years = YearNotice.objects.values_list("year", flat=True)
    return WorkingCalendar(overrides, frozenset(years))


def _day(row: DayOverride) -> Day:
    is_weekend = row.day.weekday() >= 5
    if row.is_worked:
        kind = DayKind.MADE_UP if is_weekend else DayKind.WORKDAY
    else:
        kind = DayKind.HOLIDAY
    return Day(row.day, kind, Words(row.name, row.name), is_override=True)
