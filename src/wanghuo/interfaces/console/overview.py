"""What those who answer for others see beside their own work."""

from __future__ import annotations

from datetime import date
from typing import Any

from wanghuo.insight.analytics import selectors as analytics
from wanghuo.insight.analytics.selectors.sight import Sight
from wanghuo.operations.hazards import selectors as hazards
from wanghuo.operations.hazards.domain.terms import Grade
from wanghuo.registers.access import selectors as access
from wanghuo.registers.access.models import Person
from wanghuo.registers.organization.domain.kinds import PostKind

STATION_HEADS = {PostKind.CHIEF, PostKind.DEPUTY_CHIEF, PostKind.FIRE_OFFICER}
OVERSEERS = {
    PostKind.BRIGADE_HEAD, PostKind.BRIGADE_OFFICER, PostKind.BUREAU_LEADER,
    PostKind.BUREAU_SUPERVISOR,
}  # fmt: skip


SEVERE_SHOWN = 10


def of(person: Person, *, on: date) -> dict[str, Any]:
    """Return what slips by officer for a station's heads, by station for those who oversee."""
    posts = set(access.post_kinds(person))
    if not access.may(person, "analytics.view"):
        return {}
    sight = Sight(person=person, year=on.year, on=on)
    ways = analytics.Ways.of(sight)
    if posts & STATION_HEADS:
        lines = analytics.officer_lines(sight)
        late = [line for line in lines if line.tasks_overdue or line.hazards_overdue]
        return {
            "officers": [(line, ways.by(line.person_id)) for line in lines],
            "late_officers": late,
        }
    if posts & OVERSEERS:
        severe = hazards.still_open(hazards.visible(person)).filter(grade=Grade.SEVERE)
        return {
            "stations": [
                (line, ways.at(line.station_id)) for line in analytics.station_lines(sight)
            ],
            "year": on.year,
            "severe": list(severe.order_by("-found_on", "-id")[:SEVERE_SHOWN]),
            "shows_severe": True,
        }
    return {}
