"""Runs benchmarks, each on a fresh database in a process of its own."""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, machine
from tests.servers import NoServer, temporary_postgresql

HERE = Path(__file__).parent
NOT_BENCHMARKS = {"__init__", "__main__", "crowd", "figures"}
NAMES = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def main() -> int:
    arguments = parsed()
    if arguments.here:
        return measure(arguments.names[0], arguments.scale)
    report: dict[str, object] = {"machine": machine(), "benchmarks": []}
    if not arguments.json:
        print(report["machine"])
    for name in arguments.names or NAMES:
        for database in databases_of(name) or ["none"]:
            if arguments.database and database not in (arguments.database, "none"):
                continue
            result = in_own_process(name, database, arguments.scale)
            report["benchmarks"].append(result)  # type: ignore[attr-defined]
            if not arguments.json:
                show(result)
    if arguments.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run benchmark", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *NAMES], help=f"of {', '.join(NAMES)}")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--scale", type=float, default=1.0, help="fraction of the full size")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = sys.argv[1:]
    if arguments[:1] == ["benchmark"]:
        arguments = arguments[1:]
    return parser.parse_args(arguments)


def databases_of(name: str) -> list[str]:
    """Read a benchmark's ``DATABASES`` without importing it: this process has no installation."""
    for node in ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "DATABASES":
            return list(ast.literal_eval(node.value))
    raise LookupError(f"benchmarks/{name}.py does not say which DATABASES it runs on")


def measure(name: str, scale: float) -> int:
    """Measure in this process, whose environment names a fresh database."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanghuo.settings")
    django.setup()
    module = importlib.import_module(f"benchmarks.{name}")
    if module.DATABASES:
        call_command("migrate", verbosity=0)
    figures: list[Figure] = module.run(scale)
    print(json.dumps([figure.as_json() for figure in figures], ensure_ascii=False))
    return 0


def in_own_process(name: str, database: str, scale: float) -> dict[str, object]:
    try:
        with fresh(database) as environment:
            call = [sys.executable, "-m", "benchmarks", name, "--here", "--scale", str(scale)]
            done = subprocess.run(call, env=os.environ | environment, stdout=subprocess.PIPE)
    except NoServer as reason:
        return {"name": name, "database": database, "skipped": str(reason)}
    if done.returncode:
        return {"name": name, "database": database, "failed": done.returncode}
    figures = json.loads(done.stdout.decode().strip().splitlines()[-1])
    return {"name": name, "database": database, "scale": scale, "figures": figures}


@contextmanager
def fresh(database: str) -> Iterator[dict[str, str]]:
    """Yield the environment of an empty installation that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="wanghuo-benchmark-") as folder:
        environment = {"WANGHUO_DATA": folder, "DATABASE_URL": ""}
        if database == "postgresql":
            with temporary_postgresql() as url:
                yield environment | {"DATABASE_URL": url}
        else:
            yield environment


def show(result: dict[str, object]) -> None:
    print(f"\n{result['name']} on {result['database']}")
    if "figures" not in result:
        print(f"  {result.get('skipped') or 'failed, the lines above say why'}")
        return
    for values in result["figures"]:  # type: ignore[attr-defined]
        values.pop("ratio")
        print(f"  {Figure(**values)}")


if __name__ == "__main__":
    sys.exit(main())
