"""A process killed while it issues leaves nothing half-written and no number lost."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.factories import processes

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


@pytest.mark.slow
def test_when_killed_while_issuing_then_numbers_files_and_journal_agree(tmp_path: Path):
    with processes.installation(tmp_path) as here:
        here.asked(processes.SET_UP)
        counts = []
        for milliseconds in (40, 130, 275):
            process = here.started(ISSUE_FOR_EVER)
            time.sleep(0.4 + milliseconds / 1000)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            counts.append(int(here.asked(INSPECT)))

    assert counts == sorted(counts)
    assert counts[-1] > 0
