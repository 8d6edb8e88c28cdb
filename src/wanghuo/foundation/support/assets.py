"""Styles, scripts and pictures under addresses that change when they do."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class StampedStaticFiles(StaticFilesStorage):
    """
    Puts a stamp of the file behind each address.

    A browser keeps what it fetched; without the stamp it would draw the pages of a new version
    with the styles of the old one. Copies named by their content would need a step of their own
    at every upgrade, which an installation of one command does not have.
    """

    def url(self, name: str | None) -> str:
        address = super().url(name)
        stamp = _stamp(name) if name else ""
        return f"{address}?{stamp}" if stamp else address


@cache
def _stamp(name: str) -> str:
    """Return the state of a file as this server found it first; files change with versions only."""
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:10] if isinstance(found, str) else ""
