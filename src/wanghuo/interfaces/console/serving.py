"""Keeps a running installation's processes alive: web server, task worker, nightly work."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PATIENCE_SECONDS = 15.0
"""How long a process may take to finish what it is doing before it is killed."""

RESTART_PAUSE_SECONDS = 2.0
PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when its parent dies."""


@dataclass
class Process:
    """One child process that is started again when it dies; ``prepare`` is called before."""

    name: str
    call: Sequence[str]
    prepare: Callable[[], None] = lambda: None
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    restarts: int = 0

    def start(self) -> None:
        self.prepare()
        # Its own session, so Ctrl+C reaches the supervisor alone and each child ends in order.
        self.child = subprocess.Popen(
            self.call, start_new_session=True, env=os.environ, preexec_fn=_end_with_the_parent()
        )
        self.started = time.monotonic()

    @property
    def has_died(self) -> bool:
        return self.child is not None and self.child.poll() is not None

    def stop(self) -> None:
        if self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)

    def wait(self, seconds: float) -> None:
        if self.child is None:
            return
        try:
            self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.sweep()

    def sweep(self) -> None:
        """Kill what a process that has ended left of its own children, who may hold the port."""
        if self.child is not None and hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)


@dataclass
class Supervisor:
    """Starts processes, restarts those that die, calls ``each_minute``, and ends them in order."""

    processes: Sequence[Process]
    each_minute: Callable[[], None]
    say: Callable[[str], None]
    is_stopping: bool = field(default=False, init=False)

    def run(self, *, ready: Callable[[], None]) -> None:
        """Run until a signal asks to stop; ``ready`` is called once everything has started."""
        for wish in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wish, self._stop)
        for process in self.processes:
            process.start()
        try:
            ready()
            next_minute = 0.0
            while not self.is_stopping:
                if time.monotonic() >= next_minute:
                    self.each_minute()
                    next_minute = time.monotonic() + 60
                self._revive()
                time.sleep(0.2)
        finally:
            self._end()

    def _stop(self, *_: object) -> None:
        self.is_stopping = True

    def _revive(self) -> None:
        for process in self.processes:
            if process.has_died and not self.is_stopping:
                process.restarts += 1
                self.say(f"{process.name} ended unexpectedly; starting it again")
                process.sweep()
                if time.monotonic() - process.started < RESTART_PAUSE_SECONDS:
                    time.sleep(RESTART_PAUSE_SECONDS)
                process.start()

    def _end(self) -> None:
        for process in self.processes:
            process.stop()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in self.processes:
            process.wait(max(0.1, deadline - time.monotonic()))


def _end_with_the_parent() -> Callable[[], None] | None:
    """
    Return what asks Linux to end a child when the supervisor is killed and cannot.

    Elsewhere there is no such wish to the system; there a killed supervisor leaves its children.
    """
    if sys.platform != "linux":
        return None
    wish, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask() -> None:
        wish(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def web_server(host: str, port: int, *, workers: int, threads: int) -> Process:
    call = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host]
    call += ["--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)]
    call += ["--no-ws", "--http", "1", "--respawn-failed-workers", "--log-level", "warning"]
    return Process("web server", [*call, "wanghuo.wsgi:application"])


def task_worker(prepare: Callable[[], None]) -> Process:
    call = [sys.executable, "-m", "wanghuo", "db_worker", "--interval", "0.5", "-v", "0"]
    return Process("task worker", [*call, "--no-startup-delay"], prepare)


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, port: int, *, tries: int = 50) -> int | None:
    """Return ``port`` or the next free one."""
    return next((p for p in range(port, port + tries) if is_free(host, p)), None)


def wait_until_answering(host: str, port: int, *, seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + seconds
    where = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
    while time.monotonic() < deadline:
        try:
            with socket.create_connection((where, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False
