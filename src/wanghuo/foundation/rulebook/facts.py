"""What rules about premises need to know of them; None means not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wanghuo.foundation.rulebook.bilingual import Words

MEASURES = {
    "floor_area_m2": (Words("建筑面积", "floor area"), Words("平方米", "m²")),
    "basement_area_m2": (Words("地下建筑面积", "basement area"), Words("平方米", "m²")),
    "height_m": (Words("建筑高度", "height"), Words("米", "m")),
    "floors_above": (Words("地上层数", "floors above ground"), Words("层", "")),
    "beds": (Words("床位", "beds"), Words("张", "")),
    "rooms": (Words("客房", "guest rooms"), Words("间", "")),
    "seats": (Words("餐位", "seats"), Words("个", "")),
    "staff": (Words("员工", "staff"), Words("人", "")),
    "boarders": (Words("住宿人员", "boarders"), Words("人", "")),
    "pupils": (Words("学生（幼儿）", "pupils"), Words("人", "")),
    "highest_floor_used": (Words("所在最高楼层", "highest floor used"), Words("层", "")),
}


@dataclass(frozen=True, slots=True)
class PremisesFacts:
    """Facts by the codes of the premises register."""

    kind: str = "UNIT"
    small_kind: str = ""
    occupancy: str = ""
    floor_area_m2: float | None = None
    basement_area_m2: float | None = None
    height_m: float | None = None
    floors_above: int | None = None
    beds: int | None = None
    rooms: int | None = None
    seats: int | None = None
    staff: int | None = None
    boarders: int | None = None
    pupils: int | None = None
    highest_floor_used: int | None = None
    is_key_unit: bool = False
    risk: str = "NORMAL"

    def measure(self, name: str) -> float | None:
        """
        Return a measure by its name.

        Raises: KeyError, for a name that no rule may use.
        """
        if name not in MEASURES:
            raise KeyError(name)
        value: float | None = getattr(self, name)
        return value


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion that was compared with one fact."""

    criterion: str
    title: Words
    measure: str = ""
    measured: float | None = None
    limit: float | None = None
    is_met: bool = True

    @property
    def words(self) -> Words:
        if not self.measure or self.measured is None:
            return self.title
        name, unit = MEASURES[self.measure]
        mark_zh, mark_en = compared(self.is_met)
        return Words(
            f"{self.title.zh}：{name.zh}{self.measured:g}{unit.zh}，{mark_zh}{self.limit:g}{unit.zh}",
            f"{self.title.en}: {name.en} {self.measured:g} {unit.en}".rstrip()
            + f", {mark_en} {self.limit:g} {unit.en}".rstrip(),
        )


def compared(is_met: bool) -> tuple[str, str]:
    return ("达到", "reaching") if is_met else ("未达到", "below")


def facts_from(data: Mapping[str, Any]) -> PremisesFacts:
    """Return facts from a mapping that may hold more than rules ask for."""
    known = PremisesFacts.__dataclass_fields__
    return PremisesFacts(**{name: value for name, value in data.items() if name in known})
