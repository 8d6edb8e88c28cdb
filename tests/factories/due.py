"""What an officer finds on the worklist in the morning."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.district import District
from tests.factories.premises import premises
from wanghuo.foundation.support import clock
from wanghuo.operations.inspections import services
from wanghuo.operations.inspections.domain.terms import Origin, Purpose
from wanghuo.operations.inspections.models import Task

SHOP = "串场河五金店"


def due_today(district: District) -> Task:
    """Return a visit to a hardware shop that the community officer is to make today."""
    shop = premises(
        district, SHOP, occupancy="MARKET", small_kind="SHOP", floor_area_m2="86",
        head_name="周掌柜",
    )  # fmt: skip
    return services.open_task(
        premises=shop, origin=Origin.MANUAL, purpose=Purpose.ROUTINE, due_on=clock.today(),
        by=district.officer, at=clock.now() - timedelta(hours=1), partner=district.second_officer,
        reason_facts={"description": "开业前检查", "by": "葛社区"},
    )  # fmt: skip
