"""``./run messages [ROOM…]``: extract messages room by room and list what lacks its Chinese."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import polib
from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.commands import makemessages

from wanghuo.foundation.support import catalogs

LANGUAGE = "zh_Hans"


class Command(makemessages.Command):
    help = "Extract messages of the rooms into their Chinese catalogs and list the untranslated."
    msgmerge_options = ["-q", "--backup=none", "--previous", "--update", "--no-fuzzy-matching"]

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("rooms", nargs="*", help="labels of rooms; all without any")
        parser.add_argument(
            "--check", action="store_true", help="fail when a message lacks Chinese"
        )

    def handle(self, *args: object, **options: object) -> None:
        folders = _folders()
        rooms = options["rooms"] or list(folders)
        unknown = set(rooms) - set(folders)  # type: ignore[call-overload]
        if unknown:
            raise CommandError(f"no room {', '.join(unknown)}; there are {', '.join(folders)}")
        missing = 0
        for label in rooms:  # type: ignore[attr-defined]
            folder = folders[label]
            (folder / "locale" / LANGUAGE).mkdir(parents=True, exist_ok=True)
            self._extract(folder)
            missing += self._report(label, folder)
        catalogs.compile_stale()
        if missing and options["check"]:
            raise CommandError(f"{missing} messages lack their Chinese")

    def _extract(self, folder: Path) -> None:
        here = Path.cwd()
        os.chdir(folder)
        try:
            super().handle(
                locale=[LANGUAGE], exclude=[], domain="django", verbosity=0, all=False,
                extensions=["html", "txt", "py"], symlinks=False, no_wrap=True, no_location=True,
                no_obsolete=True, keep_pot=False, ignore_patterns=["migrations/*"],
                use_default_ignore_patterns=True, add_location=None,
            )  # fmt: skip
        finally:
            os.chdir(here)

    def _report(self, label: str, folder: Path) -> int:
        path = folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        if not path.exists():
            return 0
        catalog = polib.pofile(str(path))
        catalog.metadata.pop("POT-Creation-Date", None)
        catalog.save()
        untranslated = catalog.untranslated_entries()
        for entry in untranslated:
            self.stdout.write(f"{label}: {entry.msgid!r}")
        self.stdout.write(f"{label}: {len(catalog)} messages, {len(untranslated)} without Chinese")
        return len(untranslated)


def _folders() -> dict[str, Path]:
    """Return each room that keeps a catalog; the foundation's rooms share one."""
    ours = [c for c in apps.get_app_configs() if c.name.startswith("wanghuo.")]
    above = {c.label: Path(c.path) for c in ours if not c.name.startswith("wanghuo.foundation")}
    return {"foundation": catalogs.PACKAGE / "foundation"} | above
