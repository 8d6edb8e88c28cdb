"""Workbooks as stations keep them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.factories.premises import credit_code

TITLE = "九小场所基本情况登记表"
UPPER = ["序号", "单位（场所）名称", "统一社会信用代码", "所属社区", "详细地址", "负责人", "",
         "建筑情况", "", "场所类别", "从业人数", "开业日期", "灭火器（具）", "备注"]  # fmt: skip
LOWER = {5: "姓名", 6: "联系电话", 7: "建筑面积（㎡）", 8: "层数"}


def place(number: int, **said: object) -> list[object]:
    """Return one row as a desk writes it."""
    row = {
        "number": number, "name": f"第{number}号便利店", "code": credit_code(number),
        "community": "甲一社区", "address": f"建军中路{number}号", "head": "王小明",
        "phone": "13800138000", "area": "约120㎡", "floors": "地上2层", "kind": "小商场",
        "staff": 3, "opened": "2024.3.5", "extinguishers": "4具", "note": "",
    }  # fmt: skip
    return list((row | said).values())


def small_places(path: Path, rows: Sequence[Sequence[object]], **sheets: object) -> Path:
    """Write title, two header rows with merges, rows, a total line and a page of instructions."""
    book = xlsxwriter.Workbook(str(path))
    guide = book.add_worksheet("填表说明")
    for line, text in enumerate(["填表说明", "1. 一个场所一行。", "2. 信用代码按执照填写。"]):
        guide.write_string(line, 0, text)
    sheet = book.add_worksheet("九小场所")
    bold = book.add_format({"bold": True})
    sheet.merge_range(0, 0, 0, len(UPPER) - 1, TITLE, bold)
    sheet.write_string(1, 0, "填报单位：甲派出所")
    for column, text in enumerate(UPPER):
        if column in (5, 7):
            sheet.merge_range(2, column, 2, column + 1, text, bold)
        elif column not in LOWER:
            sheet.merge_range(2, column, 3, column, text, bold)
    for column, text in LOWER.items():
        sheet.write_string(3, column, text)
    for number, row in enumerate(rows, start=4):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith("="):
                sheet.write_formula(number, column, value, None, "#DIV/0!")
            elif value not in (None, ""):
                sheet.write(number, column, value)
    sheet.write_row(4 + len(rows), 0, ["合计", f"共{len(rows)}家"])
    companies = sheets.get("companies")
    if companies:
        _companies(book, companies)
    book.close()
    return path


def _companies(book: xlsxwriter.Workbook, rows: Sequence[Sequence[object]]) -> None:
    sheet = book.add_worksheet("物业服务企业及管理小区")
    sheet.merge_range(0, 0, 0, 8, "物业服务企业及其管理小区一览表")
    sheet.write_row(
        1, 0,
        ["序号", "物业企业名称", "所属社区", "办公地址", "负责人", "联系电话", "管理小区名称",
         "小区户数", "楼栋数"],
    )  # fmt: skip
    for number, row in enumerate(rows, start=2):
        sheet.write_row(number, 0, row)


def as_csv(
    path: Path, rows: Sequence[Sequence[object]], encoding: str, delimiter: str = ","
) -> Path:
    """Write a plain table under one header row in an encoding."""
    header = ["名称", "统一社会信用代码", "所属社区", "地址", "负责人", "电话"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(header)
    for row in rows:
        writer.writerow([row[1], row[2], row[3], row[4], row[5], row[6]])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def corrected(returned: Path, words: dict[str, str]) -> Path:
    """Write a returned file anew as somebody would who changes some of its cells."""
    path = returned.with_name("改正.xlsx")
    book = xlsxwriter.Workbook(str(path))
    read = CalamineWorkbook.from_path(returned)
    for name in read.sheet_names:
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(read.get_sheet_by_name(name).to_python()):
            sheet.write_row(number, 0, [words.get(str(cell), cell) for cell in cells])
    book.close()
    return path
