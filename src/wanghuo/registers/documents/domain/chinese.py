"""Writes dates, numbers and citations the way Chinese official documents do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from wanghuo.registers.documents.domain.forms import Citation

# The whole country keeps Beijing time and has had no summer time since 1991.
BEIJING = timezone(timedelta(hours=8))


def day(on: date | datetime | None) -> str:
    """Return 2026年11月23日, or a line to write on."""
    if on is None:
        return "　　　年　　月　　日"
    on = on.astimezone(BEIJING) if isinstance(on, datetime) else on
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime | None) -> str:
    """Return 2026年11月23日9时05分, or a line to write on."""
    if at is None:
        return "　　　年　　月　　日　　时　　分"
    at = at.astimezone(BEIJING)
    return f"{day(at)}{at.hour}时{at.minute:02}分"


def clock(at: datetime | None) -> str:
    if at is None:
        return "　　时　　分"
    at = at.astimezone(BEIJING)
    return f"{at.hour}时{at.minute:02}分"


def number(value: Decimal | int | None) -> str:
    """Return the number without trailing zeros, or nothing."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def citation(basis: Citation) -> str:
    return f"《{basis.instrument}》{basis.article}"


def citations(bases: Iterable[Citation]) -> str:
    return "、".join(citation(basis) for basis in bases)


def listed(words: Iterable[str]) -> str:
    return "、".join(word for word in words if word)


def sentence(text: str) -> str:
    """Return ``text`` ended by a full stop unless it has an end already."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；.!?;" else f"{text}。"


def floors(above: int | None, below: int | None) -> str:
    if above is None:
        return ""
    return f"地上{above}层" + (f"，地下{below}层" if below else "")
