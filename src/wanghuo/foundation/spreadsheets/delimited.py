"""Reads .csv as Chinese offices save it: GB18030 or Unicode, commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.foundation.kernel.words import gettext_noop

DELIMITERS = ",\t;|，"
SAMPLE = 1 << 16
LONGEST_FIELD = 1 << 20


class UnknownEncoding(Invalid):
    code = "spreadsheets.unknown-encoding"
    says = gettext_noop("The text of this file is in no encoding we know.")
    remedy = gettext_noop("Open it in a spreadsheet program and save it as .xlsx.")


def encoding_of(path: Path) -> str:
    """
    Return the encoding of a text file: by its mark, else the first in which all of it is text.

    Raises: UnknownEncoding.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding in ("utf-8", "gb18030"):
        if _is_text(path, encoding):
            return encoding
    raise UnknownEncoding(file=path.name)


def _is_text(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while block := file.read(SAMPLE):
                if "\x00" in block:
                    return False
    except UnicodeError:
        return False
    return True


def delimiter_of(sample: str) -> str:
    """Return the delimiter that cuts most lines into one same number of fields above one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(
            len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)
        )
        width, lines = max(
            ((width, lines) for width, lines in widths.items() if width > 1),
            key=lambda pair: (pair[1], pair[0]),
            default=(0, 0),
        )
        return lines, width

    return max(DELIMITERS, key=agreement)


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a .csv, cells as they stand there. Raises: UnknownEncoding."""
    csv.field_size_limit(LONGEST_FIELD)
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
        file.seek(0)
        whole_lines = sample[: sample.rfind("\n") + 1] or sample
        for row in csv.reader(file, delimiter=delimiter_of(whole_lines)):
            yield [cell.strip() for cell in row]
