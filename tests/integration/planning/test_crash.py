"""A process killed while it drafts and publishes leaves no half plan and no stray task."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import planned
from tests.factories.district import small_district
planned.shops(small_district(), 150)
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


def command(code: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(code)]


@pytest.mark.slow
def test_when_killed_while_planning_then_plans_tasks_and_journal_agree(tmp_path: Path):
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "wanghuo.settings",
        "WANGHUO_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/crash.sqlite3",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    subprocess.run(command(SET_UP), env=surroundings, cwd=ROOT, check=True)
    counts = []
    for milliseconds in (130, 410):
        process = subprocess.Popen(
            command(PLAN_FOR_EVER), env=surroundings, cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.3 + milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        looked = subprocess.run(
            command(INSPECT), env=surroundings, cwd=ROOT, capture_output=True, text=True
        )
        assert looked.returncode == 0, looked.stderr
        counts.append(int(looked.stdout))

    assert counts == sorted(counts)
    assert counts[-1] >= 1
