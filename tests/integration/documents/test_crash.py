"""A process killed while it issues leaves nothing half-written and no number lost."""

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
from tests.factories.district import small_district
small_district()
"""

ISSUE_FOR_EVER = """
import django
django.setup()
from tests.factories.documents import ISSUED_AT, payload
from wanghuo.registers.access.models import Person
from wanghuo.registers.documents import services
from wanghuo.registers.documents.domain.kinds import DocumentKind
officer = Person.objects.select_related("organization").get(username="officer")
print("ready", flush=True)
while True:
    for kind in DocumentKind:
        services.issue(
            kind=kind, organization=officer.organization, subject=officer,
            payload=payload(kind), by=officer, at=ISSUED_AT,
        )
"""

INSPECT = """
import django
django.setup()
from wanghuo.foundation.journal import archive
from wanghuo.foundation.journal.domain import hashing
from wanghuo.foundation.journal.models import Entry
from wanghuo.registers.documents import selectors
from wanghuo.registers.documents.models import Document, NumberSeries
for series in NumberSeries.objects.all():
    assert selectors.gaps(series) == [], (series.kind, selectors.gaps(series))
for document in Document.objects.select_related("file"):
    content = archive.read(document.file.digest)
    assert hashing.digest(document.file.algorithm, content) == document.file.digest
    assert document.files.count() == 1 and document.mentions.count() == 1
assert Entry.objects.filter(kind="documents.issued").count() == Document.objects.count()
print(Document.objects.count())
"""


def command(code: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(code)]


@pytest.mark.slow
def test_when_killed_while_issuing_then_numbers_files_and_journal_agree(tmp_path: Path):
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "wanghuo.settings",
        "WANGHUO_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/crash.sqlite3",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    subprocess.run(command(SET_UP), env=surroundings, cwd=ROOT, check=True)
    counts = []
    for milliseconds in (40, 130, 275):
        process = subprocess.Popen(
            command(ISSUE_FOR_EVER), env=surroundings, cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.4 + milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        looked = subprocess.run(
            command(INSPECT),
            env=surroundings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert looked.returncode == 0, looked.stderr
        counts.append(int(looked.stdout))

    assert counts == sorted(counts)
    assert counts[-1] > 0
