"""Starting, running and cancelling work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wanghuo.foundation.jobs import lease, registry
from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.jobs.run import Cancelled, Interrupted, Run
from wanghuo.foundation.jobs.signals import queued
from wanghuo.foundation.journal import tidying
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.support import pieces
from wanghuo.foundation.support.clock import Clock


def start(kind: str, *, by: Actor, at: datetime, parameters: dict[str, Any]) -> Job:
    """Queue the work of ``kind``; it begins when the present transaction has committed."""
    registry.work_of(kind)
    job = Job.objects.create(
        kind=kind, by_id=by.id, by_label=by.label, created_at=at, parameters=parameters
    )
    transaction.on_commit(lambda: queued.send(sender=Job, job=job))
    return job


def run(job: Job, *, clock: Clock) -> Job:
    """
    Do the work of ``job`` now; a job that has begun before is not done again.

    A refusal ends it as failed with its code and facts; any other exception is a bug and
    surfaces after the job is marked.
    """
    if not _begin(job, at=clock()):
        return job
    with lease.kept(job, clock=clock):
        return _do(job, clock)


@transaction.atomic
def _begin(job: Job, *, at: datetime) -> bool:
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    begun = waiting.update(state=State.RUNNING, started_at=at)
    if begun:
        lease.take(job, at=at)
    job.refresh_from_db()
    return bool(begun)


def _do(job: Job, clock: Clock) -> Job:
    handle = Run(job)
    try:
        handle.check_cancelled()
        summary = registry.work_of(job.kind)(handle, **job.parameters)
    except Cancelled:
        return _end(job, State.CANCELLED, clock)
    except Refused as refusal:
        return _end(job, State.FAILED, clock, refusal=_said(refusal))
    except Exception as error:
        _end(job, State.FAILED, clock, refusal={"code": "bug", "says": repr(error)[:500]})
        raise
    return _end(job, State.DONE, clock, summary=summary or {}, refusal={})


def _said(refusal: Refused) -> dict[str, Any]:
    facts = {name: str(value) for name, value in refusal.facts.items()}
    return {
        "code": refusal.code, "says": refusal.says, "remedy": refusal.remedy, "facts": facts,
    }  # fmt: skip


def cancel(job: Job, *, at: datetime) -> None:
    """Ask the work to stop at its next step; work still waiting never begins."""
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, is_cancel_requested=True, ended_at=at):
        Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)


def fail_interrupted(*, at: datetime) -> int:
    """
    Mark work whose worker died as failed; return how many.

    What another worker is at has its lease and is left alone. Work is written in transactions, so
    nothing of it stands half done. A worker that was only held up for longer than its lease stops
    at its next step; where it had none left to stop at, the job says how it ended after all.
    """
    if not lease.lost(at=at).exists():  # asked every minute: nothing is locked for nothing
        return 0
    return lease.lost(at=at).update(state=State.FAILED, ended_at=at, refusal=_said(Interrupted()))


def forget_ended(*, before: datetime) -> int:
    """Delete work that ended before an instant, with its rows and its result; return how many."""
    ended = Job.objects.filter(ended_at__lt=before)
    results = set(ended.exclude(result_digest="").values_list("result_digest", flat=True))
    count = pieces.delete(ended)
    tidying.tidy(before=before, remove=True, among=results)
    return count


def _end(job: Job, state: State, clock: Clock, **outcome: Any) -> Job:
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=clock(), **outcome)
    job.refresh_from_db()
    return job
