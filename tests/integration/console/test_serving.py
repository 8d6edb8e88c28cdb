"""``./run serve`` and its processes: nothing outlives them, whatever ends them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import OperationalError

from wanghuo.foundation.jobs import services as jobs
from wanghuo.interfaces.console import nightly
from wanghuo.interfaces.console.management.commands import serve

ROOT = Path(__file__).resolve().parents[3]

SUPERVISE = """
import sys
from wanghuo.interfaces.console.serving import Process, Supervisor

CHILD = '''
import subprocess, sys, time
print("child", subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL).pid, flush=True)
time.sleep(60)
'''
prepare = lambda: print("prepared", "first", flush=True)
process = Process("task worker", [sys.executable, "-c", CHILD], prepare)
supervisor = Supervisor([process], each_minute=lambda: None, say=lambda _: None)
supervisor.run(ready=lambda: print("started", process.child.pid, flush=True))
"""


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def ended(pid: int, *, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


@pytest.fixture
def supervised():
    """Yield a supervisor, its child and its grandchild, as ids but the first."""
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    said = dict(supervisor.stdout.readline().split() for _ in range(3))
    yield supervisor, int(said["started"]), int(said["child"])
    supervisor.kill()
    supervisor.wait(timeout=10)
    supervisor.stdout.close()
    with suppress(ProcessLookupError):
        os.killpg(int(said["started"]), signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and asks Linux to end children")
class TestGivenARunningServer:
    def test_when_it_is_asked_to_end_then_children_and_grandchildren_end(self, supervised):
        supervisor, child, grandchild = supervised
        supervisor.send_signal(signal.SIGTERM)

        assert supervisor.wait(timeout=30) == 0
        assert ended(child) and ended(grandchild)

    def test_when_it_is_killed_then_its_child_ends_too(self, supervised):
        supervisor, child, _grandchild = supervised
        supervisor.kill()

        assert ended(child)

    def test_when_its_child_is_killed_then_another_is_prepared_and_no_grandchild_is_left(
        self, supervised
    ):
        supervisor, child, grandchild = supervised
        os.kill(child, signal.SIGKILL)
        before, after = (supervisor.stdout.readline().split() for _ in range(2))

        assert ended(grandchild)
        assert before == ["prepared", "first"]
        assert after[0] == "child" and is_running(int(after[1]))


class TestGivenADatabaseThatDoesNotAnswer:
    def test_when_the_minute_comes_then_the_server_says_so_and_goes_on(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        def unanswered(*, at: object) -> NoReturn:
            raise OperationalError("database is locked")

        monkeypatch.setattr(jobs, "fail_interrupted", unanswered)
        monkeypatch.setattr(nightly, "start_when_due", unanswered)
        said = StringIO()

        serve.Command(stderr=said)._each_minute()

        assert said.getvalue().count("the database did not answer: database is locked") == 2
