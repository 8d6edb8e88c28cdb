"""Chinese first, complete: every message of every room has its Chinese, with its facts intact."""

import ast
import re
from pathlib import Path

import django
import polib
import pytest
from django.urls import get_resolver
from django.utils import translation

from wanghuo.foundation.kernel.refusals import Refused

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "wanghuo"
CATALOGS = sorted(PACKAGE.glob("**/locale/zh_Hans/LC_MESSAGES/django.po"))
NAMES = {"IPv4", "IPv6", "URL"}
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


def borrowed_sentences() -> set[str]:
    """Return what Django's forms, validators and sign-in can say to a reader."""
    root = Path(django.__file__).parent
    sources = [*root.glob("forms/**/*.py"), *root.glob("core/validators.py")]
    sources += [*root.glob("db/models/**/*.py"), root / "contrib/auth/password_validation.py"]
    markers = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
    return {
        node.args[0].value
        for source in sources
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in markers
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_what_the_framework_says_to_a_reader_has_its_chinese():
    with translation.override("zh-hans"):
        left = {said for said in borrowed_sentences() if not in_chinese(said)}

    assert left == set()


def in_chinese(sentence: str) -> bool:
    said = translation.ngettext(sentence, sentence, 2)
    if said == sentence:
        said = translation.gettext(sentence)
    return said != sentence or sentence in NAMES or not re.search("[A-Za-z]", sentence)


def every_refusal() -> set[type[Refused]]:
    found, waiting = set(), [Refused]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.add(kind)
            waiting.append(kind)
    return found


def test_every_refusal_has_its_chinese_sentence_and_remedy():
    get_resolver().url_patterns  # noqa: B018  imports every room's views and services
    with translation.override("zh-hans"):
        left = {
            (refusal.code, said)
            for refusal in every_refusal()
            if refusal.__module__.startswith("wanghuo.")
            for said in (refusal.says, refusal.remedy)
            if said and translation.gettext(said) == said
        }

    assert left == set()
