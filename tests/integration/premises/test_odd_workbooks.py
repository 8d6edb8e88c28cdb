"""Workbooks that cannot be read, or only within bounds, come to the register."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.factories.district import District
from tests.factories.odd_workbooks import (
    FORGOTTEN,
    LAST_COLUMN,
    LAST_ROW,
    far_ods,
    far_xlsx,
    locked_ods,
    locked_xls,
)
from tests.factories.premises import REGISTERED_AT
from tests.factories.programs import Program
from wanghuo.foundation.journal.models import Entry
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.spreadsheets import reading
from wanghuo.foundation.support.speech import Said, said
from wanghuo.registers.premises.domain.terms import RowVerdict
from wanghuo.registers.premises.models import ImportBatch, Premises
from wanghuo.registers.premises.services import importing
from wanghuo.registers.premises.services.importing import batches

AT = REGISTERED_AT + timedelta(days=60)
MOST_MEMORY = 500 << 20
"""Bytes a process may take that reads one of these files."""

Maker = Callable[[Path], Path]
LOCKED: dict[str, Maker] = {
    "xls": lambda folder: locked_xls(folder / "登记表.xls"),
    "ods": lambda folder: locked_ods(folder / "登记表.ods"),
    "ods as a whole": lambda folder: locked_ods(folder / "登记表.ods", "encrypted-package"),
}
FAR: dict[str, Maker] = {
    "xlsx, last row": lambda folder: far_xlsx(folder / "登记表.xlsx", LAST_ROW, 0),
    "xlsx, last column": lambda folder: far_xlsx(folder / "登记表.xlsx", 1, LAST_COLUMN),
    "ods, last row": lambda folder: far_ods(folder / "登记表.ods", (LAST_ROW, 0)),
    "ods, last column": lambda folder: far_ods(folder / "登记表.ods", (1, LAST_COLUMN)),
}
TOO_LARGE: dict[str, Maker] = {
    "ods, last cell": lambda folder: far_ods(folder / "登记表.ods", (LAST_ROW, LAST_COLUMN)),
    "ods, below what the reader bears": lambda folder: far_ods(
        folder / "登记表.ods", (90_000, 1_000)
    ),
}


def begun(district: District, path: Path) -> ImportBatch:
    return importing.begin(
        station=district.north, content=path.read_bytes(), source=path.name, by=district.chief,
        at=AT,
    )  # fmt: skip


def refusal_of(district: District, path: Path) -> dict[str, Said]:
    """Return how the file is refused, in each language."""
    with pytest.raises(Refused) as refused:
        begun(district, path)
    words = {}
    for language in ("zh-hans", "en"):
        with override(language):
            words[language] = said(refused.value)
    return words


def is_untouched(entries: int) -> bool:
    """Say whether nothing came into the database or the archive."""
    kept = [path for path in Path(settings.ARCHIVE).rglob("*") if path.is_file()]
    rows = (ImportBatch.objects.count(), Premises.objects.count())
    return not kept and rows == (0, 0) and Entry.objects.count() == entries


class TestGivenAWorkbookBehindAPassword:
    @pytest.mark.parametrize("make", LOCKED.values(), ids=LOCKED)
    def test_when_it_is_sent_then_it_says_so_and_what_to_do_and_nothing_is_written(
        self, district: District, tmp_path: Path, make: Maker
    ):
        before = Entry.objects.count()

        words = refusal_of(district, make(tmp_path))

        assert {one.code for one in words.values()} == {"spreadsheets.encrypted"}
        assert "密码" in words["zh-hans"].sentence
        assert "密码" in words["zh-hans"].remedy
        assert "protected by a password" in words["en"].sentence
        assert "remove the password" in words["en"].remedy
        assert is_untouched(before)

    @pytest.mark.parametrize("make", LOCKED.values(), ids=LOCKED)
    def test_when_a_program_sends_it_then_the_problem_names_it(
        self, district: District, tmp_path: Path, make: Maker
    ):
        path, program = make(tmp_path), Program(district.chief)
        before = Entry.objects.count()

        answer = program.send(
            "/api/v1/imports/",
            {
                "station": district.north.code, "source": path.name,
                "content": base64.b64encode(path.read_bytes()).decode(),
            },
        )  # fmt: skip

        assert (answer.status_code, answer.json()["code"]) == (422, "spreadsheets.encrypted")
        assert answer.json()["remedy"]
        assert is_untouched(before)

    @pytest.mark.parametrize("make", LOCKED.values(), ids=LOCKED)
    def test_when_it_is_chosen_on_the_page_then_the_field_says_so(
        self, district: District, client: Client, tmp_path: Path, make: Maker
    ):
        client.force_login(district.chief, backend="django.contrib.auth.backends.ModelBackend")
        with make(tmp_path).open("rb") as file:
            answer = client.post(
                reverse("premises:upload"), {"station": district.north.pk, "file": file}
            )

        assert answer.status_code == 422
        assert "密码" in str(answer.context["form"].errors["file"])
        assert not ImportBatch.objects.exists()


class TestGivenOneCellFarFromTheTable:
    @pytest.mark.parametrize("make", FAR.values(), ids=FAR)
    def test_when_the_sheet_is_still_narrow_then_the_table_is_read_and_nothing_more(
        self, district: District, tmp_path: Path, make: Maker
    ):
        batch = begun(district, make(tmp_path))
        importing.read(batch)
        importing.confirm_columns(batch, at=AT)
        importing.compare(batch)

        new = batch.rows.get(verdict=RowVerdict.NEW)
        others = batch.rows.exclude(pk=new.pk)
        assert new.name == "老王面馆"
        assert {row.verdict for row in others} <= {RowVerdict.REJECTED}
        assert all(FORGOTTEN in str(row.cells) for row in others)

    @pytest.mark.parametrize("make", TOO_LARGE.values(), ids=TOO_LARGE)
    def test_when_the_sheet_would_be_too_large_then_it_says_how_far_it_reaches(
        self, district: District, tmp_path: Path, make: Maker
    ):
        before = Entry.objects.count()

        words = refusal_of(district, make(tmp_path))

        assert {one.code for one in words.values()} == {"spreadsheets.too-large"}
        assert "“表1”" in words["zh-hans"].sentence
        assert "“表1”" in words["en"].sentence
        assert all(one.remedy for one in words.values())
        assert is_untouched(before)

    def test_when_an_xlsx_reaches_its_last_cell_then_the_sheet_is_refused_and_nothing_compared(
        self, district: District, tmp_path: Path
    ):
        batch = begun(district, far_xlsx(tmp_path / "登记表.xlsx", LAST_ROW, LAST_COLUMN))

        importing.read(batch)

        refusal = batch.sheets[0]["refusal"]
        assert (refusal["code"], refusal["facts"]["rows"]) == ("spreadsheets.too-large", "1048576")
        assert refusal["remedy"]
        with pytest.raises(batches.NoTable):
            importing.confirm_columns(batch, at=AT)
        assert not batch.rows.exists()

    def test_when_sheets_are_too_large_together_then_they_are_refused_together(
        self, district: District, tmp_path: Path
    ):
        before = Entry.objects.count()
        path = far_ods(tmp_path / "登记表.ods", *[(7_000, 1_000)] * 3)

        words = refusal_of(district, path)

        assert words["en"].code == "spreadsheets.too-large-together"
        assert f"{reading.MOST_CELLS}" in words["zh-hans"].sentence
        assert words["zh-hans"].remedy != words["en"].remedy
        assert is_untouched(before)

    @pytest.mark.parametrize("make", [*FAR.values(), *TOO_LARGE.values()], ids=[*FAR, *TOO_LARGE])
    def test_when_it_is_opened_then_memory_stays_bounded(self, tmp_path: Path, make: Maker):
        if sys.platform != "linux":
            pytest.skip("the limit of a process's memory is kept by Linux alone")

        assert read_within(MOST_MEMORY, make(tmp_path))


OPENING = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from wanghuo.foundation.kernel.refusals import Refused
from wanghuo.foundation.spreadsheets import reading
try:
    book = reading.open_workbook(Path(sys.argv[1]))
    print(sum(1 for name in book.names for row in book.sheet(name).rows()))
except Refused as refusal:
    print(refusal.code)
"""


def read_within(memory: int, path: Path) -> str:
    """Return what a process that may take so much memory says of a workbook it reads whole."""
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(path), str(memory)], check=True, capture_output=True,
        text=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()
