"""Numbers inside a rule's value, so that a form can offer them one by one."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wanghuo.foundation.rulebook.bilingual import Words, words

EDITED_AS_NUMBERS = ("deadlines", "visits", "officers", "key_units", "small_places")
EDITED_AS_NUMBERS_KEYS = frozenset({"hazards.default_rectification_days"})
NAMES = {
    "amount": Words("数量", "amount"),
    "visits": Words("次数", "visits"),
    "at_least": Words("达到", "at least"),
    "reinspection": Words("复查", "re-inspection"),
    "travel": Words("路途", "travel"),
    "otherwise": Words("其他", "otherwise"),
    "longest": Words("最长", "longest"),
    "by_class": Words("按类别", "by class"),
    "by_risk": Words("按风险", "by risk"),
    "by_violation": Words("按违法行为", "by violation"),
    "any_of": Words("", ""),
    "floor_area_m2": Words("建筑面积（平方米）小于", "floor area (m²) below"),
    "beds": Words("床位少于", "beds below"),
    "seats": Words("餐位少于", "seats below"),
    "staff": Words("员工少于", "staff below"),
    "boarders": Words("住宿人员少于", "boarders below"),
    "pupils": Words("学生少于", "pupils below"),
    "highest_floor_used": Words("所在楼层低于", "floor below"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a value: where it stands, what it is called, how much it is."""

    path: tuple[str, ...]
    label: Words
    amount: int

    @property
    def name(self) -> str:
        return "__".join(self.path)


def is_edited_as_numbers(key: str) -> bool:
    return key.partition(".")[0] in EDITED_AS_NUMBERS or key in EDITED_AS_NUMBERS_KEYS


def numbers_in(value: Any) -> list[Number]:
    """Return every whole number of a value in the order it is written."""
    return list(_numbers(value, (), []))


def with_numbers(value: Any, amounts: Mapping[str, int]) -> Any:
    """Return a copy of ``value`` with the numbers named in ``amounts`` put in."""
    changed = copy.deepcopy(value)
    for number in numbers_in(value):
        if number.name not in amounts:
            continue
        holder = changed
        for step in number.path[:-1]:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        last = number.path[-1]
        holder[int(last) if isinstance(holder, list) else last] = amounts[number.name]
    return changed


def _numbers(value: Any, path: tuple[str, ...], labels: list[Words]) -> Iterator[Number]:
    if isinstance(value, dict):
        title = words(value["title"]) if "title" in value else None
        for name, inner in value.items():
            named = NAMES.get(name, Words(name, name))
            around = [*labels[:-1], title] if title else labels
            yield from _numbers(inner, (*path, str(name)), [*around, named])
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _numbers(inner, (*path, str(place)), labels)
    elif isinstance(value, int) and not isinstance(value, bool):
        said = [label for label in labels if label]
        yield Number(
            path,
            Words(" · ".join(label.zh for label in said), " · ".join(label.en for label in said)),
            value,
        )
