"""Starting, running and cancelling work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from wanghuo.foundation.jobs import registry
from wanghuo.foundation.jobs.domain.states import State
from wanghuo.foundation.jobs.models import Job
from wanghuo.foundation.jobs.run import Cancelled, Run
from wanghuo.foundation.jobs.signals import queued
from wanghuo.foundation.kernel.actors import Actor
from wanghuo.foundation.kernel.refusals import Conflict, Refused
from wanghuo.foundation.kernel.words import gettext_noop

Clock = Callable[[], datetime]


class Interrupted(Conflict):
    code = "jobs.interrupted"
    says = gettext_noop("The server stopped while this work was running.")
    remedy = gettext_noop("Start it again; nothing of it was half written.")


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
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    begun = waiting.update(state=State.RUNNING, started_at=clock())
    job.refresh_from_db()
    if not begun:
        return job
    handle = Run(job)
    try:
        handle.check_cancelled()
        summary = registry.work_of(job.kind)(handle, **job.parameters)
    except Cancelled:
        return _end(job, State.CANCELLED, clock)
    except Refused as refusal:
        facts = {name: str(value) for name, value in refusal.facts.items()}
        said = {"code": refusal.code, "says": refusal.says, "remedy": refusal.remedy}
        return _end(job, State.FAILED, clock, refusal=said | {"facts": facts})
    except Exception as error:
        _end(job, State.FAILED, clock, refusal={"code": "bug", "says": repr(error)[:500]})
        raise
    return _end(job, State.DONE, clock, summary=summary or {})


def cancel(job: Job, *, at: datetime) -> None:
    """Ask the work to stop at its next step; work still waiting never begins."""
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.CANCELLED, is_cancel_requested=True, ended_at=at):
        Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)


def fail_interrupted(*, at: datetime) -> int:
    """
    Mark work that was running when its worker died as failed; return how many.

    Called before a worker starts: whatever still says it is running has lost its process. Work is
    written in transactions, so nothing of it stands half done. Where several workers share a
    database, what another one is at says how it ended all the same when it ends.
    """
    words = {
        "code": Interrupted.code, "says": Interrupted.says, "remedy": Interrupted.remedy,
        "facts": {},
    }  # fmt: skip
    running = Job.objects.filter(state=State.RUNNING)
    return running.update(state=State.FAILED, ended_at=at, refusal=words)


def _end(job: Job, state: State, clock: Clock, **outcome: Any) -> Job:
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=clock(), **outcome)
    job.refresh_from_db()
    return job
