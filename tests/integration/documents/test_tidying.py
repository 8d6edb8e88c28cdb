"""What a crash left in the archive can be collected; what is named is never touched."""

import json
import os
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.factories.documents import ISSUED_AT, payload
from tests.factories.workbooks import place, small_places
from wanghuo.foundation.journal import archive, tidying, verification
from wanghuo.registers.documents import services
from wanghuo.registers.documents.domain.kinds import DocumentKind
from wanghuo.registers.premises.services import importing

LATER = datetime(2126, 1, 1, tzinfo=UTC)
KIND = DocumentKind.ORDER_AT_ONCE


class Interrupted(Exception):
    """Stands for a crash after the file was written."""


def issue(district):
    return services.issue(
        kind=KIND, organization=district.north, subject=district.north_community,
        payload=payload(KIND), by=district.officer, at=ISSUED_AT,
    )  # fmt: skip


@pytest.fixture
def leftover(district):
    """Return what an interrupted issue left behind, beside a document that was kept."""
    issue(district)
    with pytest.raises(Interrupted), transaction.atomic():
        issue(district)
        raise Interrupted
    unfinished = archive.path_of("ab" * 32).with_name(".left.part")
    unfinished.parent.mkdir(parents=True)
    unfinished.write_bytes(b"half")
    return unfinished


class TestGivenWhatAnInterruptedIssueLeft:
    def test_when_tidied_then_only_that_goes_and_the_journal_is_sound(self, leftover):
        assert tidying.tidy(before=LATER, remove=True).files == 2

        assert not leftover.exists()
        assert verification.verify().is_sound
        assert tidying.tidy(before=LATER, remove=True).files == 0

    def test_when_it_is_young_then_it_is_left_alone(self, leftover):
        past = datetime.now(UTC) - timedelta(hours=1)

        assert tidying.tidy(before=past, remove=True).files == 0

    def test_when_only_counted_then_nothing_goes(self, leftover):
        out = StringIO()
        call_command("tidy_archive", "--dry-run", "--json", "--hours", "-1", stdout=out)

        assert json.loads(out.getvalue())["files"] == 2
        assert leftover.exists()


class TestGivenAnImportUnderWay:
    def test_when_tidied_then_its_workbook_waits_for_it(self, district, tmp_path):
        path = small_places(tmp_path / "九小.xlsx", [place(1)])
        batch = importing.begin(
            station=district.north, content=path.read_bytes(), source=path.name,
            by=district.chief, at=ISSUED_AT,
        )  # fmt: skip

        assert tidying.tidy(before=LATER, remove=True).files == 0
        assert importing.read(batch).sheets


@pytest.mark.django_db
class TestGivenAFileThatNothingNames:
    def test_when_an_act_gives_it_again_while_it_is_tidied_then_it_stays(self, monkeypatch):
        def given() -> archive.Kept:
            return archive.keep(b"1 2 3", name="numbers.txt", media_type="text/plain")

        def named_just_before() -> set[bytes]:
            given()
            return set()

        digest = given().digest
        os.utime(archive.path_of(digest), (0, 0))
        monkeypatch.setattr(tidying, "_named", named_just_before)
        past = datetime.now(UTC) - timedelta(days=1)

        assert tidying.tidy(before=past, remove=True).files == 0
        assert archive.read(digest) == b"1 2 3"
