"""``./run serve``: a running installation in one command."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from wanghuo.foundation.jobs import services as jobs
from wanghuo.foundation.support import clock
from wanghuo.interfaces.console import nightly, serving
from wanghuo.registers.organization import selectors as organization

MOST_WORKERS = 4


class Command(BaseCommand):
    help = "Serve the installation: web server, task worker and nightly work."
    # What another command wants said once the server answers; not for the command line.
    stealth_options = ("after_start",)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="default %(default)s")
        parser.add_argument(
            "--next-free-port", action="store_true", help="take the next free port if it is in use"
        )
        parser.add_argument(
            "--workers", type=int, default=min(MOST_WORKERS, os.cpu_count() or 1),
            help="web processes (default: one per core, at most 4)",
        )  # fmt: skip
        parser.add_argument("--threads", type=int, default=4, help="requests at once per process")
        parser.add_argument(
            "--no-worker", action="store_true", help="leave long work to a worker elsewhere"
        )
        parser.add_argument(
            "--no-nightly", action="store_true", help="leave nightly work to another server"
        )

    def handle(self, *args: object, **options: object) -> None:
        host, wanted = str(options["host"]), int(str(options["port"]))
        self._refuse_what_cannot_run()
        port = self._port(host, wanted, may_move=bool(options["next_free_port"]))
        os.environ["WANGHUO_DATA"] = str(settings.DATA)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        workers, threads = int(str(options["workers"])), int(str(options["threads"]))
        processes = [serving.web_server(host, port, workers=workers, threads=threads)]
        if not options["no_worker"]:
            processes.append(serving.task_worker(self._fail_lost_work))
        connections.close_all()
        supervisor = serving.Supervisor(
            processes,
            each_minute=self._fail_lost_work if options["no_nightly"] else self._each_minute,
            say=lambda sentence: self.stderr.write(f"· {sentence}"),
        )
        supervisor.run(ready=lambda: self._ready(host, port, options.get("after_start")))
        self.stderr.write("· stopped / 已停止")

    def _refuse_what_cannot_run(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "the database is not up to date: ./run migrate (a new installation: ./run setup)"
                " / 数据库需要更新：./run migrate（新装：./run setup）"
            )
        if organization.installation() is None:
            raise CommandError("nothing is set up yet: ./run setup / 尚未初始化：./run setup")

    def _port(self, host: str, wanted: int, *, may_move: bool) -> int:
        found = serving.free_port(host, wanted, tries=50 if may_move else 1)
        if found is None:
            raise CommandError(f"port {wanted} is in use: choose another with --port / 端口被占用")
        return found

    def _ready(self, host: str, port: int, after_start: object) -> None:
        if not serving.wait_until_answering(host, port):
            raise CommandError("the web server did not start; the lines above say why")
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{port}/"
        self.stdout.write(f"\n  {url}\n")
        if callable(after_start):
            after_start(url)
        self.stdout.write("  Ctrl+C ends it / 按 Ctrl+C 结束\n")
        self.stdout.flush()

    def _each_minute(self) -> None:
        self._fail_lost_work()
        with self._patiently():
            nightly.start_when_due(at=clock.now())

    def _fail_lost_work(self) -> None:
        """Say of work whose worker died that it ended, so that somebody starts it again."""
        with self._patiently():
            jobs.fail_interrupted(at=clock.now())

    @contextmanager
    def _patiently(self) -> Iterator[None]:
        """Go on serving when the database does not answer: it is asked again in a minute."""
        try:
            yield
        except OperationalError as error:
            self.stderr.write(f"· the database did not answer: {error} / 数据库没有应答")
        finally:
            connections.close_all()
