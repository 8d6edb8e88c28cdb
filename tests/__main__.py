"""
Runs the suites this machine can run, and names what it skipped and why.

    ./run test                  all but the browser, on SQLite and, where there is one, PostgreSQL
    ./run test tests/spec -k X  only these, on SQLite
    ./run test-browser              journeys in a real browser
    ./run test-browser tests/fuzz   the API against its own description
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.servers import NoServer, temporary_postgresql

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest"]


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def suite(name: str, *arguments: str, **environment: str) -> bool:
    say(f"{name}: running")
    result = subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=os.environ | environment)
    say(f"{name}: {'passed' if result.returncode == 0 else 'FAILED'}")
    return result.returncode == 0


def everything(arguments: list[str]) -> bool:
    if arguments:
        return suite("chosen tests on SQLite", *arguments)
    passed = suite("all tests on SQLite", "-n", "auto")
    try:
        with temporary_postgresql() as url:
            passed &= suite(
                "all tests on PostgreSQL", "-n", "auto", "--ignore=tests/architecture",
                "--ignore=tests/unit", DATABASE_URL=url,
            )  # fmt: skip
    except NoServer as reason:
        say(f"all tests on PostgreSQL: skipped, {reason}")
    say("journeys in a browser: not part of this command; ./run test-browser runs them")
    return passed


def in_a_browser(arguments: list[str]) -> bool:
    if any(argument.startswith("tests/fuzz") for argument in arguments):
        return suite("the API against its own description", *arguments)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        say("journeys in a browser: skipped, no Chromium on the path")
        return True
    return suite("journeys in a browser", *(arguments or ["tests/browser"]))


def main() -> int:
    name, *arguments = sys.argv[1:] or ["test"]
    passed = in_a_browser(arguments) if name == "test-browser" else everything(arguments)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
