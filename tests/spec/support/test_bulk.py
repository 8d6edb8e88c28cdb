"""Rows written in bulk are the rows Django would have written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.district import District
from tests.factories.premises import premises
from wanghuo.foundation.support import bulk
from wanghuo.registers.premises.domain.terms import Occupancy
from wanghuo.registers.premises.models import Alias, Premises, SearchEntry

MORE_THAN_ONE_STATEMENT = bulk.VARIABLES // 2 + 1


def unsaved(district: District, number: int) -> Premises:
    return Premises(
        name=f"第{number}号店", name_key=f"第{number}号店", kind="UNIT", occupancy=Occupancy.HOTEL,
        address=f"建军中路{number}号", territory=district.north_community,
        station=district.north, registered_on=date(2026, 3, 5), floor_area_m2=Decimal("120.5"),
        has_dwelling=None, is_key_unit=True, key_unit_finding={"理由": ["百分之百 100%s"]},
        note="一行\n二行\t\\N \"引号\" %s",
    )  # fmt: skip


def columns(row: Premises) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in Premises._meta.concrete_fields}


class TestGivenNewRows:
    @pytest.mark.parametrize("many", [1, bulk.FEW + 1])
    def test_when_written_then_each_comes_back_as_it_was(self, district: District, many: int):
        rows = [unsaved(district, number) for number in range(many)]

        bulk.insert(Premises, rows)

        found = Premises.objects.in_bulk([row.pk for row in rows])
        assert {pk: columns(row) for pk, row in found.items()} == {
            row.pk: columns(row) for row in rows
        }

    def test_when_they_fill_more_than_one_statement_then_none_is_lost(self, district: District):
        shop = premises(district)
        rows = [
            bulk.table(Alias).stored(Alias(premises=shop, name=f"别名{number}"))
            for number in range(MORE_THAN_ONE_STATEMENT)
        ]

        bulk.table(Alias).insert(rows)

        assert shop.aliases.count() == MORE_THAN_ONE_STATEMENT

    def test_when_there_are_none_then_nothing_is_asked(
        self, district: District, django_assert_num_queries
    ):
        with django_assert_num_queries(0):
            bulk.table(Premises).update([], ("name", "id"))

    def test_when_their_words_are_written_then_they_are_found(self, district: District):
        row = unsaved(district, 1)
        bulk.insert(Premises, [row])
        bulk.insert(SearchEntry, [SearchEntry(premises=row, tokens="百花 旅馆")])

        assert SearchEntry.objects.get(premises=row).tokens == "百花 旅馆"


def test_when_columns_are_changed_then_only_those_change(district: District):
    shop, other = premises(district, "甲店"), premises(district, "乙店")
    into = bulk.table(Premises)
    shop.name, shop.note = "丙店", "不写"

    into.update([into.stored(shop, ("name", "id"))], ("name", "id"))

    shop.refresh_from_db()
    other.refresh_from_db()
    assert (shop.name, shop.note, other.name) == ("丙店", "", "乙店")
