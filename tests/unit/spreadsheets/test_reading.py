"""Files of every kind open, or say why not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from wanghuo.foundation.spreadsheets import delimited, packages, reading
from wanghuo.foundation.spreadsheets.cells import is_error, text_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def workbook(path: Path, fill) -> Path:
    book = xlsxwriter.Workbook(str(path))
    fill(book, book.add_worksheet("表"))
    book.close()
    return path


def texts(path: Path) -> list[list[str]]:
    book = reading.open_workbook(path)
    return [cells for _, cells in book.sheet(book.names[0]).rows()]


class TestGivenCells:
    @pytest.mark.parametrize(
        ("value", "said"),
        [
            (13800138000.0, "13800138000"),
            (0.1, "0.1"),
            (3.0, "3"),
            (True, "TRUE"),
            (" 文字 ", "文字"),
            (3.2e17, "3.20000000000000E+17"),
        ],
    )
    def test_they_are_text_as_typed(self, value, said):
        assert text_of(value) == said

    def test_when_a_telephone_column_holds_words_then_nothing_is_lost(self, tmp_path):
        def fill(book, sheet):
            sheet.write_number(0, 0, 13800138000)
            sheet.write_string(1, 0, "0515-88123456")
            sheet.write_string(2, 0, "停机")

        path = workbook(tmp_path / "a.xlsx", fill)

        assert texts(path) == [["13800138000"], ["0515-88123456"], ["停机"]]

    def test_when_a_formula_failed_then_its_error_is_seen(self, tmp_path):
        def fill(book, sheet):
            sheet.write_string(0, 0, "面积")
            sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")

        path = workbook(tmp_path / "a.xlsx", fill)

        assert texts(path)[1] == ["#DIV/0!"]
        assert is_error("#DIV/0!") and not is_error("#3楼")

    def test_when_cells_are_merged_downward_then_each_row_says_it(self, tmp_path):
        def fill(book, sheet):
            sheet.merge_range(0, 0, 1, 0, "甲一社区")
            sheet.write_string(0, 1, "一店")
            sheet.write_string(1, 1, "二店")

        path = workbook(tmp_path / "a.xlsx", fill)

        assert texts(path) == [["甲一社区", "一店"], ["甲一社区", "二店"]]

    def test_when_the_table_begins_off_the_corner_then_places_stay(self, tmp_path):
        path = workbook(tmp_path / "a.xlsx", lambda book, sheet: sheet.write_string(2, 2, "名称"))

        assert texts(path)[2] == ["", "", "名称"]


class TestGivenAHugeSheet:
    def test_when_a_million_rows_are_only_formatted_then_nothing_hurts(self, tmp_path):
        path = tmp_path / "a.xlsx"
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        sheet, plain = book.add_worksheet("表"), book.add_format({"border": 1})
        sheet.write_row(0, 0, ["名称", "地址"])
        for row in range(1, 120_000):
            sheet.write_blank(row, 0, None, plain)
        book.close()

        extent = packages.extent_of(path, "表")

        assert (extent.last_row, extent.last_column) == (0, 1)

    def test_when_a_value_was_forgotten_in_the_last_cell_then_it_is_refused(self, tmp_path):
        def fill(book, sheet):
            sheet.write_string(0, 0, "名称")
            sheet.write_string(1_048_575, 16_383, "x")

        book = reading.open_workbook(workbook(tmp_path / "a.xlsx", fill))

        with pytest.raises(reading.TooLarge) as refused:
            book.sheet("表")
        assert refused.value.facts["rows"] == 1_048_576


class TestGivenAnotherFile:
    @pytest.mark.parametrize(
        ("content", "refusal"),
        [
            (b"", reading.EmptyFile),
            (b"   \n", reading.EmptyFile),
            (b"%PDF-1.7 ...", reading.WrongFileType),
            (b"\x89PNG\r\n\x1a\n....", reading.WrongFileType),
            (b"\xff\xd8\xff\xe0....", reading.WrongFileType),
            (b"<html><table><tr><td>a</td></tr></table></html>", reading.WrongFileType),
            (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), reading.WrongFileType),
            (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), reading.Encrypted),
            (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), reading.Damaged),
            (b"PK\x03\x04 broken", reading.Damaged),
            (b"\x81\x00\xff\xfe\x80\x80" * 40, delimited.UnknownEncoding),
        ],
    )
    def test_it_says_what_is_wrong(self, tmp_path, content, refusal):
        path = tmp_path / "登记表.xlsx"
        path.write_bytes(content)

        with pytest.raises(refusal) as refused:
            reading.open_workbook(path)
        assert refused.value.code.startswith("spreadsheets.")
        assert refused.value.remedy

    @pytest.mark.parametrize("name", ["word/document.xml", "ppt/presentation.xml", "a.txt"])
    def test_packages_of_other_programs_are_no_spreadsheets(self, tmp_path, name):
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(name, "x")

        with pytest.raises(reading.WrongFileType):
            reading.open_workbook(path)

    def test_a_truncated_workbook_is_damaged(self, tmp_path):
        path = workbook(tmp_path / "a.xlsx", lambda book, sheet: sheet.write_string(0, 0, "名称"))
        path.write_bytes(path.read_bytes()[:-200])

        with pytest.raises(reading.Damaged):
            reading.open_workbook(path)

    def test_a_workbook_under_a_wrong_name_opens_all_the_same(self, tmp_path):
        path = workbook(tmp_path / "a.xls", lambda book, sheet: sheet.write_string(0, 0, "名称"))

        assert texts(path) == [["名称"]]


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [("a,b\nc,d\n", ","), ("a\tb\nc\td\n", "\t"), ('a;b\n"c;x";d\n', ";"), ("a,b;c\nd,e\n", ",")],
)
def test_the_delimiter_that_cuts_lines_alike_wins(sample, delimiter):
    assert delimited.delimiter_of(sample) == delimiter
