"""A spreadsheet comes into the register: read, compared, entered, taken back."""

from __future__ import annotations

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.factories.imports import AT, codes, compared, entered, verdicts
from tests.factories.premises import credit_code, premises, rules
from tests.factories.workbooks import as_csv, corrected, place, small_places
from wanghuo.foundation.journal import selectors as journal
from wanghuo.foundation.journal.verification import verify
from wanghuo.registers.organization.domain.kinds import Layer
from wanghuo.registers.premises import selectors, services
from wanghuo.registers.premises.domain.terms import BatchState, PremisesKind, RowVerdict, SmallKind
from wanghuo.registers.premises.models import ColumnMapping, ImportBatch, Premises
from wanghuo.registers.premises.services import importing
from wanghuo.registers.premises.services.importing import batches, undoing


class TestGivenAStationsUsualWorkbook:
    def test_each_sheet_is_recognised_or_passed_over_with_the_reason(self, district, tmp_path):
        batch = compared(district, small_places(tmp_path / "九小.xlsx", [place(1), place(2)]))

        found = {sheet["name"]: (sheet["state"], sheet.get("reason")) for sheet in batch.sheets}
        assert found == {
            "填表说明": ("PASSED_OVER", "INSTRUCTIONS"),
            "九小场所": ("TABLE", None),
        }
        assert batch.counts["passed_over"] == {"TOTAL": 1}

    def test_when_entered_then_every_cell_has_its_place(self, district, tmp_path):
        entered(district, small_places(tmp_path / "九小.xlsx", [place(1)]))

        shop = Premises.objects.get(name="第1号便利店")
        assert (shop.head_name, shop.head_phone) == ("王小明", "13800138000")
        assert (shop.floor_area_m2, shop.floors_above, shop.staff) == (120, 2, 3)
        assert (shop.kind, shop.small_kind) == (PremisesKind.UNIT, SmallKind.SHOP)
        assert shop.territory == district.north_community
        assert shop.credit_code == credit_code(1)
        assert shop.accountable_officer == district.officer
        assert [(f.kind, f.count) for f in shop.facilities.all()] == [("EXTINGUISHER", 4)]
        assert selectors.search("便利店", district.officer) == [shop]
        assert selectors.accountable(shop, Layer.CHIEF) == district.chief

    def test_when_companies_stand_on_a_second_sheet_then_their_estates_come_along(
        self, district, tmp_path
    ):
        companies = [
            [1, "安居物业服务有限公司", "甲一社区", "青年路1号", "李四", "13900139000",
             "锦绣花园", 600, 12],
            ["", "安居物业服务有限公司", "", "", "", "", "东方家园", 320, 6],
            [2, "万家物业管理有限公司", "甲二社区", "青年路9号", "赵六", "13700137000",
             "南苑、北苑", "", ""],
        ]  # fmt: skip
        path = small_places(tmp_path / "表.xlsx", [place(1)], companies=companies)

        batch = entered(district, path)

        assert verdicts(batch) == {"NEW": 3}
        company = Premises.objects.get(name="安居物业服务有限公司")
        assert company.kind == PremisesKind.PROPERTY_COMPANY
        assert {(e.name, e.households) for e in company.estates.all()} == {
            ("锦绣花园", 600),
            ("东方家园", 320),
        }

    def test_when_entered_then_the_journal_holds_every_row_and_the_file(self, district, tmp_path):
        batch = entered(district, small_places(tmp_path / "九小.xlsx", [place(1), place(2)]))

        shop = Premises.objects.get(name="第1号便利店")
        result = verify()
        assert result.is_sound
        assert result.files == 1
        assert batch.entry.evidence[0]["name"] == "九小.xlsx"
        assert "九小.xlsx" in journal.timeline(shop)[0].sentence


class TestGivenTheSameFileAgain:
    def test_nothing_changes(self, district, tmp_path):
        path = small_places(tmp_path / "九小.xlsx", [place(1), place(2)])
        entered(district, path)

        assert verdicts(compared(district, path)) == {"SAME": 2}

    def test_when_a_cell_changed_then_the_difference_is_shown(self, district, tmp_path):
        entered(district, small_places(tmp_path / "一月.xlsx", [place(1), place(2)]))

        batch = compared(
            district,
            small_places(tmp_path / "二月.xlsx", [place(1, staff=9), place(2, head="孙七")]),
        )

        assert verdicts(batch) == {"CHANGED": 2}
        assert [row.differences for row in batch.rows.order_by("pk")] == [
            {"staff": [3, 9]},
            {"head_name": ["王小明", "孙七"]},
        ]

    def test_when_a_cell_is_empty_then_what_we_know_stays(self, district, tmp_path):
        entered(district, small_places(tmp_path / "一月.xlsx", [place(1)]))

        batch = compared(
            district, small_places(tmp_path / "二月.xlsx", [place(1, phone="", staff="")])
        )

        assert verdicts(batch) == {"SAME": 1}

    def test_when_the_address_is_spelled_otherwise_it_is_the_same_place(self, district, tmp_path):
        shop = premises(district, "城阳宾馆", address="江苏省盐城市亭湖区建军中路十二号３幢")
        row = place(1, name="城阳宾馆 ", code="无", address="建军中路１２号3栋")

        batch = compared(district, small_places(tmp_path / "表.xlsx", [row]))

        assert batch.rows.get().premises_id == shop.pk


