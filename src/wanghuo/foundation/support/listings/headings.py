"""The heading of a list on paper: whose it is, of which years, what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from wanghuo.foundation.support.listings import trees
from wanghuo.foundation.support.listings.filters import OrganizationFilter, Years
from wanghuo.foundation.support.listings.shown import Shown


def heading(shown: Shown, *, on: date) -> str:
    """
    Return the heading an office gives its ledger: 先锋派出所2026年隐患台账.

    The unit is the one the list is narrowed to, or else the reader's own. The years are those
    of the rows; a list without dates is of the year it was made in.
    """
    title = str(shown.listing.export_title or shown.title)
    first, last = _years(shown) or (on.year, on.year)
    years = str(first) if first == last else f"{first}–{last}"
    unit = _unit(shown)
    if not unit:
        return gettext("{title}, {years}").format(title=title, years=years)
    return gettext("{unit}: {title}, {years}").format(unit=unit, title=title, years=years)


def _unit(shown: Shown) -> str:
    for chosen in shown.active:
        if isinstance(chosen.filter, OrganizationFilter):
            return str(chosen.value.label)
    return _own_unit(shown.request)


def _own_unit(request: HttpRequest) -> str:
    own: Any = getattr(getattr(request, "user", None), "organization", None)
    if own is None:
        return ""
    in_tree = (node.label for node in trees.organizations(request) if node.id == own.pk)
    return str(next(in_tree, own.name))


def _years(shown: Shown) -> Years | None:
    for chosen in shown.filters:
        years = chosen.filter.years(shown.queryset, chosen.value)
        if years:
            return years
    return None
