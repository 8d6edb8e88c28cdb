"""Chinese first, complete: every message of every room has its Chinese, with its facts intact."""

import re
from pathlib import Path

import polib
import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "wanghuo"
CATALOGS = sorted(PACKAGE.glob("**/locale/zh_Hans/LC_MESSAGES/django.po"))
FACTS = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parents[3].name)
def test_every_message_has_its_chinese(path: Path):
    catalog = polib.pofile(str(path))

    assert [entry.msgid for entry in catalog.untranslated_entries()] == []
    assert [entry.msgid for entry in catalog.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parents[3].name)
def test_every_translation_keeps_the_facts_of_its_message(path: Path):
    for entry in polib.pofile(str(path)):
        chinese = entry.msgstr or " ".join(entry.msgstr_plural.values())
        wanted = set(FACTS.findall(entry.msgid + (entry.msgid_plural or "")))
        unknown = set(FACTS.findall(chinese)) - wanted

        assert not unknown, f"{entry.msgid!r}: {chinese!r} names unknown {unknown}"
