"""Figures that open the records they were counted from."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def counted(number: int, address: str, tone: str = "") -> SafeString:
    """Draw ``number`` as a link to its records; ``data-counted`` keeps it plain for a check."""
    return format_html(
        '<a data-counted="{}" href="{}"{}>{}</a>',
        number, address, format_html(' class="{}"', tone) if tone else "", f"{number:,}",
    )  # fmt: skip


@register.simple_tag
def late(number: int, address: str) -> SafeString:
    """Draw a number of overdue things, in the tone of what is late unless it is nought."""
    return counted(number, address, "is-late" if number else "")