class TestGivenBadCells:
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"code": "91320902MA0000001X"}, "premises.wrong-credit-code"),
            ({"phone": "1.38001E+10"}, "premises.digits-lost"),
            ({"phone": "电话很多12345678901234"}, "premises.unreadable-phone"),
            ({"area": "很大"}, "premises.unreadable-number"),
            ({"area": "=1/0"}, "premises.formula-error"),
            ({"community": "火星社区"}, "premises.unknown-community"),
            ({"name": ""}, "premises.row-lacks-name"),
            ({"address": ""}, "premises.row-lacks-address"),
            ({"staff": "-3"}, "premises.number-out-of-range"),
        ],
    )
    def test_the_row_is_rejected_with_a_stable_code(self, district, tmp_path, said, code):
        batch = compared(district, small_places(tmp_path / "表.xlsx", [place(1, **said), place(2)]))

        assert codes(batch) == [code]
        assert batch.counts[RowVerdict.NEW] == 1
        row = batch.rows.get(verdict=RowVerdict.REJECTED)
        assert row.number == 5

    def test_when_a_code_stands_twice_then_the_second_row_is_rejected(self, district, tmp_path):
        rows = [place(1), place(2, code=credit_code(1), address="建军中路1号")]

        batch = compared(district, small_places(tmp_path / "表.xlsx", rows))

        assert codes(batch) == ["premises.duplicate-in-file"]

    def test_when_corrected_in_the_returned_file_then_only_those_rows_come(
        self, district, tmp_path
    ):
        path = small_places(tmp_path / "表.xlsx", [place(1), place(2, area="很大")])
        batch = entered(district, path)
        returned = tmp_path / "退回.xlsx"

        assert importing.write_rejected(batch, returned) == 1

        table = CalamineWorkbook.from_path(returned).get_sheet_by_name("九小场所").to_python()
        assert table[0][0] == "九小场所基本情况登记表"
        assert "很大" in table[-1][14] and table[-1][16] == "6"
        again = compared(district, returned)
        assert codes(again) == ["premises.unreadable-number"]

    def test_when_the_returned_file_is_corrected_then_the_rows_enter(self, district, tmp_path):
        rows = [place(1), place(2, area="很大"), place(3, code="91320902MA0000001X")]
        batch = entered(district, small_places(tmp_path / "表.xlsx", rows))
        returned = tmp_path / "退回.xlsx"
        assert importing.write_rejected(batch, returned) == 2

        again = entered(
            district, corrected(returned, {"很大": "200", "91320902MA0000001X": credit_code(3)})
        )

        assert verdicts(again) == {"NEW": 2}
        assert Premises.objects.count() == 3
        assert Premises.objects.get(name="第2号便利店").floor_area_m2 == 200
        assert Premises.objects.get(name="第3号便利店").credit_code == credit_code(3)
        assert verify().is_sound

    def test_when_the_day_of_completion_cannot_be_then_the_row_is_rejected(
        self, district, tmp_path
    ):
        path = tmp_path / "表.csv"
        path.write_text(
            "名称,地址,所属社区,建成日期\n老王面馆,建军中路8号,甲一社区,2023-02-30\n",
            encoding="utf-8",
        )

        batch = compared(district, path)

        problem = batch.rows.get().problems[0]
        assert problem["code"] == "premises.impossible-date"
        assert (problem["column"], problem["value"]) == ("建成日期", "2023-02-30")
        assert problem["remedy"]

    def test_when_a_column_has_no_place_on_the_register_then_it_is_shown_unmapped(
        self, district, tmp_path
    ):
        """Nobody asks for the day a shop opened: the column is shown and passed over."""
        batch = compared(
            district, small_places(tmp_path / "表.xlsx", [place(1, opened="2023-02-30")])
        )

        sheet = next(sheet for sheet in batch.sheets if sheet["name"] == "九小场所")
        assert sheet["columns"][sheet["names"].index("开业日期")] == ""
        assert verdicts(batch) == {"NEW": 1}


class TestGivenOtherFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", "\t", ";"])
    def test_text_of_any_office_is_read(self, district, tmp_path, encoding, delimiter):
        path = as_csv(tmp_path / "表.csv", [place(1), place(2)], encoding, delimiter)

        assert verdicts(compared(district, path)) == {"NEW": 2}

    def test_when_the_source_names_columns_oddly_then_a_mapping_is_remembered(
        self, district, tmp_path
    ):
        path = tmp_path / "表.csv"
        path.write_text("甲,乙,丙\n老王面馆,建军中路8号,甲一社区\n", encoding="utf-8")
        batch = importing.begin(
            station=district.north, content=path.read_bytes(), source=path.name,
            by=district.chief, at=AT,
        )  # fmt: skip
        importing.read(batch)
        with pytest.raises(batches.NoTable):
            importing.confirm_columns(batch, at=AT)
        importing.confirm_columns(
            batch, columns={0: ["NAME", "ADDRESS", "COMMUNITY"]}, remember_as="街道表", at=AT
        )

        assert ColumnMapping.objects.get().name == "街道表"
        assert verdicts(compared(district, path, mapping_name="街道表")) == {"NEW": 1}

    def test_when_a_sheet_is_too_large_then_it_says_how_large(self, district, tmp_path):
        path = tmp_path / "大.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["名称", "地址"])
        sheet.write(1_048_575, 16_383, "忘了删")
        book.close()
        batch = importing.begin(
            station=district.north, content=path.read_bytes(), source=path.name,
            by=district.chief, at=AT,
        )  # fmt: skip

        importing.read(batch)

        assert batch.sheets[0]["refusal"]["code"] == "spreadsheets.too-large"
        with pytest.raises(batches.NoTable):
            importing.confirm_columns(batch, at=AT)


