"""How days, instants and terms are written on every page."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from wanghuo.foundation.kernel.words import Term
from wanghuo.foundation.support.speech import weekday

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day with its weekday: ``2026-11-23 周一``."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.isoformat()} {weekday(value)}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write an instant in local time: ``2026-11-23 14:05``."""
    return date_format(timezone.localtime(value), "Y-m-d H:i") if value else "—"


@register.filter
def word(value: Term | str) -> str:
    """Write a domain term in the reader's language."""
    return gettext(value.english) if isinstance(value, Term) else gettext(value)


@register.filter
def spoken(value: dict[str, str] | None) -> str:
    """Pick the reader's language from a rule's ``{zh: …, en: …}``."""
    if not isinstance(value, dict):
        return value or ""
    return value.get("en" if get_language() == "en" else "zh", "") or next(iter(value.values()), "")
