"""Files of every kind open, or say why not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.factories.odd_workbooks import LAST_COLUMN, LAST_ROW, far_ods
from wanghuo.foundation.spreadsheets import delimited, opendocument, packages, reading
from wanghuo.foundation.spreadsheets.cells import is_error, text_of

FILES = Path(__file__).parent / "files"
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


class TestGivenFilesOfOlderPrograms:
    """``files`` holds the same small register, saved by other libraries than the one that reads."""

    @pytest.mark.parametrize("name", ["formula-errors.xls", "formula-errors.ods"])
    def test_every_cell_is_read_and_each_failed_formula_is_named(self, name):
        book = reading.open_workbook(FILES / name)

        rows = [cells for _, cells in book.sheet("九小场所").rows()]

        assert rows[0][0] == "九小场所登记表"
        assert rows[2] == [
            "1", "老王面馆", "", "", "建军中路8号", "王一", "13800138000", "120", "3", "2024-03-05",
        ]  # fmt: skip
        assert (rows[3][7], rows[4][7]) == ("#REF!", "#N/A")
        assert rows[5][:2] == ["合计", "共3家"]

    @pytest.mark.parametrize("cut", [600, 2000, 4000])
    def test_when_an_xls_was_cut_off_then_it_is_damaged(self, tmp_path, cut):
        path = tmp_path / "a.xls"
        path.write_bytes((FILES / "formula-errors.xls").read_bytes()[:cut])

        with pytest.raises((reading.Damaged, reading.WrongFileType)):
            reading.open_workbook(path).sheet("九小场所")

    @pytest.mark.parametrize("said", ["Err:502", "错误:502", "#DIV/0!"])
    def test_when_an_ods_repeats_an_error_then_each_cell_shows_it(self, tmp_path, said):
        cells = f'<t:table-cell t:number-columns-repeated="2" t:formula="of:=1/0">{line(said)}'
        path = open_document(tmp_path / "a.ods", [f"<t:table-row>{cells}</t:table-cell>"])

        found = opendocument.extent_of(path, "表")

        assert found.errors == {(0, 0): said, (0, 1): said}

    def test_when_an_ods_is_filled_to_its_edge_with_nothing_then_that_does_not_count(
        self, tmp_path
    ):
        name = f"<t:table-row><t:table-cell>{line('名称')}</t:table-cell>"
        edge = '<t:table-row t:number-rows-repeated="1048575">'
        empty = '<t:table-cell t:number-columns-repeated="16384"/>'
        path = open_document(tmp_path / "a.ods", [name, edge + empty])

        found = opendocument.extent_of(path, "表")

        assert (found.last_row, found.last_column) == (0, 0)

    def test_when_an_ods_holds_a_value_in_its_last_cell_then_it_is_refused(self, tmp_path):
        name = f"<t:table-row><t:table-cell>{line('名称')}</t:table-cell>"
        gap = '<t:table-row t:number-rows-repeated="1048574"><t:table-cell/>'
        far = '<t:table-row><t:table-cell t:number-columns-repeated="16383"/>'
        last = f"<t:table-cell>{line('x')}</t:table-cell>"
        path = open_document(tmp_path / "a.ods", [name, gap, far + last])

        with pytest.raises(reading.TooLarge):
            reading.open_workbook(path).sheet("表")

    @pytest.mark.parametrize("chunk", [7, 100, 1 << 20])
    def test_when_an_ods_is_looked_through_quickly_then_its_sheets_reach_as_far(
        self, tmp_path, monkeypatch, chunk
    ):
        monkeypatch.setattr(opendocument, "CHUNK", chunk)
        far = far_ods(tmp_path / "a.ods", (LAST_ROW, 3), (1, LAST_COLUMN), (40, 20))

        for path in (far, FILES / "formula-errors.ods"):
            for name, found in opendocument.reaches(path):
                whole = opendocument.extent_of(path, name)
                assert (found.last_row, found.last_column) == (whole.last_row, whole.last_column)
                assert found.area == whole.area

        assert [name for name, _ in opendocument.reaches(far)] == ["表1", "表2", "表3"]

    def test_an_encrypted_workbook_is_refused_with_what_to_do(self):
        with pytest.raises(reading.Encrypted) as refused:
            reading.open_workbook(FILES / "encrypted.xlsx")

        assert "password" in refused.value.remedy


MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</m:manifest>"
)


def line(text: str) -> str:
    return f"<x:p>{text}</x:p>"


def open_document(path: Path, rows: list[str]) -> Path:
    spaces = {
        "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in spaces.items())
    body = "".join(f"{row}</t:table-row>" for row in rows)
    content = (
        f"<o:document-content {names}><o:body><o:spreadsheet>"
        f'<t:table t:name="表">{body}</t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr("content.xml", content)
    return path
