"""What has served its time goes each night; what the journal knows stays, and stays sound."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axes.models import AccessLog
from django.conf import LazySettings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.factories.district import FOUNDED_AT, District
from tests.factories.premises import rules
from tests.factories.programs import Program
from tests.factories.workbooks import place, small_places
from wanghuo.foundation.jobs import leftovers, registry
from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.jobs.models import Failure, Job
from wanghuo.foundation.jobs.run import Run
from wanghuo.foundation.journal import archive, verification
from wanghuo.foundation.kernel.ids import uuid7
from wanghuo.foundation.support import clock, pieces
from wanghuo.interfaces.api.v1.models import Answered
from wanghuo.interfaces.console import nightly
from wanghuo.registers.access.models import ApiToken
from wanghuo.registers.premises.domain.terms import BatchState
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services import importing

NIGHT = datetime(2126, 3, 1, 17, 0, tzinfo=UTC)
"""01:00 in Shanghai, far enough from today that the files of this test are old by then."""

SHOP = {"name": "串场河五金店", "address": "甲街道建军路12号", "territory": "320902001001"}


@pytest.fixture
def kept(settings: LazySettings) -> dict[str, timedelta]:
    return {what: timedelta(days=days) for what, days in settings.KEPT_DAYS.items()}


def workbook(folder: Path, number: int) -> Path:
    return small_places(folder / f"{number}.xlsx", [place(number)])


def begun(district: District, path: Path, *, at: datetime) -> ImportBatch:
    batch = importing.begin(
        station=district.north, content=path.read_bytes(), source=path.name, by=district.chief,
        at=at,
    )  # fmt: skip
    return importing.read(batch)


def compared(batch: ImportBatch, *, at: datetime) -> ImportBatch:
    importing.confirm_columns(batch, at=at)
    return importing.compare(batch)


def entered(district: District, path: Path, *, at: datetime) -> ImportBatch:
    batch = compared(begun(district, path, at=at), at=at)
    return importing.apply(batch, by=district.chief, at=at, rules=rules())


def is_archived(batch: ImportBatch) -> bool:
    return archive.path_of(batch.file["digest"]).exists()


def test_every_leftover_says_how_long_it_is_kept(settings: LazySettings):
    assert leftovers.kept() == settings.KEPT_DAYS.keys()
    assert all(days >= 30 for days in settings.KEPT_DAYS.values())


@pytest.mark.django_db(transaction=True)
class TestGivenANight:
    def test_when_it_has_worked_then_old_leftovers_are_gone_and_the_journal_is_sound(
        self, district: District, tmp_path: Path, kept: dict[str, timedelta]
    ):
        now = clock.now()
        Program(district.officer).send("/api/v1/premises/", SHOP, key="old")
        Answered.objects.update(at=now - kept["api.answers"] - timedelta(days=1))
        abandoned = begun(district, workbook(tmp_path, 1), at=FOUNDED_AT)
        applied = entered(district, workbook(tmp_path, 2), at=FOUNDED_AT)
        for batch in (abandoned, applied):
            os.utime(archive.path_of(batch.file["digest"]), (0, 0))

        nightly.start_when_due(at=now.replace(hour=4))

        assert not Answered.objects.exists()
        assert not is_archived(abandoned) and is_archived(applied)
        assert verification.verify().is_sound
        assert Job.objects.get(kind=nightly.KIND).summary["removed"] == 2


@pytest.mark.django_db
class TestGivenAnswersKeptForRepeatedRequests:
    def test_when_they_are_removed_then_younger_ones_stay_however_many_went(
        self, district: District, kept: dict[str, timedelta]
    ):
        limit = NIGHT - kept["api.answers"]
        old = [
            Answered(person=district.officer, key=f"{n}", at=limit - timedelta(seconds=1))
            for n in range(pieces.ROWS + 1)
        ]
        Answered.objects.bulk_create(old)
        Answered.objects.create(person=district.officer, key="young", at=limit)

        assert leftovers.remove(at=NIGHT)["api.answers"] == pieces.ROWS + 1
        assert Answered.objects.get().key == "young"

    def test_when_a_device_comes_back_later_still_then_what_it_made_is_not_made_twice(
        self, district: District
    ):
        program, shop = Program(district.officer), str(uuid7())
        program.send("/api/v1/premises/", SHOP | {"id": shop})
        leftovers.remove(at=NIGHT)
        assert not Answered.objects.exists()

        again = program.send("/api/v1/premises/", SHOP | {"id": shop})

        assert again.json()["id"] == shop
        assert Premises.objects.count() == 1


@pytest.mark.django_db
class TestGivenImportsNobodyEntered:
    def test_when_days_have_passed_then_they_are_discarded_with_rows_and_file(
        self, district: District, tmp_path: Path
    ):
        batch = compared(begun(district, workbook(tmp_path, 1), at=FOUNDED_AT), at=FOUNDED_AT)

        assert leftovers.remove(at=NIGHT)["premises.abandoned_imports"] == 1

        now = ImportBatch.objects.get(pk=batch.pk)
        assert (now.state, now.file, now.rows.count()) == (BatchState.DISCARDED, {}, 0)
        assert not is_archived(batch)
        assert leftovers.remove(at=NIGHT)["premises.abandoned_imports"] == 0

    def test_when_somebody_discarded_one_then_its_file_goes_as_well(
        self, district: District, tmp_path: Path
    ):
        batch = importing.discard(begun(district, workbook(tmp_path, 1), at=FOUNDED_AT))
        leftovers.remove(at=NIGHT)

        assert not is_archived(batch)

    def test_when_somebody_worked_on_one_lately_then_it_waits_on(
        self, district: District, tmp_path: Path
    ):
        batch = begun(district, workbook(tmp_path, 1), at=FOUNDED_AT)
        parameters = {"batch_id": str(batch.pk)}
        batch.job = jobs.start(
            "premises.import_read", by=district.chief, at=NIGHT - timedelta(days=3),
            parameters=parameters,
        )  # fmt: skip
        batch.save()
        leftovers.remove(at=NIGHT)

        assert ImportBatch.objects.get(pk=batch.pk).state == BatchState.MAPPING
        assert is_archived(batch)

    def test_when_the_same_file_was_entered_then_it_stays_in_the_archive(
        self, district: District, tmp_path: Path
    ):
        path = workbook(tmp_path, 1)
        abandoned = begun(district, path, at=FOUNDED_AT)
        applied = entered(district, path, at=FOUNDED_AT)
        leftovers.remove(at=NIGHT)

        assert abandoned.file["digest"] == applied.file["digest"]
        assert is_archived(applied)
        assert verification.verify().is_sound


@pytest.mark.django_db
class TestGivenWorkThatEndedLongAgo:
    @pytest.fixture
    def listed(self, district: District) -> Job:
        @registry.work("test.listed", title="Work with a result")
        def work(run: Run) -> None:
            run.fail_rows([Failure(row=3, column="B", code="test", reason="odd")])
            run.attach_result("numbers.txt", b"1 2 3", "text/plain")

        job = jobs.start("test.listed", by=district.officer, at=FOUNDED_AT, parameters={})
        job = jobs.run(job, clock=lambda: FOUNDED_AT)
        registry._works.pop("test.listed")
        return job

    def test_when_its_days_have_passed_then_it_goes_with_rows_and_result(self, listed: Job):
        assert leftovers.remove(at=NIGHT)["jobs.ended"] == 1

        assert not Job.objects.exists() and not Failure.objects.exists()
        assert not archive.path_of(listed.result_digest).exists()

    def test_when_they_have_not_then_it_stays(self, listed: Job, kept: dict[str, timedelta]):
        leftovers.remove(at=FOUNDED_AT + kept["jobs.ended"])

        assert Job.objects.get() == listed
        assert archive.read(listed.result_digest) == b"1 2 3"

    def test_when_it_still_waits_then_it_stays(self, district: District):
        jobs.start("journal.verify", by=district.officer, at=FOUNDED_AT, parameters={})
        leftovers.remove(at=NIGHT)

        assert Job.objects.exists()


@pytest.mark.django_db
class TestGivenTracesOfSignIns:
    def test_when_a_year_has_passed_then_only_they_are_forgotten(self, district: District):
        log = AccessLog.objects.create(username="officer", path_info="/sign-in/")
        ApiToken.objects.create(
            person=district.officer, name="x", digest="0" * 64, created_at=FOUNDED_AT,
            revoked_at=FOUNDED_AT,
        )  # fmt: skip
        leftovers.remove(at=log.attempt_time + timedelta(days=364))
        assert AccessLog.objects.exists()

        assert leftovers.remove(at=log.attempt_time + timedelta(days=366))["access.sign_ins"] == 1
        assert ApiToken.objects.exists()


@pytest.mark.django_db
def test_when_a_worker_died_then_its_note_goes_as_those_that_ended_do():
    for status, times in (
        (TaskResultStatus.RUNNING, {"started_at": FOUNDED_AT}),
        (TaskResultStatus.SUCCESSFUL, {"started_at": FOUNDED_AT, "finished_at": FOUNDED_AT}),
        (TaskResultStatus.RUNNING, {"started_at": NIGHT}),
        (TaskResultStatus.READY, {}),
    ):
        DBTaskResult.objects.create(
            status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x",
            backend_name="default", run_after=FOUNDED_AT, **times,
        )  # fmt: skip

    assert leftovers.remove(at=NIGHT)["console.task_results"] == 2
