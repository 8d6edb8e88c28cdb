"""Who answers for a supervised object on each layer, when nobody was named by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID
from zlib import crc32

from wanghuo.registers.organization.domain.kinds import Layer, PostKind

ORDER_OF_LAYER: dict[Layer, tuple[PostKind, ...]] = {
    Layer.OFFICER: (
        PostKind.COMMUNITY_OFFICER,
        PostKind.FIRE_OFFICER,
        PostKind.DEPUTY_CHIEF,
        PostKind.CHIEF,
    ),
    Layer.DEPUTY: (PostKind.DEPUTY_CHIEF, PostKind.CHIEF),
    Layer.CHIEF: (PostKind.CHIEF, PostKind.DEPUTY_CHIEF),
    Layer.BRIGADE: (PostKind.BRIGADE_OFFICER, PostKind.BRIGADE_HEAD),
}
"""The first post of a layer that somebody holds answers for it."""

BY_GROUND = frozenset({PostKind.COMMUNITY_OFFICER})
"""Posts that answer only for the communities given to their holder."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post; ``rank`` orders holders of one post, the longest-serving first."""

    person: UUID
    post: PostKind
    ground: frozenset[UUID]
    rank: tuple[str, str]


def accountable(
    layer: Layer, holders: Iterable[Holder], *, ground: UUID, station_code: str
) -> UUID | None:
    """
    Return the one person who answers on ``layer`` for what lies on ``ground``.

    Brigade officers with ground of their own come first on it; the others share the stations
    by the station's code, so that a station keeps its guide. None, when every post is vacant.
    """
    present = sorted(holders, key=lambda holder: holder.rank)
    for post in ORDER_OF_LAYER[layer]:
        of_post = [holder for holder in present if holder.post == post]
        on_ground = [holder for holder in of_post if ground in holder.ground]
        if on_ground:
            return on_ground[0].person
        if post in BY_GROUND:
            continue
        everywhere = [holder for holder in of_post if not holder.ground]
        if everywhere:
            return (
                _share(everywhere, station_code) if layer == Layer.BRIGADE else everywhere[0].person
            )
        if of_post:
            return of_post[0].person
    return None


def _share(holders: Sequence[Holder], station_code: str) -> UUID:
    return holders[crc32(station_code.encode()) % len(holders)].person
