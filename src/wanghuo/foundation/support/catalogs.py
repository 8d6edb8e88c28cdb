"""
Compiles the rooms' translation catalogs.

``.mo`` files are built, not kept: a bare machine has no msgfmt, so polib does it at start.
"""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[2]


def compile_stale() -> int:
    """Compile every ``.po`` newer than its ``.mo``; return how many were compiled."""
    compiled = 0
    for source in PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            compiled += 1
    return compiled
