"""Says a refusal in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from wanghuo.foundation.kernel.refusals import Refused, filled
from wanghuo.foundation.kernel.words import Term


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal as a person reads it."""

    code: str
    sentence: str
    remedy: str
    field: str
    who_can: str
    citation: str


def said(refusal: Refused) -> Said:
    """Translate the refusal's sentence and remedy, then fill in its facts."""
    facts = {name: plain(value) for name, value in refusal.facts.items()}
    return Said(
        code=refusal.code,
        sentence=filled(gettext(refusal.says), facts),
        remedy=filled(gettext(refusal.remedy), facts) if refusal.remedy else "",
        field=refusal.field,
        who_can=str(facts.get("who_can", "")),
        citation=str(facts.get("citation", "")),
    )


def weekday(day: date) -> str:
    """Return the weekday as it is written beside a date: 周一, Mon."""
    if get_language() == "en":
        return date_format(day, "D")
    return "周" + "一二三四五六日"[day.weekday()]


def plain(value: object) -> object:
    """Return ``value`` as a person writes it: terms translated, instants local, lists joined."""
    if isinstance(value, Term):
        return gettext(value.english)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return gettext(", ").join(str(plain(item)) for item in value)
    return value
