"""Says what a day of the working calendar is."""

from django import template
from django.utils.translation import gettext

from wanghuo.foundation.rulebook.calendar import Day

register = template.Library()


@register.filter
def day_said(day: Day) -> str:
    """Say a day in a line: date, kind, festival, whether confirmed."""
    parts = [day.on.isoformat(), gettext(day.kind.english)]
    if day.name:
        parts.append(str(day.name))
    if not day.is_confirmed:
        parts.append(gettext("not confirmed"))
    return " · ".join(parts)
