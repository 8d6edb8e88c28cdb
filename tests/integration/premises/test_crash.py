"""An import killed in the middle leaves all of a file in the register or nothing of it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.workbooks import place, small_places

ROOT = Path(__file__).resolve().parents[3]
ROWS = 60
SET_UP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories.district import small_district
small_district()
"""
KILLED = """
import os, signal, sys
import django; django.setup()
point, calls = sys.argv[1], int(sys.argv[2])
from django.core.management import call_command
from wanghuo.registers.premises.services import desk
from wanghuo.foundation.journal import services as journal
from wanghuo.registers.premises.services.importing import preparing, staging
owner, name = {
    "staging": (staging._Comparison, "staged"),
    "entering": (desk.Sheaf, "write"),
    "marking": (preparing.Preparation, "counts"),
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
call_command("import_premises", sys.argv[3], station="320902001")
"""


def run(script: str, data: Path, *arguments: str) -> int:
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "wanghuo.settings",
        "WANGHUO_DATA": str(data),
        "DATABASE_URL": f"sqlite:///{data}/w.sqlite3",
    }
    call = [sys.executable, "-c", script, *arguments]
    return subprocess.run(call, env=environment, capture_output=True, check=False).returncode


def count(data: Path, table: str) -> int:
    with sqlite3.connect(data / "w.sqlite3") as connection:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


@pytest.mark.slow
def test_when_killed_anywhere_then_nothing_is_half_written_and_it_can_be_repeated(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    path = small_places(tmp_path / "九小.xlsx", [place(number) for number in range(1, ROWS + 1)])
    assert run(SET_UP, data) == 0
    entries = count(data, "journal_entry")

    for point in ("staging", "entering", "marking", "journal"):
        assert run(KILLED, data, point, "1", str(path)) == -9, point
        assert count(data, "premises_premises") == 0, point
        assert count(data, "premises_searchentry") == 0, point
        assert count(data, "journal_entry") == entries, point

    assert run(KILLED, data, "staging", "-1", str(path)) == 0
    assert count(data, "premises_premises") == ROWS
    assert count(data, "premises_searchentry") == ROWS
    assert count(data, "journal_entry") == entries + 1
