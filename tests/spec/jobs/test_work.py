"""Long work: progress, result, refusal, cancellation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.factories.district import FOUNDED_AT, District
from wanghuo.foundation.jobs import lease, registry, selectors, services
from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.jobs.models import Failure, Job, Lease
from wanghuo.foundation.jobs.run import Run
from wanghuo.foundation.journal import archive
from wanghuo.foundation.kernel.refusals import Invalid, NotFound


class TooMuch(Invalid):
    code = "test.too-much"
    says = "{number} is too much."


@pytest.fixture(autouse=True)
def counting() -> Iterator[None]:
    @registry.work("test.count", title="Count")
    def count(run: Run, *, upto: int) -> dict[str, Any]:
        if upto > 100:
            raise TooMuch(number=upto)
        for number in range(upto):
            run.progress(number + 1, upto, f"{number}")
            run.check_cancelled()
        run.fail_rows([Failure(row=3, column="B", code="test", reason="odd")])
        run.attach_result("numbers.txt", b"1 2 3", "text/plain")
        return {"counted": upto}

    yield
    registry._works.pop("test.count")


AFTER_ITS_LEASE = FOUNDED_AT + lease.LASTS + timedelta(seconds=1)


@pytest.fixture
def beside() -> Iterator[dict[str, Any]]:
    """Let another worker start while work is at its second step; say when, and what it did."""
    seen: dict[str, Any] = {"at": FOUNDED_AT, "has_more_steps": True}

    @registry.work("test.beside", title="Work beside a worker that starts")
    def work(run: Run) -> dict[str, Any]:
        run.progress(1, 2)
        seen["failed"] = services.fail_interrupted(at=seen["at"])
        if seen["has_more_steps"]:
            run.check_cancelled()
        return {"counted": 2}

    yield seen
    registry._works.pop("test.beside")


def started(district: District, upto: int) -> Job:
    return services.start(
        "test.count", by=district.officer, at=FOUNDED_AT, parameters={"upto": upto}
    )


def run(job: Job) -> Job:
    return services.run(job, clock=lambda: FOUNDED_AT)


class TestGivenWorkThatSucceeds:
    def test_when_it_has_run_then_counts_result_and_failed_rows_are_there(self, district: District):
        job = run(started(district, 5))

        assert (job.state, job.done, job.total, job.percent) == (State.DONE, 5, 5, 100)
        assert job.summary == {"counted": 5}
        assert archive.read(job.result_digest) == b"1 2 3"
        assert job.failures.get().row == 3

    def test_when_it_is_run_again_then_nothing_is_done_twice(self, district: District):
        job = run(started(district, 5))
        again = run(job)

        assert again.failures.count() == 1

    def test_when_the_transaction_commits_then_the_work_is_done_in_the_background(
        self, district: District, django_capture_on_commit_callbacks: Any
    ):
        with django_capture_on_commit_callbacks(execute=True):
            job = started(district, 4)

        job.refresh_from_db()
        assert job.state == State.DONE


class TestGivenWorkThatIsRefused:
    def test_when_it_has_run_then_the_code_and_facts_are_kept(self, district: District):
        job = run(started(district, 500))

        assert job.state == State.FAILED
        assert job.refusal["code"] == "test.too-much"
        assert job.refusal["facts"] == {"number": "500"}


class TestGivenSomebodyCancels:
    def test_when_it_still_waits_then_it_never_begins(self, district: District):
        job = started(district, 5)
        services.cancel(job, at=FOUNDED_AT)
        job = run(job)

        assert (job.state, job.done) == (State.CANCELLED, 0)

    def test_when_it_runs_then_it_stops_at_its_next_step(self, district: District):
        job = started(district, 5)
        Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)

        assert run(job).state == State.CANCELLED


class TestGivenTheServerStoppedInTheMiddle:
    def test_when_it_starts_again_then_the_lost_work_says_so(self, district: District):
        job = started(district, 5)
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING)

        assert services.fail_interrupted(at=FOUNDED_AT) == 1

        job.refresh_from_db()
        assert (job.state, job.refusal["code"]) == (State.FAILED, "jobs.interrupted")
        assert job.refusal["remedy"] == "Start it again; nothing of it was half written."
        assert job.ended_at == FOUNDED_AT


class TestGivenAnotherWorkerStarts:
    def run(self, district: District) -> Job:
        return run(services.start("test.beside", by=district.officer, at=FOUNDED_AT, parameters={}))

    def test_when_the_first_one_lives_then_its_work_is_left_alone(
        self, district: District, beside: dict[str, Any]
    ):
        job = self.run(district)

        assert (beside["failed"], job.state) == (0, State.DONE)
        assert not Lease.objects.exists()

    def test_when_the_first_one_was_held_up_too_long_then_its_work_stops_at_its_next_step(
        self, district: District, beside: dict[str, Any]
    ):
        beside["at"] = AFTER_ITS_LEASE
        job = self.run(district)

        assert beside["failed"] == 1
        assert (job.state, job.refusal["code"]) == (State.FAILED, "jobs.interrupted")

    def test_when_that_work_was_at_its_last_step_then_it_says_how_it_ended(
        self, district: District, beside: dict[str, Any]
    ):
        beside |= {"at": AFTER_ITS_LEASE, "has_more_steps": False}
        job = self.run(district)

        assert beside["failed"] == 1
        assert (job.state, job.refusal, job.summary) == (State.DONE, {}, {"counted": 2})


def test_nobody_sees_the_work_of_another(district: District):
    job = started(district, 5)

    assert selectors.get(job.pk, seen_by=district.officer) == job
    with pytest.raises(NotFound):
        selectors.get(job.pk, seen_by=district.chief)
