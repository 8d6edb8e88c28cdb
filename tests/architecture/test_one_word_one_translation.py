"""One message has one Chinese: Django merges the catalogs of all rooms, and the last word wins."""

from collections import defaultdict
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "wanghuo"


def test_the_same_message_reads_the_same_in_every_room():
    told: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for path in PACKAGE.glob("**/locale/zh_Hans/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            chinese = entry.msgstr or "|".join(entry.msgstr_plural.values())
            told[entry.msgctxt or "", entry.msgid][path.parents[3].name] = chinese
    differing = {
        message: by_room for (_, message), by_room in told.items() if len(set(by_room.values())) > 1
    }

    assert not differing
