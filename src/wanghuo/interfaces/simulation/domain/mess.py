"""How spreadsheets from real desks look: what people do to a clean value."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from wanghuo.interfaces.simulation.domain.premises import Invented

FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")

TITLE = "消防监督对象基本情况登记表"
GROUPED_HEADER = [
    ("序号", 1), ("单位（场所）名称", 1), ("统一社会信用代码", 1), ("所属村居", 1),
    ("详细地址", 1), ("法定代表人（负责人）", 2), ("建筑情况", 2), ("营业时间", 1),
    ("场所类别", 1), ("从业人数", 1), ("床位数", 1), ("餐位数", 1), ("检查日期", 1), ("备注", 1),
]  # fmt: skip
LOWER_HEADER = {5: "姓名", 6: "联系电话", 7: "建筑面积（㎡）", 8: "层数"}

KINDS = {
    "SHOP": "小商场", "RESTAURANT": "小餐饮", "HOTEL": "小旅馆", "ENTERTAINMENT": "小歌舞娱乐",
    "LEISURE": "小休闲健身", "CLINIC": "小医院（诊所）", "SCHOOL": "小学校（幼儿园）",
    "WORKSHOP": "小生产加工企业", "DANGEROUS_GOODS_SHOP": "小易燃易爆危险品店",
}  # fmt: skip
REMARKS = ("", "", "", "", "", "已签责任书", "电话停机", "7月换老板", "与隔壁合并经营")

INSTRUCTIONS = [
    "填表说明",
    "1. 本表由各派出所填报，一个场所一行，不得合并单元格。",
    "2. 统一社会信用代码按营业执照填写；无执照的写“无”。",
    "3. 九小场所类别按下发的目录填写。",
    "4. 每月25日前报分局治安大队汇总。",
]


def row_of(premises: Invented, number: int, place: str, rng: Random) -> list[object]:
    """Return one row as somebody typed it: mostly right, in every way but one."""
    phone: object = premises.head_phone
    name, code, area = premises.name, premises.credit_code, f"{premises.floor_area_m2}"
    habit = rng.random()
    if habit < 0.06:
        name = f" {name}　"
    elif habit < 0.10:
        area = f"约{area}㎡"
    elif habit < 0.14:
        area = area.translate(FULL_WIDTH)
    elif habit < 0.18:
        phone = f"{premises.head_phone}、{premises.manager_phone or '0515-8800' + '1234'}"
    elif habit < 0.21:
        code = code.lower()
    elif habit < 0.23:
        code = code.translate(FULL_WIDTH)
    elif habit < 0.245:
        code = code[:-1] + ("A" if code[-1:] != "A" else "B")  # a slip: the check digit is wrong
    elif habit < 0.26:
        code = "无"
    elif habit < 0.268:
        name = ""
    return [
        number, name, code, place, premises.address, premises.head_name, phone, area,
        premises.floors_above, premises.hours,
        KINDS.get(premises.small_kind, "单位"), premises.staff, _blank(premises.beds),
        _blank(premises.seats), _date(rng), rng.choice(REMARKS),
    ]  # fmt: skip


def total_of(rows: int) -> Sequence[object]:
    return ["合计", f"共{rows}家", *[""] * 14]


def _blank(value: int | None) -> object:
    return "" if value is None else value


def _date(rng: Random) -> str:
    """Return a day of last year in one of the ways people write it."""
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    patterns = (
        "{y}.{m}.{d}",
        "{y}年{m}月{d}日",
        "{y}-{m:02d}-{d:02d}",
        "{y}/{m}/{d}",
        "{m}.{d}",
        "",
    )
    return rng.choice(patterns).format(y=2025, m=month, d=day)
