"""Check constraints the database holds for us."""

from django.db import models
from django.db.models import Q

from wanghuo.foundation.kernel.words import Term


def both_or_neither(first: str, second: str, *, name: str | None = None) -> models.CheckConstraint:
    """Refuse a row in which only one of two nullable columns is set."""
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    return models.CheckConstraint(
        condition=neither | both, name=name or f"%(app_label)s_%(class)s_{first}_with_{second}"[:63]
    )


def term_is_known(field: str, term: type[Term], *, blank: bool = False) -> models.CheckConstraint:
    """Refuse a code that ``term`` does not have."""
    codes = [member.value for member in term] + ([""] if blank else [])
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": codes}), name=f"%(app_label)s_%(class)s_{field}_known"[:63]
    )


def ends_after_start(start: str = "since", end: str = "until") -> models.CheckConstraint:
    """Refuse a half-open span that ends before or when it starts."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": models.F(start)}),
        name="%(app_label)s_%(class)s_ends_after_start",
    )
