"""
An import killed in the middle leaves all of a file in the register or nothing of it.

So does taking it back.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.factories import processes
from tests.factories.workbooks import place, small_places

ROWS = 60
KILL_AT = """
import os, signal, sys
import django; django.setup()
point, calls = sys.argv[1], int(sys.argv[2])
from wanghuo.foundation.journal import services as journal
from wanghuo.registers.premises.services import desk
from wanghuo.registers.premises.services.importing import preparing, staging, undoing
owner, name = {
    "staging": (staging._Comparison, "staged"),
    "entering": (desk.Sheaf, "write"),
    "marking": (preparing.Preparation, "counts"),
    "deleting": (undoing, "_delete_made"),
    "restoring": (desk.Sheaf, "write"),
    "journal": (journal, "record"),
}[point]
whole = getattr(owner, name)
def until_killed(*args, **options):
    global calls
    done = whole(*args, **options)
    calls -= 1
    if calls == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
setattr(owner, name, until_killed)
"""
ENTER = f"""
{KILL_AT}
from django.core.management import call_command
call_command("import_premises", sys.argv[3], station="320902001")
"""
TAKE_BACK = f"""
{KILL_AT}
from tests.factories.premises import rules
from wanghuo.registers.access.models import Person
from wanghuo.registers.premises.models import ImportBatch
from wanghuo.registers.premises.services import importing
batch = ImportBatch.objects.select_related("station__territory").latest("created_at")
chief = Person.objects.select_related("organization").get(username="chief")
importing.undo(batch, reason="导错了派出所", by=chief, at=batch.applied_at, rules=rules())
"""
LOOK = """
import json
import django; django.setup()
from wanghuo.foundation.journal import verification
from wanghuo.foundation.journal.models import Entry
from wanghuo.registers.premises.models import ImportBatch, Premises, SearchEntry
result = verification.verify()
assert result.is_sound, result.findings
batch = ImportBatch.objects.order_by("created_at").last()
print(json.dumps({
    "premises": sorted(Premises.objects.values_list("name", "staff", "version")),
    "found": sorted(SearchEntry.objects.values_list("premises__name", "tokens")),
    "entries": Entry.objects.count(),
    "state": batch.state if batch else "",
}))
"""
KILLED = -9


@pytest.mark.slow
def test_when_killed_anywhere_then_nothing_is_half_written_and_it_can_be_repeated(tmp_path: Path):
    path = small_places(tmp_path / "九小.xlsx", [place(number) for number in range(1, ROWS + 1)])
    with processes.installation(tmp_path) as here:
        here.asked(processes.SET_UP)
        before = json.loads(here.asked(LOOK))

        for point in ("staging", "entering", "marking", "journal"):
            assert here.run(ENTER, point, "1", str(path)).returncode == KILLED, point
            now = json.loads(here.asked(LOOK))
            assert now | {"state": ""} == before, point

        here.asked(ENTER, "staging", "-1", str(path))
        after = json.loads(here.asked(LOOK))

    assert len(after["premises"]) == len(after["found"]) == ROWS
    assert after["entries"] == before["entries"] + 1


@pytest.mark.slow
def test_when_killed_while_taking_back_then_all_of_it_stands_or_nothing(tmp_path: Path):
    earlier = small_places(tmp_path / "一月.xlsx", [place(1), place(2)])
    rows = [place(1, staff=9), *(place(number) for number in range(2, ROWS + 1))]
    later = small_places(tmp_path / "二月.xlsx", rows)
    with processes.installation(tmp_path) as here:
        here.asked(processes.SET_UP)
        here.asked(ENTER, "staging", "-1", str(earlier))
        before = json.loads(here.asked(LOOK))
        here.asked(ENTER, "staging", "-1", str(later))
        entered = json.loads(here.asked(LOOK))

        for point in ("deleting", "restoring", "journal"):
            assert here.run(TAKE_BACK, point, "1").returncode == KILLED, point
            assert json.loads(here.asked(LOOK)) == entered, point

        here.asked(TAKE_BACK, "deleting", "-1")
        after = json.loads(here.asked(LOOK))

    assert len(entered["premises"]) == ROWS
    assert after["state"] == "UNDONE"
    assert [(name, staff) for name, staff, _ in after["premises"]] == [
        (name, staff) for name, staff, _ in before["premises"]
    ]
    assert after["found"] == before["found"]
    assert after["entries"] == entered["entries"] + 1
