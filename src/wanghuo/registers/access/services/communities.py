"""Officers keep only communities their organization covers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.support.clock import day_of
from wanghuo.registers.access.models import Assignment
from wanghuo.registers.organization import selectors as organizations
from wanghuo.registers.organization.models import Organization


@transaction.atomic
def take_back_communities(*, organization: Organization, by: Actor, at: datetime) -> int:
    """
    Take communities an organization no longer covers from those who hold its posts.

    They keep their posts and their other communities. It follows from an act on jurisdictions.
    Returns: how many assignments lost some.
    """
    lasting = Q(until__isnull=True) | Q(until__gt=day_of(at))
    held = Assignment.objects.filter(lasting, post__organization=organization)
    covered = set(organizations.ground_of(organization).values_list("pk", flat=True))
    changed = 0
    rows = held.select_related("person").prefetch_related("territories").order_by("id")
    for assignment in rows:
        gone = [one for one in assignment.territories.all() if one.pk not in covered]
        if not gone:
            continue
        assignment.territories.remove(*gone)
        changed += 1
        journal.record(
            "access.communities_taken_back", about=assignment, by=by, at=at,
            concerning=[assignment.person], facts={
                "name": assignment.person.name, "organization": organization.name,
                "territories": sorted(one.name for one in gone),
            },
        )  # fmt: skip
    return changed
