"""Open hazards go with their premises to other ground and to the station that covers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wanghuo.foundation.journal import services as journal
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.operations.hazards.models import Hazard
from wanghuo.operations.hazards.selectors import NobodyAccountable
from wanghuo.operations.hazards.services import handing_over
from wanghuo.registers.access import services as access
from wanghuo.registers.premises.models import Premises
from wanghuo.registers.premises.services import Passing

BATCH = 500


@transaction.atomic
def pass_over(passing: Passing, *, by: Actor, at: datetime) -> list[Hazard]:
    """
    Let the open hazards of premises follow these to their station and its people.

    It follows from an act on premises or ground and asks for no permission of its own. What was
    closed before stays with the station that closed it. The caller announces what is returned.

    Raises: access.NobodyTakesOver.
    """
    station, hazards = passing.station, _open_at(passing.premises)
    if not hazards:
        return []
    heirs = handing_over.Heirs(station, at)
    for hazard in hazards:
        hazard.station, hazard.territory = station, hazard.premises.territory
        try:
            handing_over.moved(hazard, heirs, at)
        except NobodyAccountable as nobody:
            raise access.NobodyTakesOver(
                organization=station.name, count=len(hazards), posts=nobody.facts["post"]
            ) from nobody
    Hazard.objects.bulk_update(
        hazards, ["station", "territory", "officer", "next_person"], batch_size=BATCH
    )
    journal.record(
        "hazards.passed_over" if passing.is_between_stations else "hazards.moved_along",
        about=hazards, by=by, at=at,
        concerning={hazard.premises_id: hazard.premises for hazard in hazards}.values(),
        facts={"from": passing.former.name, "to": station.name, "count": len(hazards)},
    )  # fmt: skip
    return hazards


def _open_at(premises: Sequence[Premises]) -> list[Hazard]:
    found: list[Hazard] = []
    ids = [one.pk for one in premises]
    for start in range(0, len(ids), BATCH):
        rows = handing_over.open_hazards().select_related("premises__territory")
        found += rows.filter(premises__in=ids[start : start + BATCH]).order_by("id")
    return found