class TestGivenAnEnteredImport:
    def test_when_taken_back_then_the_register_is_as_before(self, district, tmp_path):
        premises(district, "第2号便利店", address="建军中路2号", staff=5)
        before = list(Premises.objects.values_list("name", "staff", "head_name"))
        batch = entered(district, small_places(tmp_path / "表.xlsx", [place(1), place(2)]))
        assert verdicts(batch) == {"NEW": 1, "CHANGED": 1}

        importing.undo(batch, reason="导错了派出所", by=district.chief, at=AT, rules=rules())

        assert list(Premises.objects.values_list("name", "staff", "head_name")) == before
        assert ImportBatch.objects.get().state == BatchState.UNDONE
        assert verify().is_sound

    def test_when_something_of_it_was_used_then_it_stays(self, district, tmp_path):
        batch = entered(district, small_places(tmp_path / "表.xlsx", [place(1), place(2)]))
        shop = Premises.objects.get(name="第1号便利店")
        services.change(
            premises=shop, changes={"staff": 7}, version=None, by=district.officer, at=AT,
            rules=rules(),
        )  # fmt: skip

        with pytest.raises(undoing.UsedSince) as refused:
            importing.undo(batch, reason="导错了", by=district.chief, at=AT, rules=rules())

        assert refused.value.facts["names"] == ["第1号便利店"]
        assert Premises.objects.count() == 2

    def test_when_entered_twice_then_the_second_time_is_refused(self, district, tmp_path):
        batch = compared(district, small_places(tmp_path / "表.xlsx", [place(1)]))
        importing.apply(batch, by=district.chief, at=AT, rules=rules())

        with pytest.raises(batches.WrongMoment):
            importing.apply(batch, by=district.chief, at=AT, rules=rules())

        assert Premises.objects.count() == 1

    def test_when_somebody_registered_a_row_meanwhile_then_it_is_rejected(self, district, tmp_path):
        batch = compared(district, small_places(tmp_path / "表.xlsx", [place(1), place(2)]))
        premises(district, "同址店", address="建军中路1号", credit_code=credit_code(1))

        batch = importing.apply(batch, by=district.chief, at=AT, rules=rules())

        assert verdicts(batch) == {"NEW": 1, "REJECTED": 1}
        assert codes(batch) == ["premises.already-registered"]

    def test_when_an_object_to_change_is_gone_then_its_row_is_rejected(self, district, tmp_path):
        entered(district, small_places(tmp_path / "一月.xlsx", [place(1), place(2)]))
        later = [place(1, staff=9), place(2, staff=9)]
        batch = compared(district, small_places(tmp_path / "二月.xlsx", later))
        Premises.objects.filter(name="第1号便利店").delete()

        batch = importing.apply(batch, by=district.chief, at=AT, rules=rules())

        assert codes(batch) == ["premises.record-gone"]
        assert Premises.objects.get().staff == 9

    def test_when_it_changed_while_it_was_worked_out_then_it_is_worked_out_again(
        self, district, tmp_path
    ):
        batch = compared(district, small_places(tmp_path / "表.xlsx", [place(1), place(2)]))
        meanwhile = [
            lambda: premises(district, "同址店", address="建军中路1号", credit_code=credit_code(1)),
            lambda: None,
        ]

        batch = importing.apply(
            batch, by=district.chief, at=AT, rules=rules(),
            on_writing=lambda: meanwhile.pop(0)(),
        )  # fmt: skip

        assert meanwhile == []
        assert verdicts(batch) == {"NEW": 1, "REJECTED": 1}
        assert verify().is_sound

    def test_when_it_changes_each_time_then_the_last_working_out_holds_the_register(
        self, district, tmp_path
    ):
        batch = compared(
            district, small_places(tmp_path / "表.xlsx", [place(n) for n in range(1, 5)])
        )
        numbers = [1, 2]

        def somebody_registers() -> None:
            number = numbers.pop(0)
            premises(
                district, f"同址{number}", address=f"建军中路{number}号",
                credit_code=credit_code(number),
            )  # fmt: skip

        batch = importing.apply(
            batch, by=district.chief, at=AT, rules=rules(), on_writing=somebody_registers
        )

        assert numbers == []
        assert verdicts(batch) == {"NEW": 2, "REJECTED": 2}
