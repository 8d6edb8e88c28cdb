"""The product's command line: ``python -m wanghuo COMMAND``, called by ``./run COMMAND``."""

import os
import sys
import textwrap

import django
from django.core.management import ManagementUtility, get_commands, load_command_class

from wanghuo.foundation.support import catalogs

OF_THE_REPOSITORY = {
    "test": "Run lint, types, architecture and every test this machine can run.",
    "test-browser": "Run the journeys in Chromium; with tests/fuzz, fuzz the API.",
    "benchmark": "Measure, beside a floor taken in the same run.",
    "lock": "Compile requirements*.in into the hashed lock files.",
}
"""What ``./run`` itself or a module beside the product answers."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanghuo.settings")
    catalogs.compile_stale()
    command, *arguments = sys.argv[1:] or ["help"]
    utility = ManagementUtility(["./run", command.replace("-", "_"), *arguments])
    utility.prog_name = "./run"
    if command in ("help", "--help", "-h") and not arguments:
        print(overview())
        return
    utility.execute()


def overview() -> str:
    """Name the product's commands, a line each; Django's own stay one question away."""
    django.setup()
    commands = {
        name.replace("_", "-"): " ".join(str(load_command_class(room, name).help).split())
        for name, room in get_commands().items()
        if room.startswith("wanghuo.")
    }
    return "\n".join([
        "Wanghuo 望火 · ./run COMMAND [--help]",
        "", "The product / 产品", *lines(commands),
        "", "The repository / 代码库", *lines(OF_THE_REPOSITORY),
        "", "./run help --commands names every command, Django's own too.",
    ])  # fmt: skip


def lines(commands: dict[str, str]) -> list[str]:
    return [
        textwrap.fill(
            f"  {name:<21}{says}", width=100, subsequent_indent=" " * 23, break_on_hyphens=False
        )
        for name, says in sorted(commands.items())
    ]


if __name__ == "__main__":
    main()
