"""A PostgreSQL server for the length of a test run."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoServer(Exception):
    """There is no PostgreSQL to test against; says why."""


@contextmanager
def temporary_postgresql() -> Iterator[str]:
    """
    Yield the address of a PostgreSQL that may create databases.

    ``WANGHUO_TEST_POSTGRES`` names one that runs already; otherwise a throw-away cluster is made
    with the machine's own binaries.

    Raises: NoServer.
    """
    if given := os.environ.get("WANGHUO_TEST_POSTGRES"):
        yield given
        return
    binaries = _binaries()
    with tempfile.TemporaryDirectory(prefix="wanghuo-postgresql-") as folder:
        place = Path(folder)
        as_owner = _as_owner(place)
        port = _free_port()
        data = str(place / "data")
        _call(
            as_owner, binaries / "initdb", "-D", data, "-A", "trust", "-U", "wanghuo", "-E", "UTF8"
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {place}"
        start = ["-D", data, "-l", str(place / "log"), "-w", "-o", options, "start"]
        _call(as_owner, binaries / "pg_ctl", *start)
        try:
            yield f"postgresql://wanghuo@127.0.0.1:{port}/postgres"
        finally:
            _call(as_owner, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _binaries() -> Path:
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if not installed:
        raise NoServer(
            "no PostgreSQL found; install one or name it in WANGHUO_TEST_POSTGRES "
            "(postgresql://user@host:port/database)"
        )
    return installed[-1].parent


def _as_owner(place: Path) -> list[str]:
    """Return the words that start a command as somebody PostgreSQL agrees to run under."""
    if getpass.getuser() != "root":
        return []
    try:
        shutil.chown(place, "postgres")
    except LookupError as error:
        raise NoServer("PostgreSQL does not run as root and there is no user postgres") from error
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _call(as_owner: list[str], *words: str | Path) -> None:
    call = [*as_owner, *(str(word) for word in words)]
    result = subprocess.run(call, cwd="/", capture_output=True, text=True)
    if result.returncode:
        raise NoServer(f"{words[0]} failed: {result.stderr.strip()[:300]}")
