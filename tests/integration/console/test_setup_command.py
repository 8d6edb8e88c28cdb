"""``./run setup`` makes a first installation without demo data; ``./run generate`` fills one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WANGHUO")}
    ours.pop("DATABASE_URL", None)
    ours |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "WANGHUO_DATA": str(data), **more}
    return subprocess.run(
        [sys.executable, "-m", "wanghuo", *arguments], cwd=ROOT, env=ours, capture_output=True,
        text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.slow
def test_setup_makes_an_installation_once(tmp_path: Path):
    wishes = ["setup", "--yes", "--county", "320902", "--stations", "320902001,320902100"]

    first = run(*wishes, data=tmp_path, WANGHUO_PASSWORD="watchtower-19")
    again = run(*wishes, data=tmp_path, WANGHUO_PASSWORD="watchtower-19")

    assert first.returncode == 0, first.stderr
    assert "227 territories, 8 organizations" in first.stdout
    assert again.returncode != 0
    assert "already set up" in again.stderr


@pytest.mark.slow
def test_setup_refuses_a_weak_password_and_makes_nothing(tmp_path: Path):
    weak = run("setup", "--yes", data=tmp_path, WANGHUO_PASSWORD="12345678")
    strong = run("setup", "--yes", data=tmp_path, WANGHUO_PASSWORD="watchtower-19")

    assert weak.returncode != 0
    assert strong.returncode == 0, strong.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_when_asked_then_a_bad_password_does_not_cost_the_answers_before_it(tmp_path: Path):
    answers = ["", "", "甲公安局", "", "", "", "12345678", "watchtower-19", "watchtower-20",
               "watchtower-19", "watchtower-19"]  # fmt: skip
    said = at_a_terminal("setup", answers=answers, data=tmp_path)

    assert "两次输入不一致" in said
    assert said.count("password / 密码") == 3
    assert "36 organizations" in said


def at_a_terminal(*arguments: str, answers: list[str], data: Path) -> str:
    """Type each answer after a question, which ends with a colon; return all that was shown."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "WANGHUO_DATA": str(data)}
        os.environ.pop("DATABASE_URL", None)
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "wanghuo", *arguments])
    shown, since = b"", 0
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:
            read = b""
        if not read:
            os.waitpid(child, 0)
            return shown.decode()
        shown += read
        if answers and shown[since:].rstrip().endswith(b":"):
            since = len(shown)
            os.write(terminal, (answers.pop(0) + "\n").encode())


@pytest.mark.slow
def test_serve_says_what_to_do_before_there_is_an_installation(tmp_path: Path):
    result = run("serve", data=tmp_path)

    assert result.returncode != 0
    assert "./run setup" in result.stderr


@pytest.mark.slow
def test_generate_fills_an_empty_installation_and_reports(tmp_path: Path):
    result = run("generate", "--stations", "2", "--premises", "60", "--json", data=tmp_path)

    report = json.loads(result.stdout)
    assert (report["stations"], report["premises"]) == (2, 60)
