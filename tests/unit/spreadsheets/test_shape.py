"""The table is found in the sheet."""

from __future__ import annotations

import pytest

from wanghuo.foundation.spreadsheets.shape import (
    Header,
    PassedOver,
    header_of,
    is_instructions,
    likely_header_of,
    passed_over,
)

KNOWN = {"名称", "地址", "负责人/姓名", "负责人/电话", "负责人", "人数", "建筑/地上/层数"}


def knows(name: str) -> str | None:
    return name if name in KNOWN else None


def numbered(*rows: list[str]) -> list[tuple[int, list[str]]]:
    return list(enumerate(rows))


class TestGivenATitleAboveTheHeader:
    def test_the_header_is_found_below_it(self):
        rows = numbered(
            ["登记表", "", ""],
            ["填报单位：甲所", "", ""],
            ["序号", "名称", "地址"],
            ["1", "店", "路"],
        )

        header = header_of(rows, [((0, 0), (0, 2))], knows)

        assert (header.first, header.last) == (2, 2)

    def test_who_filled_it_in_and_when_is_no_part_of_a_header_of_two_rows(self):
        rows = numbered(
            ["登记表", "", "", "", ""],
            ["填报单位：甲所", "", "填报时间：2026.11.20", "", ""],
            ["名称", "地址", "负责人", "", "人数"],
            ["", "", "姓名", "电话", "（人）"],
            ["店", "路", "王", "138", "3"],
        )

        def knows_the_end(name: str) -> str | None:
            return next((one for one in KNOWN if name.removesuffix("/（人）").endswith(one)), None)

        header = header_of(rows, [((0, 0), (0, 4)), ((2, 2), (2, 3))], knows_the_end)

        assert header.names == ("名称", "地址", "负责人/姓名", "负责人/电话", "人数/（人）")


class TestGivenAHeaderOfTwoRows:
    ROWS = numbered(
        ["名称", "地址", "负责人", "", "人数"],
        ["", "", "姓名", "电话", ""],
        ["店", "路", "王", "138", "3"],
    )

    @pytest.mark.parametrize("merges", [[], [((0, 2), (0, 3))]], ids=["plain", "merged"])
    def test_the_names_are_joined(self, merges):
        header = header_of(self.ROWS, merges, knows)

        assert header.names == ("名称", "地址", "负责人/姓名", "负责人/电话", "人数")
        assert header.last == 1

    def test_a_row_of_units_below_the_names_is_no_data(self):
        rows = numbered(["名称", "地址", "人数"], ["", "", "（人）"], ["店", "路", "3"])

        header = header_of(rows, [], knows)

        assert (header.names, header.last) == (("名称", "地址", "人数"), 1)

    def test_data_is_not_taken_for_a_second_row(self):
        rows = numbered(["名称", "地址", "人数"], ["店", "路", "3"], ["馆", "街", "5"])

        assert header_of(rows, [], knows).last == 0


class TestGivenAHeaderOfThreeRows:
    def test_the_names_are_joined_from_top_to_bottom(self):
        rows = numbered(
            ["名称", "建筑", ""], ["", "地上", "地下"], ["", "层数", "层数"], ["店", "3", "1"]
        )
        merges = [((0, 0), (2, 0)), ((0, 1), (0, 2))]

        header = header_of(rows, merges, knows)

        assert header.names == ("名称", "建筑/地上/层数", "建筑/地下/层数")


def test_unknown_columns_are_offered_to_a_person():
    rows = numbered(["甲", "乙", "丙"], ["1", "2", "3"])

    assert header_of(rows, [], knows) is None
    assert likely_header_of(rows, []).names == ("甲", "乙", "丙")


HEADER = Header(0, 0, ("序号", "名称", "地址"), 2)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["", "", ""], PassedOver.BLANK),
        (["合计", "共12家", ""], PassedOver.TOTAL),
        (["合 计：", "", "12"], PassedOver.TOTAL),
        (["", "小计", "3"], PassedOver.TOTAL),
        (["填表人：王某", "", ""], PassedOver.REMARK),
        (["注：本表一式两份", "", ""], PassedOver.REMARK),
        (["序号", "名称", "地址"], PassedOver.HEADER_AGAIN),
        (["1", "合计超市", "建军路1号"], None),
        (["2", "老王面馆", "建军路2号"], None),
    ],
)
def test_rows_that_are_not_data_are_passed_over_with_the_reason(cells, reason):
    assert passed_over(cells, HEADER) == reason


@pytest.mark.parametrize(
    ("name", "rows", "is_so"),
    [
        ("填表说明", [["随便"]], True),
        ("Sheet2", [["填报说明"], ["1. 一行一个"]], True),
        ("九小场所", [["名称", "地址", "人数"]], False),
    ],
)
def test_instructions_are_told_from_tables(name, rows, is_so):
    assert is_instructions(name, numbered(*rows)) is is_so
