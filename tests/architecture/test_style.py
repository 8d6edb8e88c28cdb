"""Lint, formatting and types are part of the tests, so no change forgets them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*call: str) -> tuple[int, str]:
    result = subprocess.run(
        [sys.executable, "-m", *call], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return result.returncode, result.stdout + result.stderr


def test_the_linter_has_nothing_to_say():
    code, said = run("ruff", "check", "--no-cache", "src", "tests", "run")

    assert code == 0, said


def test_every_file_is_formatted():
    code, said = run("ruff", "format", "--no-cache", "--check", "src", "tests", "run")

    assert code == 0, said


@pytest.mark.slow
def test_the_type_checker_has_nothing_to_say():
    code, said = run("mypy")

    assert code == 0, said
