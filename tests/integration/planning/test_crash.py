"""A process killed while it drafts and publishes leaves no half plan and no stray task."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.factories import processes

SET_UP = f"""
{processes.SET_UP}
from tests.factories import planned
planned.shops(district, 150)
"""

PLAN_FOR_EVER = """
import django
django.setup()
from wanghuo.insight.planning import services
from wanghuo.registers.access.models import Person
from tests.factories.planned import BEFORE_THE_YEAR, YEAR
chief = Person.objects.select_related("organization").get(username="chief")
print("ready", flush=True)
for number in range(10_000):
    plan = services.draft(
        station=chief.organization, year=YEAR, seed=str(number), by=chief, at=BEFORE_THE_YEAR
    )
    plan = services.submit(plan=plan, by=chief, at=BEFORE_THE_YEAR)
    plan = services.approve(plan=plan, by=chief, at=BEFORE_THE_YEAR)
    services.publish(plan=plan, by=chief, at=BEFORE_THE_YEAR)
"""

INSPECT = """
import django
django.setup()
from wanghuo.foundation.journal import verification
from wanghuo.insight.planning.models import Plan, PlanItem
from wanghuo.operations.inspections.models import Task
for plan in Plan.objects.all():
    assert plan.items.filter(is_dropped=False).count() == plan.visits, plan
in_force = Plan.objects.filter(status="PUBLISHED")
assert in_force.count() <= 1
lines = set(PlanItem.objects.filter(plan__in=in_force).values_list("line", flat=True))
assert lines == set(Task.objects.filter(status="OPEN").values_list("plan_item", flat=True))
result = verification.verify()
assert result.is_sound, result.findings
print(Plan.objects.count())
"""


@pytest.mark.slow
def test_when_killed_while_planning_then_plans_tasks_and_journal_agree(tmp_path: Path):
    with processes.installation(tmp_path) as here:
        here.asked(SET_UP)
        counts = []
        for milliseconds in (130, 410):
            process = here.started(PLAN_FOR_EVER)
            time.sleep(0.3 + milliseconds / 1000)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            counts.append(int(here.asked(INSPECT)))

    assert counts == sorted(counts)
    assert counts[-1] >= 1
