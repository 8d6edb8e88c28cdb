"""``./run demo`` from an empty folder to a page one can sign in to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def environment(**more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WANGHUO")}
    ours.pop("DATABASE_URL", None)
    return ours | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"} | more


def call(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "wanghuo", *arguments]


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        call(*arguments), cwd=ROOT, env=environment(**more), capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(url: str, *, seconds: float = 180) -> str:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


@pytest.mark.slow
def test_a_newcomer_builds_the_demo_once_and_is_served_it(tmp_path: Path):
    data = str(tmp_path / "demo")
    demo = ["demo", "--scale", "tiny", "--today", "2026-01-20", "--data", data]

    without_folder = [word for word in demo if word not in ("--data", data)]
    first = run(*without_folder, "--no-serve", WANGHUO_DATA=str(tmp_path))
    again = run(*demo, "--no-serve")

    assert first.returncode == 0, first.stderr
    assert "premises" in first.stderr
    assert again.returncode == 0
    assert "premises" not in again.stderr

    port = free_port()
    server = subprocess.Popen(
        call(*demo, "--port", str(port)), cwd=ROOT, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert "csrfmiddlewaretoken" in page(f"http://127.0.0.1:{port}/sign-in/")
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=60)

    assert server.returncode == 0
    assert "wanghuo-demo" in said and "officer" in said


@pytest.mark.slow
def test_a_folder_with_another_database_is_left_alone(tmp_path: Path):
    (tmp_path / "wanghuo.sqlite3").write_bytes(b"somebody else's")

    result = run("demo", "--no-serve", "--scale", "tiny", "--data", str(tmp_path))

    assert result.returncode != 0
    assert (tmp_path / "wanghuo.sqlite3").read_bytes() == b"somebody else's"
