"""What people mean by a cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.premises import credit_code
from wanghuo.foundation.kernel.refusals import Invalid
from wanghuo.registers.premises.domain import candidates, columns, guesses, normal, values
from wanghuo.registers.premises.domain.columns import Column
from wanghuo.registers.premises.domain.terms import Occupancy, PremisesKind, SmallKind


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("约２００平方", 200), ("1.2万㎡", 12000), ("120.50", Decimal("120.5")),
        ("１，２００", 1200), ("十五", 15), ("无", None), ("—", None), ("", None),
        ("300m²左右", 300),
    ],
)  # fmt: skip
def test_numbers(text, meant):
    assert values.number(text, most=10**7) == meant


@pytest.mark.parametrize("text", ["很大", "100-200", "3层半", "-5", "1e9"])
def test_numbers_that_are_none(text):
    with pytest.raises(Invalid):
        values.number(text, most=10**6)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("地上3层/地下1层", (3, 1)), ("3/-1", (3, 1)), ("6层", (6, None)), ("第３层", (3, None)),
        ("地下一层", (None, 1)), ("十二层", (12, None)),
    ],
)  # fmt: skip
def test_storeys(text, meant):
    assert values.storeys(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026.3.5", date(2026, 3, 5)), ("二〇二六年三月", date(2026, 3, 1)),
        ("2026年3月5日", date(2026, 3, 5)), ("20260305", date(2026, 3, 5)),
        ("46086", date(2026, 3, 5)), ("2026-03-05 00:00:00", date(2026, 3, 5)),
        ("26/3/5", date(2026, 3, 5)), ("二〇一九年十二月三十一日", date(2019, 12, 31)),
        ("无", None),
    ],
)  # fmt: skip
def test_days(text, meant):
    assert values.day(text) == meant


@pytest.mark.parametrize("text", ["2026-02-30", "2025年13月1日", "20260231"])
def test_impossible_days_are_refused(text):
    with pytest.raises(values.ImpossibleDate):
        values.day(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("√", True), ("有", True), ("是", True), ("已安装", True), ("无", False), ("×", False),
        ("未设置", False), ("", None), ("非重点", False),
    ],
)  # fmt: skip
def test_yes_and_no(text, meant):
    assert values.yes_or_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("１３８００１３８０００", "13800138000"),
        ("张三13800138000", "13800138000"),
        ("0515-88123456/139 1234 5678", "0515-88123456、13912345678"),
        ("无", ""),
    ],
)
def test_telephones(text, meant):
    assert values.phone(text) == meant


def test_a_rounded_number_is_not_taken_for_a_telephone():
    with pytest.raises(values.DigitsLost):
        values.phone("1.38001E+10")


@pytest.mark.parametrize(
    "address",
    [
        "江苏省盐城市亭湖区建军中路十二号（原供销社）3幢２楼",
        "盐城市亭湖区建军中路12号3栋2层",
        "建军中路 12 号 3座2楼",
        "建军中路１２＃3栋2楼",
    ],
)
def test_one_place_has_one_key(address):
    within = ["江苏省", "盐城市", "亭湖区"]

    assert normal.address_key(address, within) == "建军中路12号3栋2层"


@given(st.text(max_size=40))
def test_keys_are_stable_whatever_is_typed(text):
    key = normal.address_key(text)

    assert normal.address_key(key) == key
    assert normal.name_key(normal.name_key(text)) == normal.name_key(text)


READS = (values.count, values.storeys, values.day, values.phone, values.credit_code,
         values.yes_or_no, values.highest_floor)  # fmt: skip


@given(
    st.text(alphabet="0123456789.-/年月日一二三十〇层楼上下地负有无√×eE+万约m²㎡、 ", max_size=16)
)
def test_a_cell_is_understood_or_refused_and_nothing_else(text):
    for read in READS:
        try:
            read(text)
        except Invalid:
            continue


@given(st.integers(min_value=0, max_value=9_999_999))
def test_a_code_with_one_figure_changed_is_refused(number):
    code = credit_code(number)
    other = code[:12] + str((int(code[12]) + 1) % 10) + code[13:]

    assert values.credit_code(code.lower()) == code
    with pytest.raises(values.WrongCreditCode):
        values.credit_code(other)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("单位（场所）名称", Column.NAME), ("店名", Column.NAME), ("物业企业名称", Column.NAME),
        ("统一社会信用代码", Column.CREDIT_CODE), ("详细地址", Column.ADDRESS),
        ("法定代表人（负责人）/姓名", Column.HEAD_NAME), ("负责人/联系电话", Column.HEAD_PHONE),
        ("法人联系方式", Column.HEAD_PHONE), ("消防安全管理人", Column.MANAGER_NAME),
        ("消防安全管理人电话", Column.MANAGER_PHONE), ("建筑面积（㎡）", Column.FLOOR_AREA),
        ("所在楼层", Column.FLOOR_USED), ("建筑层数", Column.FLOORS), ("从业人数", Column.STAFF),
        ("场所类别", Column.OCCUPANCY), ("所属社区", Column.COMMUNITY), ("村居", Column.COMMUNITY),
        ("管理小区名称", Column.ESTATES), ("小区地址", Column.ESTATE_ADDRESS),
        ("灭火器（具）", Column.EXTINGUISHER), ("序号", Column.IGNORED), ("备注", Column.NOTE),
        ("是否住人", Column.DWELLING), ("营业时间", Column.HOURS),
        ("身份证号", Column.HEAD_IDENTITY),
        ("乱七八糟", None),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(name, column):
    assert columns.column_of(name) == column


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("小旅馆", SmallKind.HOTEL),
        ("小商场", SmallKind.SHOP),
        ("小餐饮", SmallKind.RESTAURANT),
        ("宾馆", None),
    ],
)
def test_small_kinds_are_known_by_their_names(words, meant):
    assert guesses.small_kind(words) == meant


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("老王面馆", Occupancy.CATERING), ("城阳宾馆", Occupancy.HOTEL),
        ("中国石化加油站", Occupancy.FUEL_STATION), ("阳光幼儿园", Occupancy.KINDERGARTEN),
        ("好又多超市", Occupancy.MARKET), ("恒大机械厂", Occupancy.FACTORY),
    ],
)  # fmt: skip
def test_a_use_is_guessed_from_the_name(name, use):
    assert guesses.occupancy("", name) == use


def test_a_shop_beside_the_committee_is_no_committee():
    assert guesses.kind_by_name("城东社区居委会便民超市") is None
    assert guesses.kind_by_name("城东社区居委会") == PremisesKind.RESIDENTS_COMMITTEE


def test_communities_are_found_by_the_names_people_give_them():
    known = candidates.Communities([("a", "城东社区居委会"), ("b", "五星村委会")])

    assert known.named("城东社区") == known.named("城东") == "a"
    assert known.named("五星村") == "b"
    assert known.named("火星") is None
    assert known.in_address("五星村3组12号") == "b"
