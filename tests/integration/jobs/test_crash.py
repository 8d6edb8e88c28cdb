"""Work whose worker was killed is called stopped by any server; what another is at goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.factories import processes
from wanghuo.interfaces.console import serving

SECONDS = 3
"""A lease, short so that nobody waits for it here."""

WORK_FOR_EVER = f"""
import threading
from datetime import timedelta
import django
django.setup()
from wanghuo.foundation.jobs import lease, registry, services
from wanghuo.foundation.support import clock
from wanghuo.registers.access.models import Person

lease.LASTS, lease.RENEWED_EACH_SECONDS = timedelta(seconds={SECONDS}), 0.2

@registry.work("test.wait", title="Wait")
def wait(run):
    print("ready", flush=True)
    threading.Event().wait()

officer = Person.objects.get(username="officer")
job = services.start("test.wait", by=officer, at=clock.now(), parameters={{}})
services.run(job, clock=clock.now)
"""
LOOK = """
import json
import django
django.setup()
from wanghuo.foundation.jobs.models import Job
said = Job.objects.order_by("id").values_list("state", "refusal")
print(json.dumps([(state, refusal.get("code"), refusal.get("remedy")) for state, refusal in said]))
"""
RUNNING = ["RUNNING", None, None]
STOPPED = ["FAILED", "jobs.interrupted", "Start it again; nothing of it was half written."]


@contextmanager
def worker(here: processes.Installation) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a worker that is in the middle of its work."""
    process = here.started(WORK_FOR_EVER)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def server(here: processes.Installation) -> Iterator[None]:
    """Serve without a worker and without nightly work, as one more machine would."""
    port = str(serving.free_port("127.0.0.1", 8700))
    call = [sys.executable, "-m", "wanghuo", "serve", "--workers", "1", "--port", port]
    process = subprocess.Popen(
        [*call, "--no-worker", "--no-nightly"], env=here.environment, cwd=processes.ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def looked_at(here: processes.Installation, *, until: list[str]) -> list[list[str | None]]:
    """Return what the jobs say once the second is as wanted, or what they say in the end."""
    for _ in range(40):
        said = json.loads(here.asked(LOOK))
        if said[1] == until:
            break
        time.sleep(0.5)
    return said


@pytest.mark.slow
def test_when_one_of_two_workers_is_killed_then_only_its_work_is_called_stopped(tmp_path: Path):
    with processes.installation(tmp_path) as here:
        here.asked(processes.SET_UP)
        with worker(here), worker(here) as killed:
            killed.kill()
            killed.wait()
            time.sleep(SECONDS + 1)
            assert json.loads(here.asked(LOOK)) == [RUNNING, RUNNING]

            with server(here):
                assert looked_at(here, until=STOPPED) == [RUNNING, STOPPED]
