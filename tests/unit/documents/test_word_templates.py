"""The Word templates in the repository are those the tool builds today."""

import zipfile
from pathlib import Path

from tools import word_templates


def test_the_committed_templates_are_what_the_tool_builds(tmp_path):
    word_templates.build(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}

    assert names == {path.name for path in word_templates.FOLDER.iterdir()}
    for name in names:
        built, committed = parts_of(tmp_path / name), parts_of(word_templates.FOLDER / name)
        assert built == committed, name


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as parts:
        return {part: parts.read(part) for part in parts.namelist()}
