"""The schematic map: how far each community and village is covered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from wanghuo.insight.analytics.domain.figures import Tile
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.operations.hazards.domain.terms import Status
from wanghuo.registers.organization.models import Territory


def tiles(sight: Sight) -> list[Tile]:
    """Return a tile for each community that has premises and a place on the map. Queries: 4."""
    premises = _by_territory(sight.premises(), Count("*"))
    covered = _by_territory(sight.covered(), Count("*"))
    hazards = _by_territory(sight.hazards().exclude(status=Status.CLOSED), Count("*"))
    communities = Territory.objects.filter(pk__in=premises, tile_column__isnull=False)
    return [
        Tile(
            community.pk,
            community.name,
            column=community.tile_column,
            row=community.tile_row,
            premises=premises[community.pk],
            covered=covered.get(community.pk, 0),
            hazards_open=hazards.get(community.pk, 0),
        )
        for community in communities.order_by("code")
    ]


def _by_territory(rows: QuerySet[Any], count: Count) -> dict[UUID, int]:
    return dict(rows.order_by().values_list("territory").annotate(number=count))
