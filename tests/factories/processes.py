"""Installations that other processes work in, and may be killed in, on the suite's database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories.district import small_district
district = small_district()
"""


@dataclass(frozen=True)
class Installation:
    """An installation of its own, worked in by Python scripts in processes of their own."""

    environment: Mapping[str, str]

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a script to its end, whatever that is."""
        return subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip

    def asked(self, script: str, *arguments: str) -> str:
        """Return what a script that has to succeed says last."""
        done = self.run(script, *arguments)
        assert done.returncode == 0, done.stderr
        return (done.stdout.splitlines() or [""])[-1]

    def started(self, script: str) -> subprocess.Popen[bytes]:
        """Start a script and return once it has said that it is ready."""
        process = subprocess.Popen(
            [sys.executable, "-c", script], env=self.environment, cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        return process


@contextmanager
def installation(data: Path, *, on_sqlite: bool = False) -> Iterator[Installation]:
    """
    Yield an empty installation with a database of the kind the suite runs on.

    ``on_sqlite`` asks for SQLite whatever the suite runs on.
    """
    with _database(data, on_sqlite) as url:
        yield Installation(
            os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "wanghuo.settings",
                "WANGHUO_DATA": str(data),
                "DATABASE_URL": url,
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            }
        )


@contextmanager
def _database(data: Path, on_sqlite: bool) -> Iterator[str]:
    server = os.environ.get("DATABASE_URL", "")
    if on_sqlite or not server.startswith("postgres"):
        yield f"sqlite:///{data}/wanghuo.sqlite3"
        return
    name = f"wanghuo_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
